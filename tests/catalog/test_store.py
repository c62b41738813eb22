"""The file: made at first start, brought up to date, shared, and never silently lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog import edits
from catalog.edits import Entry
from catalog.errors import (
    BadBundle,
    Corrupt,
    FromTheFuture,
    Locked,
    NotACatalogue,
    ReadOnly,
    StoreError,
    Unreachable,
)
from catalog.models import Headphones, Trust
from catalog.shelf import Shelf
from catalog.store import Store
from catalog.store.migrations import SCHEMA

HD600 = "sennheiser-hd-600"
Rewrite = Callable[[str, str], None]


def headphones(store: Store, gear: str = HD600) -> Headphones:
    record = Shelf(store).get(gear)
    assert isinstance(record, Headphones)
    return record


def test_first_start_makes_the_file_and_tells_how_far_it_is(db: Path, data: Path) -> None:
    news: list[tuple[float, str]] = []
    with_progress = Store.open(db, lambda done, doing: news.append((done, doing)), data)
    assert [done for done, _ in news] == sorted(done for done, _ in news)
    assert news[-1] == (1.0, "ready")
    assert with_progress.ids() == ["akg-k701", "apple-ipod-classic", "schiit-magni", HD600]
    record = headphones(with_progress)
    assert (record.impedance_ohm, record.sensitivity_db_v, record.aliases) == (300.0, 102.2, ("HD600",))
    assert with_progress.rates().per_eur["EUR"] == 1
    assert with_progress.sources()["lab"].licence == "MIT"


def test_next_start_has_nothing_to_do(store: Store, db: Path, data: Path) -> None:
    def refuse(done: float, doing: str) -> None:
        raise AssertionError(doing)

    assert Store.open(db, refuse, data).records() == store.records()


def test_a_touched_bundle_of_the_same_content_changes_nothing(store: Store, db: Path, data: Path) -> None:
    os.utime(data / "amp.csv", (1, 1))
    assert len(Store.open(db, data=data).changes()) == 1


def test_a_newer_bundle_is_taken_and_moderators_edits_survive(
    store: Store, db: Path, data: Path, rewrite: Rewrite
) -> None:
    edits.edit(store, [Entry(HD600, "impedance_ohm", "320", trust=Trust.UNVERIFIED)], "mod", "measured it")
    rewrite("impedance_ohm,300,oem,published,2024", "impedance_ohm,305,lab,measured,2027")
    rewrite("akg-k701,back,open", "akg-k701,back,semi_open")
    rewrite(f"{HD600},back,open,oem,published,2024\n", "")
    newer = Store.open(db, data=data)
    record = headphones(newer)
    assert (record.impedance_ohm, record.back) == (320.0, None)
    assert headphones(newer, "akg-k701").back == "semi_open"
    reasons = [change.reason for change in newer.changes()]
    assert reasons[1] == "measured it"
    assert reasons[0].startswith("bundled data ")
    edits.revert(newer, 2, "mod", "enough")
    assert headphones(newer).impedance_ohm == 305.0
    fresh = Store.open(db.with_name("fresh.db"), data=data)
    assert newer.records().version == fresh.records().version


def test_gear_that_leaves_the_bundle_leaves_the_shelf(store: Store, db: Path, data: Path) -> None:
    shelf = Shelf(store)
    file = data / "headphones.csv"
    file.write_text("".join(line for line in file.read_text().splitlines(True) if not line.startswith("akg")))
    Store.open(db, data=data).close()
    assert shelf.get("akg-k701")
    assert shelf.refresh()
    assert shelf.get("akg-k701") is None
    assert [record.id for record in shelf.all()] == [HD600, "schiit-magni", "apple-ipod-classic"]
    assert store.facts("akg-k701")[-1].takes_back


def test_a_bundle_with_problems_leaves_an_older_catalogue_alone(store: Store, db: Path, data: Path) -> None:
    before = store.records()
    (data / "dac.csv").unlink()
    with pytest.raises(BadBundle, match="the file is missing"):
        Store.open(db, data=data)
    assert store.records() == before


def test_code_that_derives_otherwise_derives_anew(
    store: Store, db: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(db) as raw:
        raw.execute("UPDATE records SET json = '{}' WHERE gear = ?", [HD600])
        raw.execute("UPDATE meta SET value = 'older' WHERE key = 'stamp_code'")
    raw.close()
    assert headphones(Store.open(db, data=data)).impedance_ohm == 300.0


def test_a_making_that_is_cut_short_starts_again(db: Path, data: Path) -> None:
    def cut(done: float, doing: str) -> None:
        if done > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Store.open(db, cut, data)
    assert len(Store.open(db, data=data).ids()) == 4


def test_two_first_starts_at_once_make_one_catalogue(db: Path, data: Path) -> None:
    opened: list[Store] = []
    threads = [threading.Thread(target=lambda: opened.append(Store.open(db, data=data))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4
    assert {store.records().version for store in opened} == {opened[0].records().version}
    assert len(opened[0].changes()) == 1


def test_another_process_sees_an_edit(store: Store, db: Path, data: Path) -> None:
    other = Shelf(Store.open(db, data=data))
    before = other.version
    assert not other.refresh()
    edits.edit(store, [Entry("akg-k701", "weight_g", "235")], "mod", "weighed")
    record = other.get("akg-k701")
    assert record is not None
    assert record.weight_g is None, "a snapshot does not change by itself"
    assert other.refresh()
    record = other.get("akg-k701")
    assert record is not None
    assert record.weight_g == 235.0
    assert other.version != before
    assert not other.refresh()


def test_a_reader_does_not_wait_for_a_writer(store: Store, db: Path, data: Path) -> None:
    writer = sqlite3.connect(db, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM records")
    assert len(Store.open(db, data=data, wait_s=0).records().rows) == 4
    writer.execute("ROLLBACK")
    writer.close()


def test_the_log_only_grows(store: Store, db: Path) -> None:
    raw = sqlite3.connect(db, isolation_level=None)
    for table, column in (("facts", "value"), ("changes", "reason")):
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = 'x'"):  # noqa: S608
            with pytest.raises(sqlite3.IntegrityError, match="the log of facts only grows"):
                raw.execute(statement)
    raw.close()


def test_the_schema_number_counts_the_migrations(store: Store, db: Path) -> None:
    raw = sqlite3.connect(db)
    (applied,) = raw.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
    assert applied == SCHEMA == raw.execute("PRAGMA user_version").fetchone()[0]
    raw.close()


def test_edits_are_on_the_disk_before_they_are_acknowledged(store: Store) -> None:
    asked = {
        name: store._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_models_load_no_database() -> None:
    code = "import sys, catalog.models; print([m for m in sys.modules if 'sqlite' in m or m == 'rapidfuzz'])"
    assert run(code).stdout.strip() == "[]"


def test_an_ordinary_start_loads_no_heavy_library(store: Store, db: Path, data: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from catalog.shelf import Shelf; from catalog.store import Store;"
        f"Shelf(Store.open(Path({str(db)!r}), data=Path({str(data)!r}))).all();"
        "print([m for m in ('sqlite_utils', 'currency_converter', 'rapidfuzz', 'rich', 'click') if m in sys.modules])"
    )
    assert run(code).stdout.strip() == "[]"


# What may be wrong with a file


def opening(db: Path, data: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        Store.open(db, data=data, wait_s=0.1)
    assert str(db) in str(caught.value)
    return caught.value


def test_something_that_is_no_database_is_left_as_it_is(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear Sir or Madam, " * 100)
    assert isinstance(opening(file, data), NotACatalogue)
    assert file.read_text().startswith("Dear Sir")


def test_another_programs_database_is_left_as_it_is(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE letters (text)")
    other.close()
    before = file.read_bytes()
    assert isinstance(opening(file, data), NotACatalogue)
    assert file.read_bytes() == before


def test_a_damaged_catalogue_is_left_as_it_is(store: Store, db: Path, data: Path) -> None:
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    raw = bytearray(db.read_bytes())
    raw[100:4096] = os.urandom(3996)
    db.write_bytes(raw)
    assert isinstance(opening(db, data), Corrupt)
    assert db.read_bytes() == raw


def test_a_truncated_catalogue_says_so(store: Store, db: Path, data: Path) -> None:
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    db.write_bytes(db.read_bytes()[:8192])
    with pytest.raises(StoreError, match="damaged"):
        Shelf(Store.open(db, data=data)).all()


def test_stored_values_that_are_no_record_are_damage(store: Store, db: Path) -> None:
    with sqlite3.connect(db) as raw:
        raw.execute("UPDATE records SET json = '{\"id\": 3}' WHERE gear = ?", [HD600])
    raw.close()
    with pytest.raises(Corrupt, match="is damaged"):
        Shelf(store).get(HD600)


def test_a_later_versions_catalogue_is_left_alone(store: Store, db: Path, data: Path) -> None:
    with sqlite3.connect(db) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    raw.close()
    assert isinstance(opening(db, data), FromTheFuture)


def test_a_locked_file_that_could_be_updated_serves_what_it_has(
    store: Store, db: Path, data: Path, rewrite: Rewrite
) -> None:
    rewrite("akg-k701,back,open", "akg-k701,back,semi_open")
    holder = sqlite3.connect(db, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert headphones(Store.open(db, data=data, wait_s=0.05), "akg-k701").back == "open"
    holder.close()
    assert headphones(Store.open(db, data=data), "akg-k701").back == "semi_open"


def test_a_locked_file_says_so(store: Store, db: Path, data: Path) -> None:
    holder = sqlite3.connect(db, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    impatient = Store.open(db, data=data, wait_s=0.05)
    with pytest.raises(Locked, match="held by another program"):
        edits.edit(impatient, [Entry(HD600, "weight_g", "260")], "mod", "weighed")
    holder.execute("ROLLBACK")
    holder.close()
    assert edits.edit(impatient, [Entry(HD600, "weight_g", "260")], "mod", "weighed")


def test_a_folder_or_a_path_through_a_file_cannot_be_opened(tmp_path: Path, data: Path) -> None:
    assert isinstance(opening(tmp_path, data), Unreachable)
    (tmp_path / "file").write_text("")
    assert isinstance(opening(tmp_path / "file" / "earshot.db", data), Unreachable)


def run(code: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own."""
    root = Path(__file__).parents[2]
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
        **more,  # type: ignore[call-overload]
    )


