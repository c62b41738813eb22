"""Two things under one budget, found exactly: the best sum of scores whose sum of prices fits.

A pair's score is the two scores and their interplay, which is bounded for each first item. The best second item that
the rest of the money buys (prefix maxima over prices) bounds what a first one can reach; first ones are tried in the
order of that bound, and the search ends when no bound reaches the best pair found. So nothing that could win is lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from knowledge.scoring import Scored


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


def best_kits(
    firsts: Sequence[Scored],
    seconds: Sequence[Scored],
    ceiling: int | None,
    interplay: Interplay,
) -> Kit | None:
    """The best pair within a ceiling in cents (None: no ceiling), both sequences best first; None if nothing fits."""
    found: Kit | None = None
    reach = _Reach(seconds, ceiling)
    order = sorted((first.minus - most - interplay.most(first), n) for n, first in enumerate(firsts)
                   if (most := reach(first.cents)) is not None)  # fmt: skip
    for at_best, n in order:
        if found is not None and at_best > found.minus:
            break
        found = _with(firsts[n], seconds, ceiling, interplay, found)
    return found


def _with(
    first: Scored, seconds: Sequence[Scored], ceiling: int | None, interplay: Interplay, found: Kit | None
) -> Kit | None:
    most = interplay.most(first)
    for second in seconds:
        if found is not None and first.minus + second.minus - most > found.minus:
            break
        total = first.cents + second.cents
        if (ceiling is not None and total > ceiling) or first.id == second.id:
            continue
        kit = Kit(first.minus + second.minus - interplay(first, second), total, (first.id, second.id), first, second)
        if found is None or kit[:3] < found[:3]:
            found = kit
    return found


class _Reach:
    """The best score that some money buys: prices ascending, and the running maximum of the scores up to each."""

    def __init__(self, seconds: Sequence[Scored], ceiling: int | None) -> None:
        self._ceiling = ceiling
        by_price = sorted((second.cents, -second.minus) for second in seconds)
        self._prices = [cents for cents, _ in by_price]
        self._best: list[int] = []
        for _, score in by_price:
            self._best.append(max(score, self._best[-1]) if self._best else score)

    def __call__(self, spent: int) -> int | None:
        n = len(self._prices) if self._ceiling is None else bisect_right(self._prices, self._ceiling - spent)
        return self._best[n - 1] if n else None
