"""The derived records as they are stored: JSON without defaults, which can be made again from the log at any time.

The catalogue's version is the sum of the records' digests: the same records give the same version whatever way led to
them, and an edit brings it up to date without reading the other records.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple

from catalog.derive import derive
from catalog.models import Fact, Named
from catalog.store import log

_DIGEST_BITS = 128
_MANY = 500  # from here on, one sweep is faster than a question each


_ROW = "SELECT gear, category, CAST(json AS BLOB), CAST(named AS BLOB) FROM records "
_NAMED = set(Named.model_fields)


class Row(NamedTuple):
    """A stored record, and apart from it what it is called; both None once its facts no longer say what it is."""

    gear: str
    category: str
    json: bytes | None
    named: bytes | None


def meta(db: sqlite3.Connection) -> dict[str, str]:
    """Read what the file says of itself."""
    return dict(db.execute("SELECT key, value FROM meta").fetchall())


def set_meta(db: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Write some of it."""
    rows = list(values.items())
    db.executemany("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", rows)


def records(db: sqlite3.Connection, since: int = 0) -> list[Row]:
    """Read the stored records that changed after the change numbered `since`, by id."""
    return [Row(*row) for row in db.execute(_ROW + "WHERE changed > ? ORDER BY gear", [since])]


def ids(db: sqlite3.Connection) -> list[str]:
    """List the ids of all records, in order."""
    return [gear for (gear,) in db.execute("SELECT gear FROM records WHERE json IS NOT NULL ORDER BY gear")]


def derived(db: sqlite3.Connection) -> list[Row]:
    """Derive every record from the log without storing it."""
    logs = groupby(log.every_fact(db), key=lambda fact: fact.gear)
    return [_row(gear, list(facts)) for gear, facts in logs]


def _row(gear: str, facts: Sequence[Fact]) -> Row:
    record = derive(facts)
    if record is None:
        return Row(gear, "", None, None)
    json = record.model_dump_json(exclude_defaults=True, context={"packed": True})
    return Row(gear, record.category, json.encode(), record.model_dump_json(include=_NAMED).encode())


def rederive(
    db: sqlite3.Connection,
    logs: Mapping[str, Sequence[Fact]],
    change: int,
    tell: Callable[[float], None] = lambda done: None,
) -> None:
    """Write the records that follow from these logs, and the version that follows from the records."""
    total = int(meta(db).get("version", "0"), 16)
    old = _written(db, logs.keys())
    rows: list[Row] = []
    for number, (gear, facts) in enumerate(logs.items()):
        if number % _MANY == 0:
            tell(number / len(logs))
        row = _row(gear, facts)
        before = old.get(gear, Row(gear, "", None, None))
        if row != before:
            total += _digest(row.json) - _digest(before.json)
            rows.append(row)
    db.executemany(
        "INSERT INTO records (gear, category, json, named, changed) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (gear) DO UPDATE SET category = excluded.category, json = excluded.json, "
        "named = excluded.named, changed = excluded.changed",
        ((row.gear, str(row.category), row.json, row.named, change) for row in rows),
    )
    set_meta(db, {"version": f"{total % (1 << _DIGEST_BITS):032x}", "latest": str(change)})


def _written(db: sqlite3.Connection, gear: Collection[str]) -> dict[str, Row]:
    if len(gear) > _MANY:
        return {row.gear: row for row in records(db)}
    return {row[0]: Row(*row) for id_ in gear for row in db.execute(_ROW + "WHERE gear = ?", [id_])}


def _digest(written: bytes | None) -> int:
    return int.from_bytes(blake2b(written, digest_size=_DIGEST_BITS // 8).digest(), "big") if written else 0
