"""When nothing fits: the smallest changes of the wish that would let something in, each with what it would let in.

A record that breaks one wish, or costs too much, is let in by one change; those come first, and of them a small sum of
money before giving up a wish. Where fewer than two single changes help, two changes are named together.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from catalog.models import Rates, Record
from knowledge.phrasing import money, whole
from knowledge.ports import GearShelf
from knowledge.rules.case import Context
from knowledge.rules.hard import broken, in_force
from knowledge.rules.prepare import prepare
from knowledge.rules.properties import properties
from knowledge.shortlist import slots
from knowledge.values import Reading

SMALL = Decimal("0.25")
"""The share of the budget up to which more money is the smallest change."""
MOST = 2


class Change(NamedTuple):
    """What would have to give for one record: phrases of the wishes, money above the ceiling, and the record."""

    phrases: tuple[str, ...]
    over: Decimal
    record: Record

    @property
    def size(self) -> int:
        """How many things have to give."""
        return len(self.phrases) + (self.over > 0)


def changes(context: Context, records: tuple[Record, ...]) -> Iterator[Change]:
    """The changes that would let each record in; none for those that nothing lets in."""
    falls = in_force(context.cues)
    for record in records:
        price = context.price(record)
        if record.id in context.barred or (price is None and context.ceiling is not None):
            continue
        hit = list(broken(properties(record), falls))
        if any(not fall.relax for fall in hit):
            continue
        over = (
            max(Decimal(0), price - context.ceiling)
            if price is not None and context.ceiling is not None
            else Decimal(0)
        )
        phrases = tuple(dict.fromkeys(fall.relax for fall in hit))
        if phrases or over:
            yield Change(phrases, over, record)


def relaxations(reading: Reading, shelf: GearShelf, rates: Rates) -> tuple[str, ...]:
    """The two smallest changes as sentences: "20 EUR more would let the ... in.", "If it may be open, ..."."""
    context = prepare(reading, shelf, rates)
    found = list(changes(context, shelf.of(*slots(reading)[0])))
    best: dict[tuple[tuple[str, ...], bool], Change] = {}
    for change in found:
        key = (change.phrases, change.over > 0)
        best[key] = min(best.get(key, change), change, key=_better)
    order = sorted(best.values(), key=lambda change: _before(change, context))
    return tuple(said(change, context) for change in order[:MOST])


def _better(change: Change) -> tuple[Decimal, int, str]:
    return change.over, -change.record.popularity, change.record.id


def _before(change: Change, context: Context) -> tuple[int, bool, bool, Decimal, int, str]:
    """One change before two; of these a small sum first, then wishes by how well known what they let in is."""
    large = context.ceiling is not None and change.over > context.ceiling * SMALL
    return change.size, large, not change.over, change.over, -change.record.popularity, change.record.id


def said(change: Change, context: Context) -> str:
    """A change as a sentence."""
    parts = [*change.phrases]
    more = f"{money(whole(change.over), context.currency)} more"
    if not parts:
        return f"{more} would let the {change.record.name} in."
    phrase = " and ".join(parts) + (f", for {more}" if change.over else "")
    return f"{phrase[0].upper()}{phrase[1:]}, the {change.record.name} would come in."
