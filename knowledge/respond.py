"""Question → Reply: reading, then advice."""

from __future__ import annotations

from catalog.models import Rates
from knowledge.advise import advise
from knowledge.ports import GearShelf
from knowledge.reading.reader import read
from knowledge.values import Question, Reply


def respond(question: Question, shelf: GearShelf, rates: Rates) -> Reply:
    """Answer a question; pure in the question and the shelf."""
    return advise(read(question, shelf), shelf, rates)
