"""The index of a catalogue that differs little from another is patched, and is what building it anew would give."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.edits import Entry, edit
from catalog.models import Category
from catalog.shelf import Shelf
from catalog.view import View
from knowledge.index import Index, Listing, index_of

HERE = 7
CHANGED = [
    Entry("sennheiser-hd-600", "price:street", "111 USD", as_of="2026"),
    Entry("hifiman-sundara", "status", "retired"),
    Entry("koss-porta-pro", "category", "iem"),
    *(Entry("acme-one", name, value) for name, value in (("brand", "Acme"), ("model", "One"), ("category", "amp"))),
]


@pytest.fixture
def own(catalogue_file: Path, tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf.open(Path(shutil.copy(catalogue_file, tmp_path / "catalog.db")))
    yield shelf
    shelf.close()


def content(listing: Listing) -> list[tuple[object, ...]]:
    return [entry[:-1] for entry in listing.entries]


@pytest.mark.parametrize("layer", [None, HERE])
def test_a_patched_index_is_the_one_that_would_be_built(own: Shelf, layer: int | None) -> None:
    before = index_of(own.layer(layer), own.rates)
    unchanged = before.unpriced(Category.HEADPHONES)[0]
    edit(own.store, CHANGED, "mod", "x", layer)
    own.refresh()
    view: View = own.layer(layer)
    patched, built = index_of(view, view.rates), Index(view, view.rates)
    assert any(entry is unchanged for entry in patched.unpriced(Category.HEADPHONES)), "it was taken over"
    for category in Category:
        assert content(patched.listing(category, "EUR")) == content(built.listing(category, "EUR"))
    price = patched.listing(Category.HEADPHONES, "USD").by_id["sennheiser-hd-600"]
    assert price.cents == 11100
    assert price.record.price is not None
    assert "koss-porta-pro" in patched.listing(Category.IEM, "USD").by_id
    assert "acme-one" in patched.listing(Category.AMP, "USD").by_id
