"""Kits are the best that the money buys, by comparison with trying every pair."""

from __future__ import annotations

from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.index import Entry
from knowledge.kits import best_kits
from knowledge.points import Scored
from knowledge.rules.drive import Drive
from tests.shelf_in_memory import shelf

RECORD = shelf().all()[0]


def _items(prefix: str) -> st.SearchStrategy[list[Scored]]:
    pairs = st.lists(st.tuples(st.integers(-20, 60), st.integers(1, 40)), max_size=12)
    return pairs.map(
        lambda found: sorted(_scored(f"{prefix}{n}", score, cents) for n, (score, cents) in enumerate(found))
    )


def _scored(name: str, score: int, cents: int) -> Scored:
    entry = Entry(cents, name, 0, 0, 0, None, Drive(False, None, None, False), None, "", None, lambda id_: RECORD)
    return Scored(-score, cents, name, entry)


class Grid:
    """An interplay by a table; its bound is the true maximum."""

    def __init__(self, values: dict[tuple[str, str], int]) -> None:
        self.values = values

    def most(self, first: Scored) -> int:
        return max((v for (one, _), v in self.values.items() if one == first.id), default=0)

    def __call__(self, first: Scored, second: Scored) -> int:
        return self.values[first.id, second.id]


@settings(max_examples=300, deadline=None)
@given(_items("a"), _items("b"), st.one_of(st.none(), st.integers(0, 80)), st.randoms(use_true_random=False))
def test_no_pair_is_better_than_the_kit_that_is_found(
    firsts: list[Scored], seconds: list[Scored], ceiling: int | None, random: Random
) -> None:
    """Score, then price, then ids: the same as looking at every pair."""
    grid = Grid({(a.id, b.id): random.randint(-18, 10) for a, b in product(firsts, seconds)})
    every = [
        (a.minus + b.minus - grid(a, b), a.cents + b.cents, (a.id, b.id))
        for a, b in product(firsts, seconds)
        if ceiling is None or a.cents + b.cents <= ceiling
    ]
    found = best_kits(firsts, seconds, ceiling, grid)
    assert (found[:3] if found else None) == min(every, default=None)
    assert found is None or ceiling is None or found.cents <= ceiling


def test_nothing_is_bought_twice() -> None:
    """Two pairs are two models."""
    one = _scored("a", 10, 5)
    assert best_kits([one], [one], None, Grid({("a", "a"): 0})) is None
