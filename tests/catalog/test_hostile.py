"""Whatever is put in: refused with a sentence, and the catalogues are what they were."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalog import exchange
from catalog.edits import Entry, edit, preview, revert
from catalog.errors import BadEdit, BadImport, CatalogError
from catalog.fields import complaint
from catalog.proposals import Person, approve, propose
from catalog.shelf import Shelf
from catalog.store import Store
from tests.catalog.test_suggestions import NOW

HD600, HERE, THERE = "sennheiser-hd-600", 1 << 60, 2
ROWS = tomllib.loads(Path(__file__).with_name("hostile.toml").read_text(encoding="utf-8"))["entry"]


def digests(store: Store) -> tuple[object, ...]:
    shelf = Shelf(store)
    logs = tuple(len(store.changes(10_000, layer)) for layer in (None, HERE, THERE))
    return *(shelf.layer(layer).version for layer in (None, HERE, THERE)), logs, tuple(store.sources())


@pytest.mark.parametrize("layer", [None, HERE], ids=["shared", "layer"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.get('field', 'model')}={row['value'][:30]!r}")
def test_a_hostile_entry_is_refused_whole(store: Store, row: dict[str, Any], layer: int | None) -> None:
    edit(store, [Entry(HD600, "weight_g", "255")], "mod", "x", HERE)
    before = digests(store)
    said = {"gear": HD600, "field": "model", **row}
    author, reason = said.pop("author", "mod"), said.pop("reason", "x")
    said["value"] *= said.pop("repeat", 1)
    entries = [Entry("akg-k701", "weight_g", "235"), Entry(**said)]
    with pytest.raises(BadEdit) as caught:
        edit(store, entries, author, reason, layer)
    assert str(caught.value).startswith("The edit was not made (")
    assert "expected" in str(caught.value) or "needs" in str(caught.value) or ": " in str(caught.value)
    if author == "mod" and reason == "x":
        with pytest.raises(BadEdit):
            preview(store, entries, layer)
        with pytest.raises(BadEdit):
            propose(store, entries, Person(1, "mod"), "x", NOW, layer)
    assert digests(store) == before


@pytest.mark.parametrize(
    "name", ["Opus #1", "Cube@Home", "X|S (2nd Gen)", "A50 + Base", 'K "Club"', "Ω/2", "$2", "Live!", "B&O H100"]
)
def test_a_makers_odd_name_is_taken(name: str) -> None:
    assert not complaint("model", name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"\xff\xfeg\0e\0a\0r\0"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("a.csv", b"gear,field\n" * 10),
        ("a.csv", b"gear;field;value;source;trust;as_of\n"),
        ("a.csv", b'gear,field,value,source,trust,as_of\n"' + b"x" * 200_000),
        ("a.csv", b"gear,field,value,source,trust,as_of\n" + b"x,y\n" * 200_000),
        ("a.csv", b"gear,field,value,source,trust,as_of\n" + b"akg-k701,model,@everyone,oem,published,\n"),
        ("a.csv", b"gear,field,value,source,trust,as_of\nakg-k701,weight_g,235,oem,holy,\n"),
        ("a.csv", b"x" * 10_000_000),
        ("a.json", b"[" * 100_000),
        ("a.json", b'{"gear": "akg-k701"}'),
        ("a.json", b'[{"gear": {"$ne": null}, "field": 1, "value": [], "source": "", "trust": "", "as_of": ""}]'),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.csv.exe", b"MZ"),
    ],
)
def test_a_hostile_file_is_refused_whole(store: Store, tmp_path: Path, name: str, content: bytes) -> None:
    before = digests(store)
    file = tmp_path / name
    file.write_bytes(content)
    for attempt in (exchange.preview, lambda *given: exchange.apply(given[0], given[1], "mod", "x", given[2])):
        with pytest.raises(BadImport) as caught:
            attempt(store, file, HERE)
        assert len(str(caught.value)) < 20_000
    assert digests(store) == before


def test_ids_of_another_server_reach_nothing(store: Store) -> None:
    theirs = edit(store, [Entry(HD600, "weight_g", "255")], "mod", "x", THERE) or 0
    waiting = propose(store, [Entry(HD600, "weight_g", "256")], Person(1, "mod"), "x", NOW, THERE)
    suggested = store.suggestions.add(THERE, 9, NOW, "Acme")
    before = digests(store)
    attempts: list[Callable[[int | None], object]] = [
        lambda layer: revert(store, theirs, "mod", "x", layer),
        lambda layer: approve(store, waiting.id, Person(2, "mod"), NOW, layer),
        lambda layer: store.suggestions.accept(layer or 1, suggested.id, 2, NOW),
    ]
    for attempt in attempts:
        for layer in (HERE, None, 0, -THERE, THERE + (1 << 32)):
            with pytest.raises(CatalogError):
                attempt(layer)
    assert digests(store) == before
    assert store.proposals.get(THERE, waiting.id) == waiting
    assert store.suggestions.get(THERE, suggested.id) == suggested
