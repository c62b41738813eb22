"""Backups made while the catalogue is in use, and putting one back."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from catalog.edits import Entry, edit
from catalog.errors import CannotWrite, Corrupt, NotACatalogue, StoreError, Unreachable
from catalog.shelf import Shelf
from catalog.store import Store
from catalog.store.backup import backup, check, restore

HD600 = "sennheiser-hd-600"


def weigh(store: Store, grams: int) -> None:
    edit(store, [Entry(HD600, "weight_g", str(grams))], "mod", "weighed")


def weight(shelf: Shelf) -> object:
    return getattr(shelf.get(HD600), "weight_g", None)


def test_a_backup_is_one_whole_file(store: Store, db: Path, data: Path, tmp_path: Path) -> None:
    weigh(store, 260)
    backup(db, tmp_path / "copies" / "a.db")
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["a.db"]
    assert Store.open(tmp_path / "copies" / "a.db", data=data).records().version == store.records().version


def test_a_backup_replaces_older_copies_and_nothing_else(store: Store, db: Path, data: Path, tmp_path: Path) -> None:
    backup(db, tmp_path / "a.db")
    weigh(store, 260)
    backup(db, tmp_path / "a.db")
    assert Store.open(tmp_path / "a.db", data=data).records().version == store.records().version
    (tmp_path / "facts.csv").write_text("gear,field,value\n" * 100)
    with pytest.raises(CannotWrite, match="something else than a catalogue"):
        backup(db, tmp_path / "facts.csv")
    assert (tmp_path / "facts.csv").read_text() == "gear,field,value\n" * 100


def test_a_backup_taken_during_edits_is_sound(store: Store, db: Path, data: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def busy() -> None:
        other = Store.open(db, data=data)
        for grams in range(1, 500):
            if stop.is_set():
                break
            weigh(other, grams)
        other.close()

    thread = threading.Thread(target=busy)
    thread.start()
    try:
        for number in range(5):
            backup(db, tmp_path / f"{number}.db")
            copy = Store.open(tmp_path / f"{number}.db", data=data)
            facts = [fact for fact in copy.facts(HD600) if fact.entered_by]
            assert [fact.value for fact in facts] == [str(n + 1) for n in range(len(facts))]
            copy.close()
    finally:
        stop.set()
        thread.join()


def test_a_restored_catalogue_is_seen_by_those_who_have_it_open(
    store: Store, db: Path, data: Path, tmp_path: Path
) -> None:
    weigh(store, 1)
    backup(db, tmp_path / "a.db")
    weigh(store, 2)
    weigh(store, 3)
    shelf = Shelf(Store.open(db, data=data))
    assert weight(shelf) == 3
    kept = restore(tmp_path / "a.db", db)
    assert shelf.refresh()
    assert weight(shelf) == 1
    weigh(store, 4)
    assert shelf.refresh()
    assert weight(shelf) == 4
    assert kept is not None
    assert weight(Shelf(Store.open(kept, data=data))) == 3
    check(db)


def test_a_restore_makes_a_catalogue_where_there_is_none(store: Store, db: Path, data: Path, tmp_path: Path) -> None:
    backup(db, tmp_path / "a.db")
    assert restore(tmp_path / "a.db", tmp_path / "new" / "b.db") is None
    assert Store.open(tmp_path / "new" / "b.db", data=data).ids() == store.ids()


def test_a_restore_keeps_the_damaged_file(store: Store, db: Path, data: Path, tmp_path: Path) -> None:
    backup(db, tmp_path / "a.db")
    store.close()
    for file in db.parent.iterdir():
        file.unlink()
    rubbish = os.urandom(9000)
    db.write_bytes(rubbish)
    kept = restore(tmp_path / "a.db", db)
    assert kept is not None
    assert kept.read_bytes() == rubbish
    assert len(Store.open(db, data=data).ids()) == 4


def test_a_backup_that_is_none_is_not_restored(store: Store, db: Path, tmp_path: Path) -> None:
    before = store.records()
    with pytest.raises(Unreachable, match="there is no such file"):
        restore(tmp_path / "none.db", db)
    (tmp_path / "text.db").write_text("text " * 1000)
    with pytest.raises(NotACatalogue):
        restore(tmp_path / "text.db", db)
    (tmp_path / "empty.db").write_bytes(b"")
    with pytest.raises(NotACatalogue, match="it is empty"):
        restore(tmp_path / "empty.db", db)
    assert store.records() == before


def test_damage_is_found(store: Store, db: Path, tmp_path: Path) -> None:
    backup(db, tmp_path / "a.db")
    raw = bytearray((tmp_path / "a.db").read_bytes())
    for start in range(3 * 4096, len(raw) - 4096, 8192):
        raw[start : start + 64] = os.urandom(64)
    (tmp_path / "a.db").write_bytes(raw)
    with pytest.raises(Corrupt):
        check(tmp_path / "a.db")
    dangling = sqlite3.connect(db)
    dangling.execute("INSERT INTO facts VALUES (999, 'x', 'y', 'z', 'nobody', 'published', '', 1, NULL)")
    dangling.commit()
    dangling.close()
    with pytest.raises(Corrupt, match="a fact refers to nothing"):
        check(db)


def test_a_backup_that_cannot_be_written_says_so(store: Store, db: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"file/a\.db cannot be opened"):
        backup(db, tmp_path / "file" / "a.db")
    with pytest.raises(Unreachable):
        backup(tmp_path / "none.db", tmp_path / "a.db")
