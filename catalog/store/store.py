"""The catalogue's file: the one place that knows SQL. Others hold a `Shelf`, which holds this."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from catalog import bundle
from catalog.errors import ReadOnly
from catalog.models import Fact, Rates, Source
from catalog.quiet import no_collection
from catalog.store import layers, log, records, references
from catalog.store.answers import Answers
from catalog.store.connection import (
    WAIT_S,
    check_kind,
    connect,
    explained,
    is_busy,
    is_empty,
    transaction,
    write_ahead,
)
from catalog.store.drafts import Drafts
from catalog.store.gaps import Gaps
from catalog.store.install import Progress, Stamps, bring_up_to_date, is_current
from catalog.store.log import Change
from catalog.store.migrations import SCHEMA
from catalog.store.opened import Opened
from catalog.store.proposals import Proposals
from catalog.store.rows import Row, rows_since
from catalog.store.servers import Servers
from catalog.store.suggestions import Suggestions

MAKING_MS = 60_000  # how long to wait for another process that makes the file at this moment
Plan = Callable[[Mapping[str, Sequence[Fact]]], Sequence[Fact]]
"""From the logs of some gear to the facts that an edit adds; it may refuse by raising a CatalogError."""


def _quiet(done: float, doing: str) -> None:
    """Tell nobody."""


class Records(NamedTuple):
    """Stored records: `whole` or only what changed, the version of the catalogue, its latest change and its epoch.

    The numbers of changes only mean something within an epoch; a restored backup begins another. `layers` names the
    servers that see some record otherwise, each with the change by which they last came to; `rates` is another text
    whenever the exchange rates are others.
    """

    rows: list[Row]
    version: str
    latest: int
    epoch: str
    whole: bool
    layers: Mapping[int, int] = MappingProxyType({})
    rates: str = ""


class Store:
    """An open database. Every method is a whole question or a whole transaction, safe from several threads."""

    def __init__(self, path: Path, db: sqlite3.Connection, writable: bool, current: bool = True) -> None:
        self.path, self.writable, self._current = path, writable, current
        self.file, self._db = Opened(path, db, writable), db
        self.answers, self.servers, self.gaps = Answers(self.file), Servers(self.file), Gaps(self.file)
        self.suggestions, self.proposals, self.drafts = Suggestions(self.file), Proposals(self.file), Drafts(self.file)
        self._seen_by_others = self._others()
        self._wrote = False

    @classmethod
    def open(
        cls, path: Path, progress: Progress | None = None, data: Path | None = None, wait_s: float = WAIT_S
    ) -> Store:
        """Open the file; make it from the bundled data if it is not there, bring it up to date if that is newer.

        A file that may only be read is served as it is, one of an older shape from a copy in memory. Errors:
        StoreError, BadBundle.
        """
        with explained(path):
            db, writable = connect(path, wait_s)
            try:
                if not writable and _is_older(path, db):
                    db = _copy_in_memory(db)
                    _bring_up_to_date(path, db, progress or _quiet, data or bundle.DATA)
                    return cls(path, db, writable)
                current = _make_current(path, db, writable, progress or _quiet, data or bundle.DATA)
                return cls(path, db, writable, current)
            except BaseException:
                db.close()
                raise

    def close(self) -> None:
        """Close the file; what was acknowledged is on the disk already."""
        with self.file.reading():
            self._db.close()

    def changed(self) -> bool:
        """Tell whether anybody, this process too, has written since this was last asked."""
        with self.file.reading():
            others = self._others()
            news = self._wrote or others != self._seen_by_others
            self._seen_by_others, self._wrote = others, False
            return news

    def _others(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def records(self, since: int = 0, epoch: str = "") -> Records:
        """Read all records, or, of the same epoch, those that changed after change `since`.

        Those of a file that another version of Earshot made and that may not be written are derived here, at leisure.
        """
        with self.file.one_moment() as db:
            known = records.meta(db)
            whole = not self._current or since == 0 or epoch != known.get("epoch", "")
            rows = rows_since(db, 0 if whole else since) if self._current else records.derived(db)
            latest, own = int(known.get("latest", "0")), layers.latest(db)
            version, epoch, money = (known.get(name, "") for name in ("version", "epoch", "stamp_rates"))
            return Records(rows, version, latest, epoch, whole, own, money)

    def layered(self, layer: int) -> list[Row]:
        """Read the records that a server sees otherwise than all others."""
        with self.file.one_moment() as db:
            return layers.rows(db, layer) if self._current else layers.derived(db, layer)

    def ids(self) -> list[str]:
        """List the ids of all shared records."""
        with self.file.reading() as db:
            return records.ids(db)

    def sources(self, layer: int | None = None) -> dict[str, Source]:
        """Read the sources by id, with the pages that edits of the shared stock cite, and those of a layer."""
        with self.file.reading() as db:
            return references.sources(db, layer)

    def rates(self) -> Rates:
        """Read the exchange rates."""
        with self.file.reading():
            return references.rates(self._db)

    def facts(self, gear: str, layer: int | None = None) -> tuple[Fact, ...]:
        """Read the log of one piece of gear, oldest first; of the shared stock, and of a server's layer where given."""
        with self.file.reading() as db:
            return log.facts_of(db, gear, layer)

    def logs(self, gear: Iterable[str], layer: int | None = None) -> dict[str, tuple[Fact, ...]]:
        """Read the logs of several; one that has no facts is left out."""
        with self.file.reading() as db:
            return log.facts_of_each(db, gear, layer)

    def every_fact(self, layer: int | None = None) -> list[Fact]:
        """Read the whole log, gear by gear."""
        with self.file.reading() as db:
            return list(log.every_fact(db, layer))

    def facts_by_change(self, change: int) -> tuple[Fact, ...]:
        """Read the facts that came with one change."""
        with self.file.reading() as db:
            return log.facts_by_change(db, change)

    def change(self, id_: int) -> Change | None:
        """Read one change; None where there is none of that number."""
        with self.file.reading() as db:
            return log.change(db, id_)

    def changes(self, limit: int = 50, layer: int | None = None) -> tuple[Change, ...]:
        """Read the newest changes of the shared stock and of a layer, newest first."""
        with self.file.reading() as db:
            return log.changes(db, limit, layer)

    def undone_by(self, change: int) -> tuple[int, ...]:
        """Name the changes that undo this one."""
        with self.file.reading() as db:
            return log.undone_by(db, change)

    def write(
        self,
        plan: Plan,
        gear: Iterable[str],
        author: str,
        reason: str,
        undoes: int | None = None,
        sources: Iterable[Source] = (),
        layer: int | None = None,
    ) -> int | None:
        """Add the facts that `plan` makes of the logs of `gear`, with the write lock held; all or nothing.

        With a `layer`, they hold in that server alone. Returns the change's number once it is on the disk, or None
        where the plan adds nothing. Errors: what the plan raises, ReadOnly, Locked.
        """
        with self.file.writing() as db:
            facts = plan(log.facts_of_each(db, gear, layer))
            if not facts:
                return None
            references.add_sources(db, sources)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            change = log.add_change(db, author, reason, at, undoes, layer)
            log.add_facts(db, facts, change)
            touched = {fact.gear for fact in facts}
            if layer is None:
                records.rederive(db, log.facts_of_each(db, touched), change)
            else:
                layers.rederive(db, touched, change, only=layer)
            self._wrote = True
            return change

    def forget_user(self, user: int) -> int:
        """Delete what readers left: their answers, and their suggestions or their name on them; say how many."""
        with self.file.writing():
            return self.answers.forget_user(user) + self.suggestions.forget_user(user)

    def forget_server(self, server: int) -> None:
        """Delete all that is kept of a server: its layer with its history, its settings, and what was asked there."""
        with self.file.writing() as db:
            layers.forget(db, server)
            for part in (self.answers, self.servers, self.gaps, self.suggestions, self.proposals, self.drafts):
                part.forget_server(server)
            self._wrote = True


