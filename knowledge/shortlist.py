"""Reading and shelf to candidates: what stands after the hard constraints, and why the rest fell.

`shortlist(reading, shelf, rates)` gives all of it as values; it words a reason for each fallen record.
`knowledge.scoring.ranked` is the quick way of the same: only what stands, with its score.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from catalog.models import Category, Rates, Record, Status
from knowledge.phrasing import money, whole
from knowledge.ports import GearShelf
from knowledge.rules.case import Context
from knowledge.rules.hard import broken, in_force
from knowledge.rules.prepare import prepare
from knowledge.rules.properties import properties
from knowledge.scoring import ranked
from knowledge.values import Candidate, Candidates, Fallen, Need, Reading, Use, Want

_DRIVE = (Category.AMP, Category.DAC_AMP, Category.DAC)


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
    if Use.SLEEP in reading.uses() and not reading.needed() & {Need.OVER_EAR, Need.ON_EAR}:
        return (Category.IEM, Category.HEADPHONES)  # what is worn in bed is called headphones whatever its form
    return (Category.HEADPHONES,)


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
        yield Fallen(gear=record.id, rule="budget.ceiling", why=_too_dear(record, price, over, context), by=over)


def _too_dear(record: Record, price: Decimal, over: Decimal, context: Context) -> str:
    """How much too dear it is; what is no longer made was so when new, and a used one may cost less."""
    costs, more = (money(whole(amount), context.currency) for amount in (price, over))
    if record.status is Status.DISCONTINUED:
        return f"The {record.model} cost {costs} new, {more} more than you would spend; a used one may come within it."
    return f"The {record.model} costs {costs}, {more} too much."


def _barred(record: Record, context: Context) -> str:
    if any(record.id == own.id for own in context.owned):
        return f"You have the {record.model} already."
    return f"The {record.model} is one that you have, or one that you ruled out."
