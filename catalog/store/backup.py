"""Copies of the database while it is in use, through SQLite's backup interface, and putting one back.

A copy is one self-contained file, without the answers given: what a reader had deleted must not come back with it.
What a restore replaces is kept beside it: nothing is ever thrown away.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from catalog.errors import CannotWrite, Corrupt, NotACatalogue, StoreError, Unreachable
from catalog.store import records
from catalog.store.connection import check_kind, connect, explained, is_empty, transaction
from catalog.store.migrations import SCHEMA, migrate


def backup(source: Path, target: Path) -> None:
    """Copy a catalogue that may be in use; an older copy at `target` is replaced once the new one is proved whole.

    Errors: StoreError; CannotWrite where `target` holds something else than a catalogue.
    """
    _require(source)
    _spare(target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with explained(source), closing(connect(source)[0]) as db:
            check_kind(db, source, SCHEMA)
            _copy(db, source, fresh, target)
        check(fresh)
        with explained(target):
            os.replace(fresh, target)
    finally:
        _forget(fresh)


def restore(copy: Path, target: Path) -> Path | None:
    """Put a copy in the place of a catalogue, also while that is in use; return where the replaced one is kept.

    Errors: StoreError; the catalogue is as it was then.
    """
    _require(copy)
    check(copy)
    kept = _set_aside(target)
    staged = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with explained(copy), closing(connect(copy)[0]) as db:
            _copy(db, copy, staged, target)
        with explained(staged), closing(connect(staged)[0]) as fresh:
            with transaction(fresh):
                if check_kind(fresh, copy, SCHEMA) < SCHEMA:
                    migrate(fresh)
                records.set_meta(fresh, {"epoch": uuid4().hex})  # tells whoever holds a snapshot to load it anew
            with explained(target), closing(connect(target)[0]) as live:
                live.execute("PRAGMA journal_mode=WAL")
                fresh.backup(live)
    finally:
        _forget(staged)
    return kept


def check(path: Path) -> None:
    """Prove that a file is a whole catalogue.

    Errors: StoreError.
    """
    with explained(path), closing(connect(path)[0]) as db:
        if is_empty(db):
            raise NotACatalogue(path, "it is empty")
        check_kind(db, path, SCHEMA)
        found = [str(row[0]) for row in db.execute("PRAGMA integrity_check(3)")]
        if found != ["ok"]:
            raise Corrupt(path, "; ".join(found))
        if db.execute("PRAGMA foreign_key_check").fetchone():
            raise Corrupt(path, "a fact refers to nothing")


def _copy(db: sqlite3.Connection, source: Path, fresh: Path, target: Path) -> None:
    with explained(target):
        fresh.parent.mkdir(parents=True, exist_ok=True)
        copy = sqlite3.connect(fresh, isolation_level=None)
    with closing(copy), explained(source):
        db.backup(copy)
        if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'answers'").fetchone():
            copy.execute("PRAGMA secure_delete=ON")
            copy.execute("DELETE FROM answers")
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without companions


def _forget(made: Path) -> None:
    for companion in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            made.with_name(made.name + companion).unlink(missing_ok=True)


def _set_aside(target: Path) -> Path | None:
    """Keep what a restore will replace: a copy of a sound catalogue, the file itself of anything else."""
    if not target.exists() or not target.stat().st_size:
        return None
    kept = target.with_name(f"{target.name}.before-{datetime.now():%Y%m%d-%H%M%S-%f}")
    try:
        check(target)
        backup(target, kept)
    except (Corrupt, NotACatalogue):
        for companion in ("", "-wal", "-shm"):
            file = target.with_name(target.name + companion)
            if file.exists():
                file.rename(kept.with_name(kept.name + companion))
    return kept


def _spare(target: Path) -> None:
    """Leave a file alone that is no copy of a catalogue; a damaged one, or one of another version, may go."""
    if not target.exists() or not target.stat().st_size:
        return
    try:
        check(target)
    except NotACatalogue as error:
        raise CannotWrite(target, "it holds something else than a catalogue, which is left as it was") from error
    except StoreError:
        return


def _require(path: Path) -> None:
    if not path.is_file():
        raise Unreachable(path, "there is no such file")
