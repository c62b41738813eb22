"""Measure servers' layers on the bundled catalogue: edits and undos by the thousand, views, and the impact of an edit.

Usage: python -m tests.bench.layers [--edits 1000] [--servers 3] [--seed 1]

Random edits in the shared stock and in some servers' layers, mergers among them, are all taken back in random order;
then every catalogue's version must be what it was. What a layer costs is printed beside what the shared stock costs.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from catalog.edits import Entry, edit, revert
from catalog.errors import CatalogError
from catalog.models import Category
from catalog.moderating import merge
from catalog.shelf import Shelf
from knowledge.impact import impact
from knowledge.index import index_of
from knowledge.respond import respond
from knowledge.values import Question
from tests.bench.kills import FIELDS

T = TypeVar("T")
QUESTION = Question(text="HD 600 or Sundara for jazz, $300?")


def lap(what: str, work: Callable[[], T]) -> T:
    """Do it, and say how long it took."""
    start = time.perf_counter()
    done = work()
    print(f"  {what:<58}{1000 * (time.perf_counter() - start):9.1f} ms")
    return done


def make_edits(
    shelf: Shelf, places: list[int | None], count: int, chance: random.Random
) -> list[tuple[int, int | None]]:
    """Make random edits; now and then merge two records. Give the changes with the layer of each."""
    worn = [record.id for record in shelf.of(Category.HEADPHONES)]
    made: list[tuple[int, int | None]] = []
    while len(made) < count:
        layer = chance.choice(places)
        field = chance.choice([*FIELDS])
        entries = (Entry(chance.choice(worn), field, FIELDS[field](chance)),)
        try:
            if len(made) % 50 == 0:
                entries = merge(shelf.store, shelf.layer(layer), *chance.sample(worn, 2))
            change = edit(shelf.store, entries, "bench", "random", layer)
        except CatalogError:
            continue
        if change is not None:
            made.append((change, layer))
    return made


def undo(shelf: Shelf, made: list[tuple[int, int | None]]) -> None:
    for change, layer in made:
        revert(shelf.store, change, "bench", "undo", layer)


def measure_views(shelf: Shelf, here: int) -> None:
    """What an answer costs in a server without a layer, and in one with."""

    def answer(layer: int | None) -> object:
        shelf.refresh()
        return respond(QUESTION, shelf.layer(layer), shelf.rates)

    lap("an answer, all of the shared stock cold", lambda: answer(None))
    lap("an answer, shared stock warm", lambda: answer(None))
    edit(shelf.store, [Entry("sennheiser-hd-600", "weight_g", "261")], "bench", "x", here)
    lap("an answer after an edit of a figure in a layer", lambda: answer(here))
    edit(shelf.store, [Entry("sennheiser-hd-600", "alias:Sechser", "yes")], "bench", "x", here)
    lap("an answer after an edit of a name in a layer", lambda: answer(here))
    lap("an answer, layer warm", lambda: answer(here))
    edit(shelf.store, [Entry("sennheiser-hd-600", "weight_g", "262")], "bench", "x")
    lap("an answer after an edit of a figure in the shared stock", lambda: answer(None))
    lap("an answer in the layer after that", lambda: answer(here))


def measure_impact(shelf: Shelf) -> None:
    """What the preview of an edit costs."""
    view = shelf.layer(None)
    for price in ("149", "150"):
        edited = [Entry("hifiman-sundara", "price:street", f"{price} USD", as_of="2026")]
        after = shelf.with_entries(edited)
        found = lap("impact of an edit", lambda: impact(view, after, shelf.rates))  # noqa: B023 - called at once
        print(f"    {len(found.changed)} of {found.total} answers change")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--servers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    places: list[int | None] = [None, *range(1, asked.servers + 1)]
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf.open(Path(folder) / "earshot.db")
        chance = random.Random(asked.seed)
        before = shelf.version
        made = lap(f"{asked.edits} edits", lambda: make_edits(shelf, places, asked.edits, chance))
        shelf.refresh()
        print(f"    {len({shelf.layer(place).version for place in places})} catalogues differ")
        chance.shuffle(made)
        lap(f"{asked.edits} undos", lambda: undo(shelf, made))
        shelf.refresh()
        versions = {shelf.layer(place).version for place in places}
        assert versions == {before}, "undoing all did not give the version of before"
        print("    every version is what it was")
        index_of(shelf.layer(None), shelf.rates)
        measure_views(shelf, 1)
        measure_impact(shelf)
        lap("forgetting a server", lambda: shelf.store.forget_server(2))


if __name__ == "__main__":
    main()
