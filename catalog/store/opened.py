"""The open file that the parts of the store share: one thread at a time, every block a whole transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from catalog.errors import ReadOnly
from catalog.store.connection import explained, transaction


class Opened:
    """A connection, its lock, and whether the file may be written."""

    def __init__(self, path: Path, db: sqlite3.Connection, writable: bool) -> None:
        self.path, self.db, self.writable = path, db, writable
        self._lock = RLock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Ask one question."""
        with self._lock, explained(self.path):
            yield self.db

    @contextmanager
    def one_moment(self) -> Iterator[sqlite3.Connection]:
        """See one moment of the database in several questions."""
        with self._lock, explained(self.path):
            if self.db.in_transaction:
                yield self.db
                return
            self.db.execute("BEGIN")
            try:
                yield self.db
            finally:
                self.db.execute("ROLLBACK")

    @contextmanager
    def writing(self, lasting: bool = True) -> Iterator[sqlite3.Connection]:
        """Write all of the block or nothing; a block within a block belongs to the outer one.

        What is not `lasting` may be lost with the machine's power, though never with the program; it need not wait for
        the disk. Errors: ReadOnly, Locked.
        """
        if not self.writable:
            raise ReadOnly(self.path)
        with self._lock, explained(self.path):
            if self.db.in_transaction:
                yield self.db
                return
            if not lasting:
                self.db.execute("PRAGMA synchronous=NORMAL")
            try:
                with transaction(self.db):
                    yield self.db
            finally:
                if not lasting:
                    self.db.execute("PRAGMA synchronous=FULL")
