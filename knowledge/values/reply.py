"""What is said back: plain values that any front end can draw."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from catalog.models import Record
from catalog.models.facts import Frozen
from knowledge.values.reading import Reading


class Kind(StrEnum):
    OPTIONS = "options"
    VERDICT = "verdict"
    EXPLANATION = "explanation"
    ASK = "ask"
    SILENCE = "silence"


class Money(Frozen):
    """An amount in a currency (ISO 4217); `amount` None where no price is known."""

    amount: Decimal | None
    currency: str


class Line(Frozen):
    """One sentence of a reply and the id of the rule that it rests on."""

    rule: str
    text: str


class Option(Frozen):
    """Something to buy: its items, what sets it apart ("the closed one"), the sum, reasons and cautions."""

    items: tuple[Record, ...]
    label: str
    total: Money
    reasons: tuple[Line, ...]
    cautions: tuple[Line, ...] = ()


class Choice(Frozen):
    """A verdict between named things; `pick` None means that there is no winner, and the reasons say why."""

    pick: str | None
    over: tuple[str, ...]
    reasons: tuple[Line, ...]
    cautions: tuple[Line, ...] = ()


class Reply(Frozen):
    """The whole answer. `text` is all of it as plain text; the other fields are its parts.

    `receipt` says back what was understood; `asks` are slots asked back, most decisive first; `relaxations` the
    smallest changes that would let something in; `notes` stand below: unknown gear, assumptions, dates. `further`
    answers the other questions of the message, shortly.
    """

    kind: Kind
    reading: Reading
    text: str = ""
    receipt: str = ""
    options: tuple[Option, ...] = ()
    verdict: Choice | None = None
    topic: str | None = None
    explanation: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    relaxations: tuple[str, ...] = ()
    notes: tuple[Line, ...] = ()
    further: tuple[Reply, ...] = ()
    answer_id: str = ""