def _is_older(path: Path, db: sqlite3.Connection) -> bool:
    return not is_empty(db) and check_kind(db, path, SCHEMA) < SCHEMA


def _copy_in_memory(db: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    db.backup(copy)
    db.close()
    return copy


def _make_current(path: Path, db: sqlite3.Connection, writable: bool, progress: Progress, data: Path) -> bool:
    """Make the file what the installed program would make it; say whether its records are as that one writes them.

    One that may not be written now, and holds a catalogue, is left for another start.
    """
    if is_empty(db):
        if not writable:
            raise ReadOnly(path, "it is empty")
        db.execute(f"PRAGMA busy_timeout={MAKING_MS}")
        _bring_up_to_date(path, db, progress, data)
        return True
    schema = check_kind(db, path, SCHEMA)
    stamps = Stamps.now(data)
    known = records.meta(db) if schema == SCHEMA else {}
    if is_current(known, stamps):
        return True
    if writable:
        try:
            _bring_up_to_date(path, db, progress, data)
            return True
        except sqlite3.OperationalError as error:
            if not is_busy(error) or not known:
                raise
    return known.get("stamp_code") == stamps.code


def _bring_up_to_date(path: Path, db: sqlite3.Connection, progress: Progress, data: Path) -> None:
    write_ahead(db)
    with transaction(db), no_collection():
        if not is_empty(db):  # another process may have made it while this one waited
            check_kind(db, path, SCHEMA)
        bring_up_to_date(db, data, progress)
