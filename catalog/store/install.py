"""The bundled data into the database: all of it at first start, later what differs, never over a moderator's edit.

A bundled fact that a newer bundle no longer has is taken back by a new entry; so the log shows every release.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from catalog import bundle, fields, rates
from catalog.models import Fact
from catalog.store import log, records, references
from catalog.store.migrations import SCHEMA, migrate

Progress = Callable[[float, str], None]
"""Told how far the making of the database has come, from 0 to 1, and what is being done."""

_CODE = Path(__file__).parents[1]


class Stamps(NamedTuple):
    """What a database was made from: cheap to compare at every start."""

    bundle: str
    code: str
    rates: str

    @classmethod
    def now(cls, folder: Path) -> Stamps:
        """Take them of the installed program and its data."""
        files = [*sorted((_CODE / "models").glob("*.py")), *(_CODE / f"{n}.py" for n in ("derive", "fields", "values"))]
        code = b"".join(file.read_bytes() for file in files)
        return cls(bundle.stamp(folder), blake2b(code, digest_size=16).hexdigest(), rates.stamp())


def is_current(known: dict[str, str], stamps: Stamps) -> bool:
    """Tell whether a database is what the installed program would make."""
    return all(known.get(f"stamp_{name}") == value for name, value in stamps._asdict().items())


def bring_up_to_date(db: sqlite3.Connection, folder: Path, progress: Progress) -> None:
    """Make the tables, facts and records that are missing; the caller holds a transaction.

    Errors: BadBundle; nothing of it was taken then.
    """
    progress(0.0, "preparing")
    stamps = Stamps.now(folder)
    if db.execute("PRAGMA user_version").fetchone()[0] < SCHEMA:
        migrate(db)
    known = records.meta(db)
    if known.get("stamp_bundle") != stamps.bundle and known.get("bundle") != bundle.digest(folder):
        _take_bundle(db, folder, progress, known, known.get("stamp_code") == stamps.code)
    elif known.get("stamp_code") != stamps.code:
        latest = max((change.id for change in log.changes(db, 1)), default=0)
        logs = _by_gear(log.every_fact(db))
        records.rederive(db, logs, latest, lambda done: progress(0.9 * done, "deriving the records anew"))
    if known.get("stamp_rates") != stamps.rates:
        progress(0.95, "reading the exchange rates")
        references.set_rates(db, rates.latest())
    fields.parse.cache_clear()  # it held every value of the bundle
    records.set_meta(db, {f"stamp_{name}": value for name, value in stamps._asdict().items()})
    progress(1.0, "ready")


def _take_bundle(
    db: sqlite3.Connection, folder: Path, progress: Progress, known: dict[str, str], only_touched: bool
) -> None:
    new = bundle.read(folder, lambda done: progress(0.4 * done, "reading the bundled data"))
    progress(0.4, "writing the log of facts")
    references.add_sources(db, [*new.sources, references.MODERATOR])
    first = "bundle" not in known
    gone, added = ([], list(new.facts)) if first else _difference(db, new)
    change = log.add_change(db, "", f"bundled data {new.digest[:8]}", datetime.now(UTC).isoformat(timespec="seconds"))
    log.add_facts(db, [*gone, *added], change)
    if first:
        logs = _by_gear(added)
    elif only_touched:
        logs = dict(log.facts_of_each(db, (fact.gear for fact in [*gone, *added])))
    else:
        logs = _by_gear(log.every_fact(db))
    records.rederive(db, logs, change, lambda done: progress(0.55 + 0.4 * done, "deriving the records"))
    records.set_meta(db, {"bundle": new.digest, **({"epoch": uuid4().hex} if first else {})})


def _difference(db: sqlite3.Connection, new: bundle.Bundle) -> tuple[list[Fact], list[Fact]]:
    old = {_said(fact): fact for fact in log.bundled_in_force(db)}
    said = {_said(fact): fact for fact in new.facts}
    gone = [fact.model_copy(update={"value": "", "replaces": fact.id}) for key, fact in old.items() if key not in said]
    return gone, [fact for key, fact in said.items() if key not in old]


def _said(fact: Fact) -> tuple[str, ...]:
    return fact.gear, fact.field, fact.value, fact.source, fact.trust, fact.as_of


def _by_gear(facts: Iterable[Fact]) -> dict[str, Sequence[Fact]]:
    ordered = sorted(facts, key=lambda fact: fact.gear)
    return {gear: list(group) for gear, group in groupby(ordered, key=lambda fact: fact.gear)}
