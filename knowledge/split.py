"""Rule 3 worked out: where situations clash or genres pull apart, the wish falls into two that two pairs can meet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from knowledge.rules.case import Context
from knowledge.rules.collection import names_of
from knowledge.rules.prepare import prepare
from knowledge.rules.tastes import Balance, shares, wish_of
from knowledge.values import Genre, GenreShare, Reading, Use

APART = 4.0
"""Weighted dB between two wishes, summed over the bands, from which one headphone can't serve both well."""
SMALLEST = Fraction(1, 5)
_LEAST = Decimal(200)
"""Dollars under which two pairs would be two toys."""


class Split(NamedTuple):
    """Two contexts, one for each pair, and what each is for."""

    contexts: tuple[Context, Context]
    names: tuple[str, str]


def split_of(context: Context) -> Split | None:
    """How a wish falls into two; None where one pair serves it, or where the reader already has one to share with."""
    reading = context.reading
    if not reading.pair and (context.heads or not _affords(context)):
        return None
    found = _by_place(reading) or _by_music(reading)
    if found is None:
        return _same(context) if reading.pair else None
    parts, names = found
    first, second = (prepare(part, context.shelf, context.rates, kit=True) for part in parts)
    return Split((first, second), names)


def _affords(context: Context) -> bool:
    """Whether the budget is large enough for two; without one a single pair is the start."""
    budget = context.reading.budget
    if context.ceiling is None or (budget and budget.each):
        return False
    dollars = context.rates.convert(context.ceiling, context.currency, "USD")
    return dollars is not None and dollars >= _LEAST


def _same(context: Context) -> Split:
    twice = replace(context, kit=True)
    return Split((twice, twice), ("the one", "the other"))


def _by_place(reading: Reading) -> tuple[tuple[Reading, Reading], tuple[str, str]] | None:
    away = {Use.PORTABLE, Use.OFFICE, *((Use.EXERCISE,) if reading.pair else ())}
    uses = reading.uses()
    if Use.HOME not in uses or not uses & away:
        return None
    home = reading.model_copy(update={"use": tuple(u for u in reading.use if u.value not in away)})
    out = reading.model_copy(update={"use": tuple(u for u in reading.use if u.value is not Use.HOME)})
    where = "the way" if Use.PORTABLE in uses else "the office" if Use.OFFICE in uses else "sport"
    return (home, out), ("home", where)


def _by_music(reading: Reading) -> tuple[tuple[Reading, Reading], tuple[str, str]] | None:
    parts = {genre: share for genre, share in shares(reading.genres).items() if genre is not Genre.EVERYTHING}
    wishes = {genre: wish_of(reading.model_copy(update={"genres": _only(reading, {genre})})).balance for genre in parts}
    poles = max(
        combinations(sorted(parts), 2), key=lambda two: (_apart(wishes[two[0]], wishes[two[1]]), two), default=None
    )
    if poles is None or _apart(wishes[poles[0]], wishes[poles[1]]) < APART:
        return None
    near = {g for g in parts if _apart(wishes[g], wishes[poles[0]]) <= _apart(wishes[g], wishes[poles[1]])}
    sides = sorted((near, parts.keys() - near), key=lambda side: (-sum(parts[g] for g in side), sorted(side)))
    if min(sum(parts[g] for g in side) for side in sides) < SMALLEST:
        return None
    first, second = (reading.model_copy(update={"genres": _only(reading, side)}) for side in sides)
    order = [sorted(side, key=lambda g: (-parts[g], g))[:2] for side in sides]
    return (first, second), (names_of(order[0]), names_of(order[1]))


def _only(reading: Reading, kept: Collection[Genre]) -> tuple[GenreShare, ...]:
    return tuple(item for item in reading.genres if item.genre in kept)


def _apart(one: Balance, other: Balance) -> float:
    weights = (0.6, 1.1, 0.8, 1.0, 0.9)
    return sum(w * abs(a - b) for w, a, b in zip(weights, one, other, strict=True))
