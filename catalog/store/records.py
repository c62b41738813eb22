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
from catalog.models import Fact, Record
from catalog.store import log

_DIGEST_BITS = 128
_MANY = 500  # from here on, one sweep is faster than a question each


class Row(NamedTuple):
    """A stored record; `json` is None once its facts no longer say what it is."""

    gear: str
    category: str
    json: bytes | None


def meta(db: sqlite3.Connection) -> dict[str, str]:
    """Read what the file says of itself."""
    return dict(db.execute("SELECT key, value FROM meta").fetchall())


def set_meta(db: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Write some of it."""
    rows = list(values.items())
    db.executemany("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", rows)


def records(db: sqlite3.Connection, since: int = 0) -> list[Row]:
    """Read the stored records that changed after the change numbered `since`, by id."""
    rows = db.execute("SELECT gear, category, CAST(json AS BLOB) FROM records WHERE changed > ? ORDER BY gear", [since])
    return [Row(*row) for row in rows]


def ids(db: sqlite3.Connection) -> list[str]:
    """List the ids of all records, in order."""
    return [gear for (gear,) in db.execute("SELECT gear FROM records WHERE json IS NOT NULL ORDER BY gear")]


def derived(db: sqlite3.Connection) -> list[Row]:
    """Derive every record from the log without storing it."""
    found: list[Row] = []
    for gear, facts in groupby(log.every_fact(db), key=lambda fact: fact.gear):
        record = derive(facts)
        if record is not None:
            found.append(Row(gear, record.category, packed(record)))
    return found


def packed(record: Record) -> bytes:
    """Write a record as it is stored."""
    return record.model_dump_json(exclude_defaults=True, context={"packed": True}).encode()


def rederive(
    db: sqlite3.Connection,
    logs: Mapping[str, Sequence[Fact]],
    change: int,
    tell: Callable[[float], None] = lambda done: None,
) -> None:
    """Write the records that follow from these logs, and the version that follows from the records."""
    total = int(meta(db).get("version", "0"), 16)
    old = _written(db, logs.keys())
    rows: list[tuple[str, str, int, bytes | None]] = []
    for number, (gear, facts) in enumerate(logs.items()):
        if number % _MANY == 0:
            tell(number / len(logs))
        record = derive(facts)
        written = packed(record) if record is not None else None
        if written != old.get(gear):
            total += _digest(written) - _digest(old.get(gear))
            rows.append((gear, str(record.category) if record is not None else "", change, written))
    db.executemany(
        "INSERT INTO records VALUES (?, ?, ?, ?) ON CONFLICT (gear) DO UPDATE SET "
        "category = excluded.category, changed = excluded.changed, json = excluded.json",
        rows,
    )
    set_meta(db, {"version": f"{total % (1 << _DIGEST_BITS):032x}", "latest": str(change)})


def _written(db: sqlite3.Connection, gear: Collection[str]) -> dict[str, bytes]:
    if len(gear) > _MANY:
        return dict(db.execute("SELECT gear, CAST(json AS BLOB) FROM records WHERE json IS NOT NULL").fetchall())
    question = "SELECT gear, CAST(json AS BLOB) FROM records WHERE gear = ? AND json IS NOT NULL"
    return dict(row for id_ in gear for row in db.execute(question, [id_]))


def _digest(written: bytes | None) -> int:
    return int.from_bytes(blake2b(written, digest_size=_DIGEST_BITS // 8).digest(), "big") if written else 0
