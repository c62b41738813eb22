"""The quick way to the scores: thousands of entries in a few milliseconds, with the very points that the rules give.

Whatever a rule weighs is looked up here by small keys (properties, balance, drive) that are worked out once a question;
the rules themselves speak only for the few that are shown. `tests/knowledge/rules/test_scoring.py` holds the two equal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from catalog.models import Category
from knowledge.index import Entry, Listing, index_of
from knowledge.rules.case import Context
from knowledge.rules.collection import CONSIDERED, SAME_HOUSE
from knowledge.rules.driving import DRIVEN, WELL_DRIVEN, Drive, amp_points, drive_points
from knowledge.rules.hard import Fall, in_force
from knowledge.rules.impressions import weighed
from knowledge.rules.money import below
from knowledge.rules.pairing import value
from knowledge.rules.properties import BITS
from knowledge.rules.rows import Row
from knowledge.rules.tastes import BEST, DOUBTED, UNMEASURED, points

DEAREST = 10**12
"""Stands for an unknown price in cents where prices are ordered."""
_CONVERTER = BITS[f"kind:{Category.DAC}"]
_ON_THE_EAR = (Category.HEADPHONES, Category.IEM)


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


Found = list[tuple[int, int, str, Entry]]


def ranked(context: Context, categories: Iterable[Category], behind: int | None = None) -> list[Scored]:
    """What stands in some categories, best first; with `behind`, only what is at most so many points off the best."""
    index, extra = index_of(context.shelf, context.rates), _extra(context)
    standing = _Standing(in_force(context.cues), context.rows)
    heads, found = _Heads(context, standing, extra), Found()
    for category in categories:
        listing = index.listing(category, context.currency)
        if category in _ON_THE_EAR:
            heads.score(listing, behind, found)
        else:
            _amps(context, listing, standing, extra, behind, found)
    if behind is not None and found:
        last = min(found)[0] + behind
        found = [one for one in found if one[0] <= last]
    found.sort()
    return [Scored(*one) for one in found]


class _Standing(dict[int, int | None]):
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

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def __missing__(self, drive: Drive) -> int:
        self[drive] = found = drive_points(drive, self._context)
        return found


def _extra(context: Context) -> dict[str, int]:
    """Points for single pieces: what was said of them, and that the reader considers them."""
    found = weighed(context.cues)
    for gear in context.considered:
        found[gear] = found.get(gear, 0) + CONSIDERED
    return found


class _Heads:
    """Scores headphones and in-ears in the light of one context."""

    def __init__(self, context: Context, standing: _Standing, extra: dict[str, int]) -> None:
        self._context, self._standing, self._extra = context, standing, extra
        self._drives = _Drives(context)
        self._tables = [points(context.wish, doubt) for doubt in range(4)]

    def score(self, listing: Listing, behind: int | None, found: Found) -> None:
        """Score a listing, those with the most points of their own first, until the rest can't come near the best."""
        self._extra = _houses(self._context, listing, self._extra)
        own = [listing.by_id[gear] for gear in sorted(self._extra) if gear in listing.by_id]
        self._into(found, own, behind, None)
        rest = None if behind is None else BEST + WELL_DRIVEN + self._standing.most(listing.bits) + behind
        self._into(found, listing.entries, behind, rest, skip={entry.id for entry in own})

    def _into(
        self, found: Found, entries: Iterable[Entry], behind: int | None, rest: int | None, skip: Collection[str] = ()
    ) -> None:
        context, standing, tables, drives = self._context, self._standing, self._tables, self._drives
        ceiling, floor, extra, relevant = _ceiling(context), _floor(context), self._extra, standing.relevant
        left_out, asked = context.barred.union(skip), ceiling is not None
        best = -min(found, default=(DEAREST, 0, "", None))[0]
        for entry in entries:
            cents, id_, bits, static, unasked, tone, drive, *_ = entry
            if rest is not None and static + rest < best:
                break
            if asked and (cents is None or cents > ceiling):  # type: ignore[operator]
                continue
            weight = standing[bits & relevant]
            if weight is None or id_ in left_out:
                continue
            if tone is None:
                fit = UNMEASURED
            elif tone.words:
                fit = value(context.wish, tone)
            else:
                a, b, c, d, e, doubt, _ = tone
                t0, t1, t2, t3, t4 = tables[doubt]
                fit = BEST - DOUBTED * doubt - (t0[a] + t1[b] + t2[c] + t3[d] + t4[e]) // 10
            total = static + weight + fit + drives[drive] + extra.get(id_, 0) + (0 if asked else unasked)
            if floor is not None and cents is not None:
                total += below(floor, cents / 100)
            if total > best:
                best = total
            elif behind is not None and total < best - behind:
                continue
            found.append((-total, DEAREST if cents is None else cents, id_, entry))


def _amps(
    context: Context, listing: Listing, standing: _Standing, extra: dict[str, int], behind: int | None, found: Found
) -> None:
    """Score amps, DACs and players in the same way."""
    ceiling, floor, heads = _ceiling(context), _floor(context), () if context.kit else context.heads
    own = sum(points_ for points_ in extra.values() if points_ > 0)
    rest = None if behind is None else DRIVEN + standing.most(listing.bits) + own + behind
    best = -DEAREST
    for entry in listing.entries:
        if rest is not None and entry.static + rest < best:
            break
        if ceiling is not None and (entry.cents is None or entry.cents > ceiling):
            continue
        weight = standing[entry.bits & standing.relevant]
        if weight is None or entry.id in context.barred:
            continue
        total = entry.static + weight + extra.get(entry.id, 0) + (0 if ceiling is not None else entry.unasked)
        if heads and not entry.bits & _CONVERTER:
            total += amp_points(entry.output, heads, context.target_db)
        if floor is not None and entry.cents is not None:
            total += below(floor, entry.cents / 100)
        best = max(best, total)
        found.append((-total, DEAREST if entry.cents is None else entry.cents, entry.id, entry))


def _ceiling(context: Context) -> int | None:
    return None if context.ceiling is None else int(context.ceiling * 100)


def _houses(context: Context, listing: Listing, extra: dict[str, int]) -> dict[str, int]:
    """The points of single pieces, less those for a house whose sound the reader complained about."""
    if not context.houses:
        return extra
    same = [entry.id for entry in listing.entries if entry.brand in context.houses]
    return {**extra, **{gear: extra.get(gear, 0) + SAME_HOUSE for gear in same}}


def _floor(context: Context) -> float | None:
    return None if context.floor is None or context.kit else float(context.floor)
