"""Two things under one budget, found exactly: the best sum of scores whose sum of prices fits.

A pair's score is the two scores and their interplay, which is bounded for each first item. The best second item that
the rest of the money buys (prefix maxima over prices) bounds what a first one can reach; first ones are tried in the
order of that bound, and the search ends when no bound reaches the best pair found. So nothing that could win is lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from knowledge.points import Scored


class Interplay(Protocol):
    """What two items bring or cost each other; `most` bounds it for a first item."""

    def most(self, first: Scored, /) -> int:
        """The most that any second item could bring."""
        ...

    def __call__(self, first: Scored, second: Scored, /) -> int:
        """Points for these two together."""
        ...


class Kit(NamedTuple):
    """Two items; sorting puts the best first: by score, then the cheaper sum, then by ids."""

    minus: int
    cents: int
    ids: tuple[str, str]
    first: Scored
    second: Scored


class Kits:
    """All pairs with one of the seconds, best first, within a ceiling in cents (None: no ceiling)."""

    def __init__(self, seconds: Sequence[Scored], ceiling: int | None, interplay: Interplay) -> None:
        self._seconds, self._ceiling, self._interplay = seconds, ceiling, interplay
        by_price = sorted([(cents, -minus) for minus, cents, _, _ in seconds])
        self._prices = [cents for cents, _ in by_price]
        self._best = list(accumulate((score for _, score in by_price), max))
        self._known: dict[str, Kit | None] = {}

    def reach(self, spent: int) -> int | None:
        """The best score of a second that the rest of the money buys; None where it buys none."""
        n = len(self._prices) if self._ceiling is None else bisect_right(self._prices, self._ceiling - spent)
        return self._best[n - 1] if n else None

    def bound(self, first: Scored) -> int | None:
        """What the best pair with this one has at most; None where nothing fits beside it."""
        most = self.reach(first.cents)
        return None if most is None else first.score + most + self._interplay.most(first)

    def least(self, first: Scored) -> int | None:
        """The score of the best pair with this one."""
        kit = self.of(first)
        return None if kit is None else -kit.minus

    def best(self, firsts: Iterable[Scored], worst: int | None = None) -> Kit | None:
        """The best pair with one of these; None if nothing fits, or nothing with `worst` points or more."""
        found: Kit | None = None
        order = sorted(
            ((first.minus - most - self._interplay.most(first), n), first)
            for n, first in enumerate(firsts)
            if (most := self.reach(first.cents)) is not None
        )
        for (at_best, _), first in order:
            if (found is not None and at_best > found.minus) or (worst is not None and -at_best < worst):
                break
            kit = self.of(first)
            if kit is not None and (found is None or kit[:3] < found[:3]):
                found = kit
        return found if found is None or worst is None or -found.minus >= worst else None

    def of(self, first: Scored) -> Kit | None:
        """The best pair with this one; worked out once."""
        if first.id not in self._known:
            self._known[first.id] = self._with(first)
        return self._known[first.id]

    def _with(self, first: Scored) -> Kit | None:
        found, most, ceiling = None, self._interplay.most(first), self._ceiling
        for second in self._seconds:
            if found is not None and first.minus + second.minus - most > found.minus:
                break
            total = first.cents + second.cents
            if (ceiling is not None and total > ceiling) or first.id == second.id:
                continue
            minus = first.minus + second.minus - self._interplay(first, second)
            kit = Kit(minus, total, (first.id, second.id), first, second)
            if found is None or kit[:3] < found[:3]:
                found = kit
        return found


def best_kits(
    firsts: Sequence[Scored],
    seconds: Sequence[Scored],
    ceiling: int | None,
    interplay: Interplay,
) -> Kit | None:
    """The best pair within a ceiling in cents, the seconds best first; None if nothing fits."""
    return Kits(seconds, ceiling, interplay).best(firsts)
