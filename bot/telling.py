"""From a question to what is shown of its answer: a function of plain values, so that it can run in any process."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards.blocks import Block, blocks
from bot.cards.layout import Controls
from bot.cards.pages import pages
from catalog.models import Rates
from knowledge.advise import advise
from knowledge.ports import GearShelf
from knowledge.remember import remember
from knowledge.respond import respond
from knowledge.unserved import Unserved, unserved
from knowledge.values import Conversation, Kind, Question, Reading


@dataclass(frozen=True, slots=True)
class Asked:
    """A message, or as JSON a reading, and the conversation before it as JSON; with whose catalogue it is answered."""

    text: str = ""
    reading: str = ""
    before: str = ""
    server: int | None = None
    dollar: str = "USD"
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Told:
    """What is shown of an answer, and the conversation up to it as JSON, without words. `controls` want their key.

    `missed` is what a message asked for in vain.
    """

    kind: Kind
    pages: tuple[tuple[Block, ...], ...] = ()
    controls: Controls | None = None
    conversation: str = ""
    missed: Unserved | None = None


def told(asked: Asked, shelf: GearShelf, rates: Rates) -> Told:
    """Answer, and lay the answer out."""
    before = Conversation.model_validate_json(asked.before) if asked.before else None
    if asked.reading:
        reply = advise(Reading.model_validate_json(asked.reading), shelf, rates)
    else:
        reply = respond(Question(text=asked.text, before=before, dollar=asked.dollar), shelf, rates)
    if reply.kind is Kind.SILENCE:
        return Told(reply.kind)
    conversation = remember(reply, before) or Conversation(reading=reply.reading)
    return Told(
        kind=reply.kind,
        pages=pages(blocks(reply, rates, asked.language)),
        controls=Controls.of(reply, key=""),
        conversation=conversation.model_dump_json(exclude_defaults=True),
        missed=None if asked.reading else unserved(reply),
    )
