"""Reading and shelf to candidates: what stands after the hard constraints, and why the rest fell.

`shortlist(reading, shelf, rates)` gives all of it as values; it words a reason for each fallen record.
`ranked(...)` is the quick way of the same: only what stands, with its score, best first.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from catalog.models import Amp, Category, Headphones, Rates, Record
from knowledge.index import Entry, index_of
from knowledge.ports import GearShelf
from knowledge.rules.case import Context
from knowledge.rules.collection import CONSIDERED
from knowledge.rules.driving import amp_points, head_points
from knowledge.rules.hard import Gate, broken, in_force
from knowledge.rules.impressions import weighed
from knowledge.rules.money import below, money
from knowledge.rules.pairing import value
from knowledge.rules.prepare import prepare
from knowledge.rules.properties import properties
from knowledge.values import Candidate, Candidates, Fallen, Need, Reading, Want

_DRIVE = (Category.AMP, Category.DAC_AMP, Category.DAC)
DEAREST = 10**12


class Scored(NamedTuple):
    """A standing entry. Sorting puts the best first: by score, then the cheaper, then by id."""

    minus: int
    cents: int
    id: str
    entry: Entry

    @property
    def score(self) -> int:
        """Points, more is better."""
        return -self.minus


def slots(reading: Reading) -> tuple[tuple[Category, ...], ...]:
    """What is bought together: for each slot the categories that can fill it, what is on the ear first."""
    wanted, found = reading.wanted(), []
    heads = _heads(reading)
    if heads:
        found.append(heads)
    if wanted & {Want.AMP, Want.DAC, Want.DAC_AMP}:
        found.append(_DRIVE)
    if Want.DAP in wanted:
        found.append((Category.DAP,))
    return tuple(found) or ((Category.HEADPHONES,),)


def _heads(reading: Reading) -> tuple[Category, ...]:
    wanted = reading.wanted()
    if not wanted & {Want.HEADPHONES, Want.IEM}:
        return ()
    if Want.IEM in wanted or Need.IN_EAR in reading.needed():
        both = Want.HEADPHONES in wanted and Need.IN_EAR not in reading.needed()
        return (Category.IEM, Category.HEADPHONES) if both else (Category.IEM,)
    return (Category.HEADPHONES,)


def ranked(context: Context, categories: tuple[Category, ...]) -> list[Scored]:
    """What stands in some categories, best first, with the very score that the rules give it."""
    ceiling = None if context.ceiling is None else int(context.ceiling * 100)
    index = index_of(context.shelf, context.rates)
    gate, extra = Gate(in_force(context.cues)), _extra(context)
    found: list[Scored] = []
    for category in categories:
        entries = index.listing(category, context.currency).up_to(ceiling)
        standing = (entry for entry in entries if gate[entry.bits] and entry.id not in context.barred)
        if category in (Category.HEADPHONES, Category.IEM):
            found += _heads_scored(context, standing, extra)
        else:
            found += _amps_scored(context, standing, extra)
    found.sort()
    return found


def _extra(context: Context) -> dict[str, int]:
    """Points for single pieces: what was said of them, and that the reader considers them."""
    found = weighed(context.cues)
    for gear in context.considered:
        found[gear] = found.get(gear, 0) + CONSIDERED
    return found


def _heads_scored(context: Context, standing: Iterator[Entry], extra: dict[str, int]) -> Iterator[Scored]:
    wish, weights, asked = context.wish, context.weights, context.ceiling is not None
    tones: dict[object, int] = {}
    for entry in standing:
        cents, id_, bits, static, unasked, tone, record = entry
        fit = tones.get(tone)
        if fit is None:
            fit = tones[tone] = value(wish, tone)
        points = static + weights[bits] + fit + extra.get(id_, 0)
        if not asked:
            points += unasked
        assert isinstance(record, Headphones)  # noqa: S101 - the category says so
        points += head_points(record, context) + _low(context, cents)
        yield Scored(-points, DEAREST if cents is None else cents, id_, entry)


def _amps_scored(context: Context, standing: Iterator[Entry], extra: dict[str, int]) -> Iterator[Scored]:
    asked = context.ceiling is not None
    for entry in standing:
        points = entry.static + context.weights[entry.bits] + extra.get(entry.id, 0) + (0 if asked else entry.unasked)
        if not context.kit and isinstance(entry.record, Amp):
            points += amp_points(entry.record, context.heads, context.target_db)
        points += _low(context, entry.cents)
        yield Scored(-points, DEAREST if entry.cents is None else entry.cents, entry.id, entry)


def _low(context: Context, cents: int | None) -> int:
    if context.floor is None or context.kit or cents is None:
        return 0
    return below(context.floor, Decimal(cents) / 100)


def candidate(context: Context, *items: Record) -> Candidate:
    """Items as a candidate, with their sum in the reader's currency."""
    prices = [context.price(item) for item in items]
    total = None if any(price is None for price in prices) else sum((p for p in prices if p), Decimal(0))
    return Candidate(items=items, total=total, currency=context.currency)


def shortlist(reading: Reading, shelf: GearShelf, rates: Rates) -> Candidates:
    """Everything of the wanted kinds that stands, best first, and what fell, by which rule and why."""
    context = prepare(reading, shelf, rates)
    kinds = tuple(dict.fromkeys(category for slot in slots(reading) for category in slot))
    standing = ranked(context, kinds)
    fallen = (fell(record, context) for record in shelf.of(*kinds))
    return Candidates(
        standing=tuple(candidate(context, scored.entry.record) for scored in standing),
        fallen=tuple(fall for fall in fallen if fall is not None),
    )


def fell(record: Record, context: Context) -> Fallen | None:
    """Why a record falls, the first reason found; None where it stands."""
    return next(all_falls(record, context), None)


def all_falls(record: Record, context: Context) -> Iterator[Fallen]:
    """Every reason for which a record falls."""
    if record.id in context.barred:
        yield Fallen(gear=record.id, rule="owned.again", why=_barred(record, context))
    for fall in broken(properties(record), in_force(context.cues)):
        yield Fallen(gear=record.id, rule=fall.rule, why=f"The {record.model} is out because {fall.why}.")
    if context.ceiling is None:
        return
    price = context.price(record)
    if price is None:
        yield Fallen(gear=record.id, rule="budget.ceiling", why=f"Nobody states a price for the {record.model}.")
    elif price > context.ceiling:
        over = price - context.ceiling
        text = f"The {record.model} costs {money(price, context.currency)}, {money(over, context.currency)} too much."
        yield Fallen(gear=record.id, rule="budget.ceiling", why=text, by=over)


def _barred(record: Record, context: Context) -> str:
    if any(record.id == own.id for own in context.owned):
        return f"You have the {record.model} already."
    return f"The {record.model} is one that you have, or one that you didn't like."
