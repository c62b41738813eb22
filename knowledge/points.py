"""The points of single records by look-up: what the rules would give each, from small keys worked out once a question.

Whatever a rule weighs is looked up here (properties, balance, drive); the rules themselves speak only for the few that
are shown. `tests/knowledge/rules/test_scoring.py` holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from catalog.models import Category, Record
from knowledge.index import Entry, Listing, index_of
from knowledge.rules.case import Context
from knowledge.rules.collection import CONSIDERED, SAME_HOUSE
from knowledge.rules.drive import Drive, Feed, amp_points, drive_points, feed_of
from knowledge.rules.hard import Fall, in_force
from knowledge.rules.impressions import weighed
from knowledge.rules.money import below
from knowledge.rules.pairing import value
from knowledge.rules.properties import BITS
from knowledge.rules.rows import Row
from knowledge.rules.tastes import BEST, DOUBTED, points

DEAREST = 10**12
"""Stands for an unknown price in cents where prices are ordered."""
ON_THE_EAR = (Category.HEADPHONES, Category.IEM)
_CONVERTER = BITS[f"kind:{Category.DAC}"]


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


class Points:
    """The points of items under a context, as the rules would give them; for a few items, in any order."""

    def __init__(self, context: Context) -> None:
        self._context, self._extra = context, extra_of(context)
        self._index = index_of(context.shelf, context.rates)
        self._standing = Standing(in_force(context.cues), context.rows)
        self._heads: dict[Category, Heads] = {}

    def of(self, items: Iterable[Record]) -> int | None:
        """The sum for some items; None where one of them falls."""
        found = [self._one(item) for item in items]
        return None if None in found else sum(points_ for points_ in found if points_)

    def _one(self, item: Record) -> int | None:
        listing = self._index.listing(item.category, self._context.currency)
        entry = listing.by_id.get(item.id)
        if entry is None:
            return None
        if item.category not in ON_THE_EAR:
            return amp_total(self._context, entry, self._standing, self._extra)
        if item.category not in self._heads:
            extra = with_houses(self._context, listing, self._extra)
            self._heads[item.category] = Heads(self._context, self._standing, extra)
        return self._heads[item.category].total(entry)


class Standing(dict[int, int | None]):
    """Bits of a record -> the sum of the rows that apply to it, None where a hard constraint lets it fall.

    Only the `relevant` bits are looked up, so that records which differ in nothing that matters are worked out once.
    """

    def __init__(self, falls: Iterable[Fall], rows: Iterable[Row]) -> None:
        super().__init__()
        self._falls = [fall.has for fall in falls]
        self._rows = [(row.has, row.weight) for row in rows if row.weight]
        self.relevant = reduce(or_, [*self._falls, *(has for has, _ in self._rows)], 0)

    def __missing__(self, bits: int) -> int | None:
        found: int | None = None
        if not any(bits & has == has for has in self._falls):
            found = sum([weight for has, weight in self._rows if bits & has == has])
        self[bits] = found
        return found

    def most(self, bits: Iterable[int]) -> int:
        """The most points that the rows give any of these."""
        relevant = self.relevant
        return max((weight for one in {b & relevant for b in bits} if (weight := self[one]) is not None), default=0)


class _Drives(dict[Drive, int]):
    """A drive key -> points for how the reader's source drives it."""

    def __init__(self, feed: Feed) -> None:
        super().__init__()
        self._feed = feed

    def __missing__(self, drive: Drive) -> int:
        self[drive] = found = drive_points(drive, self._feed)
        return found


@lru_cache(maxsize=32)
def _drives(feed: Feed) -> _Drives:
    """The same table for every question with this source."""
    return _Drives(feed)


class Heads:
    """Scores headphones and in-ears in the light of one context."""

    def __init__(self, context: Context, standing: Standing, extra: dict[str, int]) -> None:
        self.context, self.standing, self.extra = context, standing, extra
        self._asked, self._floor = context.ceiling is not None, floor_in(context)
        self.drives = _drives(feed_of(context))
        self.tables = [points(context.wish, doubt) for doubt in range(4)]

    def total(self, entry: Entry) -> int | None:
        """The points of one, price apart from the ceiling; None where it falls."""
        cents, id_, bits, static, unasked, tone, drive, _, _, _, _ = entry
        weight = self.standing[bits & self.standing.relevant]
        if weight is None or id_ in self.context.barred:
            return None
        if tone is None or tone.words:
            fit = value(self.context.wish, tone)
        else:
            a, b, c, d, e, doubt, _ = tone
            t0, t1, t2, t3, t4 = self.tables[doubt]
            fit = BEST - DOUBTED * doubt - (t0[a] + t1[b] + t2[c] + t3[d] + t4[e]) // 10
        total = static + weight + fit + self.drives[drive] + self.extra.get(id_, 0)
        low = below(self._floor, cents / 100) if self._floor is not None and cents is not None else 0
        return total + low + (0 if self._asked else unasked)


def extra_of(context: Context) -> dict[str, int]:
    """Points for single pieces: what was said of them, and that the reader considers them."""
    found = dict(weighed(context.cues))
    for gear in context.considered:
        found[gear] = found.get(gear, 0) + CONSIDERED
    return found


def with_houses(context: Context, listing: Listing, extra: dict[str, int]) -> dict[str, int]:
    """The points of single pieces, less those for a house whose sound the reader complained about."""
    if not context.houses:
        return extra
    same = [entry.id for entry in listing.entries if entry.brand in context.houses]
    return {**extra, **{gear: extra.get(gear, 0) + SAME_HOUSE for gear in same}}


def amp_total(context: Context, entry: Entry, standing: Standing, extra: dict[str, int]) -> int | None:
    """The points of one amp, DAC or player, price apart from the ceiling; None where it falls."""
    weight = standing[entry.bits & standing.relevant]
    if weight is None or entry.id in context.barred:
        return None
    total = entry.static + weight + extra.get(entry.id, 0) + (0 if context.ceiling is not None else entry.unasked)
    return total + beyond(context, entry)


def beyond(context: Context, entry: Entry) -> int:
    """What an amp gets for driving the reader's own pairs, and for a price below the range."""
    heads, floor, total = () if context.kit else context.heads, floor_in(context), 0
    if heads and not entry.bits & _CONVERTER:
        total += amp_points(entry.output, heads, context.target_db)
    if floor is not None and entry.cents is not None:
        total += below(floor, entry.cents / 100)
    return total


def ceiling_in(context: Context) -> int | None:
    return None if context.ceiling is None else int(context.ceiling * 100)


def floor_in(context: Context) -> float | None:
    return None if context.floor is None or context.kit else float(context.floor)