READ = """
import os, sys, sqlite3
from pathlib import Path
from catalog import edits
from catalog.errors import CatalogError
from catalog.shelf import Shelf
from catalog.store import Store
if os.geteuid() == 0:
    os.setuid(65534)  # root may write everywhere
try:
    shelf = Shelf(Store.open(Path(sys.argv[1]), data=Path(sys.argv[2])))
    print(len(shelf.all()), shelf.refresh(), shelf.get("sennheiser-hd-600").impedance_ohm)
    edits.edit(shelf.store, [edits.Entry("akg-k701", "weight_g", "1")], "m", "r")
except CatalogError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def shut(store: Store, db: Path, data: Path) -> Callable[[], str]:
    """Close the catalogue to writing and open it as somebody else."""

    def attempt() -> str:
        store.close()
        for folder in (data, db.parent):
            for place in (folder, *folder.parents):
                if place.stat().st_uid == os.geteuid() and place != Path("/tmp"):  # noqa: S108
                    place.chmod(0o755)
        db.parent.chmod(0o555)
        db.chmod(0o444)
        code = READ.replace("sys.argv[1]", repr(str(db))).replace("sys.argv[2]", repr(str(data)))
        try:
            done = run(code)
        finally:
            db.parent.chmod(0o755)
        assert not done.stderr
        return done.stdout

    return attempt


def test_a_file_that_may_only_be_read_serves_reads(shut: Callable[[], str]) -> None:
    reads, refusal = shut().splitlines()
    assert reads == "4 False 300.0"
    assert refusal.startswith("ReadOnly The catalogue ")
    assert "may only be read" in refusal


def test_a_read_only_file_of_another_version_is_derived_in_memory(shut: Callable[[], str], db: Path) -> None:
    with sqlite3.connect(db) as raw:
        raw.execute("UPDATE records SET json = '{}'")
        raw.execute("UPDATE meta SET value = 'older' WHERE key = 'stamp_code'")
    raw.close()
    assert shut().startswith("4 False 300.0")


def test_an_empty_file_that_may_only_be_read_says_so(store: Store, shut: Callable[[], str], db: Path) -> None:
    store.close()
    for companion in db.parent.iterdir():
        companion.unlink()
    db.write_bytes(b"")
    assert shut().startswith("ReadOnly")
    assert issubclass(ReadOnly, StoreError)
