"""An older file is brought to today's shape with all that it holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from catalog.edits import history, revert
from catalog.errors import ReadOnly
from catalog.shelf import Shelf
from catalog.store import Store
from catalog.store.backup import restore
from catalog.store.migrations import SCHEMA
from tests.catalog.test_answers import NOW, given

HD600 = "sennheiser-hd-600"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of schema 2."""
    file = tmp_path / "old.db"
    raw = sqlite3.connect(file)
    raw.executescript((Path(__file__).with_name("schema_2.sql")).read_text(encoding="utf-8"))
    raw.close()
    return file


def test_a_file_of_schema_2_keeps_its_history_and_gains_what_is_new(old: Path, data: Path) -> None:
    store = Store.open(old, data=data)
    assert store._db.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    record = Shelf(store).get(HD600)
    assert record is not None
    assert record.weight_g == 260
    assert [(change.id, change.author) for change in store.changes()][:3] == [(4, "olga"), (3, "olga"), (2, "olga")]
    assert len(history(store, "akg-k701")) == 6
    revert(store, 2, "olga", "not so")
    assert store.answers.keep(given())
    assert store.answers.get("a1", NOW) == given()
    assert store.servers.change(1, dollar="CAD").dollar == "CAD"


def test_an_old_backup_is_restored_under_a_program_that_runs(old: Path, store: Store, db: Path) -> None:
    shelf = Shelf(store)
    restore(old, db)
    assert shelf.refresh()
    record = shelf.get(HD600)
    assert record is not None
    assert record.weight_g == 260
    assert store.answers.keep(given())


def test_an_old_file_that_may_only_be_read_is_served_from_memory(
    old: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)
    store = Store.open(old, data=data)
    record = Shelf(store).layer(7).get(HD600)
    assert record is not None
    assert record.weight_g == 260
    with pytest.raises(ReadOnly):
        store.answers.keep(given())
    store.close()
    assert old.read_bytes() == before
