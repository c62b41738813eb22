"""Stored records: JSON without defaults, and how a record's content counts in the catalogue's version."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from hashlib import blake2b
from typing import NamedTuple

from catalog.derive import derive
from catalog.models import Fact, Named

DIGEST_BITS = 128
MANY = 500
"""Pieces of gear from which on one sweep is faster than a question each."""
_ROW = "SELECT gear, category, CAST(json AS BLOB), CAST(named AS BLOB) FROM records "
_NAMED = set(Named.model_fields)


class Row(NamedTuple):
    """A stored record, and apart from it what it is called; both None once its facts no longer say what it is."""

    gear: str
    category: str
    json: bytes | None
    named: bytes | None


def row_of(gear: str, facts: Sequence[Fact]) -> Row:
    """Derive a record and write it as it is stored."""
    record = derive(facts)
    if record is None:
        return Row(gear, "", None, None)
    json = record.model_dump_json(exclude_defaults=True, context={"packed": True})
    return Row(gear, str(record.category), json.encode(), record.model_dump_json(include=_NAMED).encode())


def rows_since(db: sqlite3.Connection, since: int = 0) -> list[Row]:
    """Read the shared records that changed after the change numbered `since`, by id."""
    if not since:
        return [Row(*row) for row in db.execute(_ROW + "ORDER BY gear")]
    found = db.execute(_ROW + "WHERE changed > ?", [since])  # unordered: so that the index of changes is used
    return sorted((Row(*row) for row in found), key=lambda row: row.gear)


def read_rows(db: sqlite3.Connection, gear: Collection[str]) -> dict[str, Row]:
    """Read the shared records of these pieces of gear, and of others too where that is faster."""
    if len(gear) > MANY:
        return {row.gear: row for row in rows_since(db)}
    return {row[0]: Row(*row) for id_ in gear for row in db.execute(_ROW + "WHERE gear = ?", [id_])}


def digest(written: bytes | None) -> int:
    """What a record adds to the version."""
    return int.from_bytes(blake2b(written, digest_size=DIGEST_BITS // 8).digest(), "big") if written else 0


def version(total: int) -> str:
    """Write a sum of digests as a version."""
    return f"{total % (1 << DIGEST_BITS):032x}"
