"""The quick way to a ranking: thousands of entries in a few milliseconds, with the very points that the rules give."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from catalog.models import Category
from knowledge.index import Entry, Listing, index_of
from knowledge.points import (
    DEAREST,
    ON_THE_EAR,
    Heads,
    Scored,
    Standing,
    beyond,
    ceiling_in,
    extra_of,
    floor_in,
    with_houses,
)
from knowledge.rules.case import Context
from knowledge.rules.drive import DRIVEN, WELL_DRIVEN
from knowledge.rules.hard import in_force
from knowledge.rules.money import below
from knowledge.rules.pairing import value
from knowledge.rules.tastes import BEST, DOUBTED, UNMEASURED

Found = list[tuple[int, int, str, Entry]]


def ranked(context: Context, categories: Iterable[Category], behind: int | None = None) -> list[Scored]:
    """What stands in some categories, best first; with `behind`, only what is at most so many points off the best."""
    index, extra = index_of(context.shelf, context.rates), extra_of(context)
    standing = Standing(in_force(context.cues), context.rows)
    heads, found = Heads(context, standing, extra), Found()
    for category in categories:
        listing = index.listing(category, context.currency)
        if category in ON_THE_EAR:
            _worn(heads, listing, behind, found)
        else:
            _amps(context, listing, standing, extra, behind, found)
    if behind is not None and found:
        last = min(found)[0] + behind
        found = [one for one in found if one[0] <= last]
    found.sort()
    new = tuple.__new__  # what `_make` does, without a call for each of thousands
    return [new(Scored, one) for one in found]


def _worn(heads: Heads, listing: Listing, behind: int | None, found: Found) -> None:
    """Score a listing, those with the most points of their own first, until the rest can't come near the best."""
    heads.extra = with_houses(heads.context, listing, heads.extra)
    own = [listing.by_id[gear] for gear in sorted(heads.extra) if gear in listing.by_id]
    _into(heads, found, own, behind, None)
    rest = None if behind is None else BEST + WELL_DRIVEN + heads.standing.most(listing.bits) + behind
    _into(heads, found, listing.entries, behind, rest, skip={entry.id for entry in own})


def _into(
    heads: Heads,
    found: Found,
    entries: Iterable[Entry],
    behind: int | None,
    rest: int | None,
    skip: Collection[str] = (),
) -> None:
    context, standing, tables, drives = heads.context, heads.standing, heads.tables, heads.drives
    ceiling, floor, extra, relevant = ceiling_in(context), floor_in(context), heads.extra, standing.relevant
    left_out, asked = context.barred.union(skip), ceiling is not None
    best = -min(found, default=(DEAREST, 0, "", None))[0]
    for entry in entries:
        cents, id_, bits, static, unasked, tone, drive, _, _, _, _ = entry
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
    context: Context, listing: Listing, standing: Standing, extra: dict[str, int], behind: int | None, found: Found
) -> None:
    """Score amps, DACs and players in the same way."""
    ceiling, relevant, asked = ceiling_in(context), standing.relevant, context.ceiling is not None
    barred = context.barred
    simple = context.kit or (not context.heads and context.floor is None)
    own = sum(points_ for points_ in extra.values() if points_ > 0)
    rest = None if behind is None else DRIVEN + standing.most(listing.bits) + own + behind
    best = -DEAREST
    for entry in listing.entries:
        cents, id_, bits, static, unasked, _, _, _, _, _, _ = entry
        if rest is not None and static + rest < best:
            break
        if asked and (cents is None or cents > ceiling):  # type: ignore[operator]
            continue
        weight = standing[bits & relevant]
        if weight is None or id_ in barred:
            continue
        total = static + weight + extra.get(id_, 0) + (0 if asked else unasked)
        if not simple:
            total += beyond(context, entry)
        if total > best:
            best = total
        found.append((-total, DEAREST if cents is None else cents, id_, entry))


class Beside(Protocol):
    """What else is bought for the same money: `reach` is the most points of it that the rest of the money buys."""

    def reach(self, spent: int, /) -> int | None:
        """The best score of the other piece beside one of so many cents; None where the rest buys none."""
        ...

    def least(self, first: Scored, /) -> int | None:
        """The score of the best kit with this one."""
        ...


def ranked_beside(
    context: Context, categories: Iterable[Category], other: Beside, most: int, behind: int
) -> list[Scored]:
    """What can be part of a kit at most `behind` points off the best; `most` bounds what two pieces bring each other.

    What the rest of the money buys bounds the kit of each before it is scored, so most are left out unlooked at.
    """
    index, extra = index_of(context.shelf, context.rates), extra_of(context)
    standing = Standing(in_force(context.cues), context.rows)
    found: list[Scored] = []
    worst = -DEAREST
    for category in categories:
        listing = index.listing(category, context.currency)
        if category not in ON_THE_EAR:
            return ranked(context, categories)
        heads = Heads(context, standing, with_houses(context, listing, extra))
        worst = _beside(heads, listing, other, most, behind, worst, found)
    found.sort()
    return found


def _beside(
    heads: Heads, listing: Listing, other: Beside, most: int, behind: int, worst: int, found: list[Scored]
) -> int:
    """Score the entries of a listing that may be worth `worst` points in a kit; give the `worst` that they leave."""
    standing, reach, relevant = heads.standing, other.reach, heads.standing.relevant
    ceiling, at_most = ceiling_in(heads.context), reach(0)
    if at_most is None:
        return worst
    top = BEST + WELL_DRIVEN + most + max((0, *heads.extra.values()))
    whole = at_most + standing.most(listing.bits) + top
    limit = DEAREST if ceiling is None else ceiling
    for entry in listing.entries:
        static, cents = entry[3], entry[0]
        if static + whole < worst:
            break  # those that follow have no more points of their own
        spent = DEAREST if cents is None else cents
        if spent > limit or (weight := standing[entry[2] & relevant]) is None:
            continue
        if static + weight + at_most + top < worst or (more := reach(spent)) is None:
            continue
        if static + weight + more + top < worst or (total := heads.total(entry)) is None:
            continue
        if total + more + most < worst:
            continue
        found.append(one := Scored(-total, spent, entry[1], entry))
        if total + more + most - behind > worst and (least := other.least(one)) is not None:
            worst = max(worst, least - behind)
    return worst
