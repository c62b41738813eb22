"""Opening the database file, and turning what SQLite says into sentences.

Every connection sees committed data only and waits up to five seconds for a lock; a writer's commit is on the disk
before it is acknowledged (synchronous=FULL).
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog.errors import Corrupt, FromTheFuture, Locked, NotACatalogue, ReadOnly, StoreError, Unreachable

APPLICATION_ID = 0x45415253  # "EARS": tells our files from other programs' databases
WAIT_S = 5.0

_BY_CODE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_LOCKED: Locked,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_NOTADB: NotACatalogue,
    sqlite3.SQLITE_CORRUPT: Corrupt,
    sqlite3.SQLITE_CANTOPEN: Unreachable,
    sqlite3.SQLITE_FULL: Unreachable,
    sqlite3.SQLITE_IOERR: Unreachable,
    sqlite3.SQLITE_PERM: Unreachable,
    sqlite3.SQLITE_AUTH: Unreachable,
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise StoreError, a finished sentence, for whatever SQLite or the file system complains of inside the block."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest its details
        raise _BY_CODE.get(code, Corrupt)(path, str(error)) from error
    except OSError as error:
        raise Unreachable(path, error.strerror or str(error)) from error


def connect(path: Path, wait_s: float = WAIT_S) -> tuple[sqlite3.Connection, bool]:
    """Open the file, which may be new, and say whether it may be written. The caller is inside `explained`."""
    if path.is_dir():
        raise Unreachable(path, "it is a folder")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        return _prepared(_sqlite(path, "rwc", wait_s)), True
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if writable:
        return _prepared(_sqlite(path, "rw", wait_s)), True
    connection = _sqlite(path, "ro", wait_s)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if _has_unsettled_log(path):
            raise
        connection = _sqlite(path, "ro&immutable=1", wait_s)  # nobody can write here, so no lock file is needed
    return connection, False


def _sqlite(path: Path, mode: str, wait_s: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=wait_s,
        isolation_level=None,  # transactions begin where the code says so
        check_same_thread=False,  # the store's own lock lets one thread in at a time
    )


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    safe = ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON", "trusted_schema=OFF", "secure_delete=ON")
    for pragma in safe:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _has_unsettled_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell a file that holds nothing yet: a new one, or one whose making was cut short."""
    return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def check_kind(connection: sqlite3.Connection, path: Path, schema: int) -> int:
    """Return the schema's number.

    Errors: NotACatalogue, FromTheFuture.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise NotACatalogue(path, "another program's database")
    if number > schema:
        raise FromTheFuture(path)
    return int(number)


def is_busy(error: sqlite3.Error) -> bool:
    """Tell whether somebody else's lock is the reason."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers read while somebody writes. SQLite itself does not wait for a lock here, so this does."""
    (wait_ms,) = connection.execute("PRAGMA busy_timeout").fetchone()
    until = time.monotonic() + wait_ms / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() >= until:
                raise
            time.sleep(0.02)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Take the write lock, then commit all of the block or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
