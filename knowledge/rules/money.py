"""What is spent, on what, and what it buys: rule 1 and the rules of value.

Points for a price are fixed to the piece and not to the budget, so that a larger budget can only add choices: each
doubling of the price buys a little more, less from 800 dollars on. Where no budget is named, dearer than 200 dollars
counts against a piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import log2

from catalog.models import Category, Record
from knowledge.phrasing import money, whole
from knowledge.rules.case import Case, Context, verdict
from knowledge.rules.rows import spoken
from knowledge.rules.rule import rule
from knowledge.values import Stance, Verdict

_PER_DOUBLING = {Category.HEADPHONES: 4.0, Category.IEM: 3.0, Category.DAP: 3.0}
_START, _LESS_FROM, _UNASKED = 25.0, 800.0, 200.0
UNPRICED = -6
NEAR_FLOOR = 0.95
"""The share of the low end of a range from which a price is inside it: $79.99 is no less than $80."""


def tier(category: Category, usd: float | None) -> int:
    """Points for a price in dollars: 3 to 4 a doubling from 25 dollars for what is on the ear, 2 for electronics.

    >>> [tier(Category.HEADPHONES, usd) for usd in (12.5, 25, 100, 400, 1600)]
    [-4, 0, 8, 16, 22]
    >>> tier(Category.AMP, 400), tier(Category.AMP, None)
    (8, -6)
    """
    if not usd or usd <= 0:
        return UNPRICED
    slope = _PER_DOUBLING.get(category, 2.0)
    doublings = log2(min(usd, _LESS_FROM) / _START) + (log2(usd / _LESS_FROM) / 2 if usd > _LESS_FROM else 0)
    return round(max(-6.0, slope * doublings))


def unasked(category: Category, usd: float | None) -> int:
    """What is taken off where no budget was named: the points from 200 dollars on, and half as many again.

    >>> [unasked(Category.HEADPHONES, usd) for usd in (100, 200, 400, 1600)]
    [0, 0, -6, -18]
    """
    if not usd or usd <= _UNASKED:
        return 0
    return -round(1.5 * _PER_DOUBLING.get(category, 2.0) * log2(usd / _UNASKED))


def below(floor: float, price: float) -> int:
    """What is taken off below the low end of the reader's range: 5, and 8 a halving.

    >>> below(200, 200), below(200, 192), below(200, 100)
    (0, 0, -13)
    """
    return 0 if price >= NEAR_FLOOR * floor or floor <= 0 else -5 - round(8 * log2(floor / max(price, 1.0)))


def price_points(gear: Record, context: Context) -> int:
    """All points for the price of one piece in a context."""
    usd = _usd(gear, context)
    points = tier(gear.category, usd)
    if context.ceiling is None:
        points += unasked(gear.category, usd)
    price = context.price(gear)
    if context.floor is not None and price is not None and not context.kit:
        points += below(float(context.floor), float(price))
    return points


def _usd(gear: Record, context: Context) -> float | None:
    price = gear.price
    amount = context.rates.convert(price.amount, price.currency, "USD") if price else None
    return None if amount is None else round(amount * 100) / 100


@rule(
    "value.price",
    title="What the price buys",
    sentence="Each doubling of the price buys a little, and less as it gets dear; look at the price against equals.",
    source="Headfonia's Guide to Headphones, rule 1; our own scale of points",
)
def value_price(case: Case) -> Iterator[Verdict]:
    """Say what one piece costs of what the reader would spend."""
    gear, context = case.item, case.context
    if gear is None:
        return
    price, points = context.price(gear), price_points(gear, context)
    if price is None:
        text = f"Nobody states a price for {case.mid}."
        yield Verdict(rule="value.price", stance=Stance.UNKNOWN, text=text, weight=points)
        return
    said = gear.price
    facts = [case.quote(f"price:{said.kind}", f"{said.amount} {said.currency}, {said.as_of}")] if said else []
    text = f"{case.it} costs about {money(price, context.currency)}"
    low = context.floor is not None and price < NEAR_FLOOR * float(context.floor) and not context.kit
    if low and context.floor is not None:
        text += f", less than the {money(context.floor, context.currency)} you meant to spend"
    elif context.ceiling is not None and len(case.candidate.items) == 1:
        text += f" of your {money(_asked(context), context.currency)}"
    yield verdict("value.price", points, f"{text}.", facts, Stance.AGAINST if low and points <= 0 else None)


def _asked(context: Context) -> Decimal:
    budget = context.reading.budget
    return Decimal(str(budget.high)) if budget and budget.high is not None else context.ceiling or Decimal(0)


@rule(
    "value.used",
    title="Out of production means used",
    sentence="What is no longer made is bought used: often a bargain, without a warranty, and its price has a date.",
    source="Headfonia's Guide to Headphones, comments: willing to buy used",
)
def value_used(case: Case) -> Iterator[Verdict]:
    """Speak of gear that is no longer made."""
    yield from spoken("value.used", case)


@rule(
    "budget.ceiling",
    title="The budget is a ceiling",
    sentence="Nothing that costs more than you would spend is offered; \"around\" lets the sum go a tenth above.",
    source="our own: the reader's word",
)  # fmt: skip
def budget_ceiling(case: Case) -> Iterator[Verdict]:
    """Say the sum of several things against the ceiling; a single price is said by value.price."""
    context, total = case.context, case.candidate.total
    if case.item is not None or total is None or context.ceiling is None:
        return
    asked = _asked(context)
    if total > asked:
        over = money(whole(total - asked), context.currency)
        text = f"At {money(whole(total), context.currency)} it is {over} above what you named."
        yield verdict("budget.ceiling", 0, text, stance=Stance.AGAINST)
    elif len(case.candidate.items) > 1:
        text = f"Together {money(whole(total), context.currency)}, inside your {money(asked, context.currency)}."
        yield verdict("budget.ceiling", 0, text)


@rule(
    "best.none",
    number=1,
    title="There is no best headphone",
    sentence="The right one for your music and place is better than the dearest one that the budget allows.",
    source="Headfonia's Guide to Headphones, rule 1",
)
def best_none(case: Case) -> Iterator[Verdict]:
    """Name what is left of the budget, where it is half or more and the reader meant to spend no certain sum."""
    context, total = case.context, case.candidate.total
    if case.item is not None or total is None or context.ceiling is None:
        return
    left = _asked(context) - total
    if left * 2 >= _asked(context) and context.floor is None:
        text = f"It leaves {money(whole(left), context.currency)} unspent: the right one is not the dearest one."
        yield verdict("best.none", 0, text)
