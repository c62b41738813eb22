"""Something is wrong: a sequence that swaps one thing at a time and says what each outcome means."""

from __future__ import annotations

from knowledge.answers.asked import Asked
from knowledge.answers.lesson import lesson
from knowledge.values import Reply


def troubleshoot(asked: Asked) -> Reply:
    """Find the fault; the nearest is finding out which part it moves with."""
    return lesson(asked, "troubleshoot", "noise-in-one-channel")
