"""The derived records as they are stored, which can be made again from the log at any time.

The catalogue's version is the sum of the records' digests: the same records give the same version whatever way led to
them, and an edit brings it up to date without reading the other records.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from catalog.models import Fact
from catalog.store import layers, log
from catalog.store.rows import Row, digest, read_rows, row_of, version

_PORTION = 500


def meta(db: sqlite3.Connection) -> dict[str, str]:
    """Read what the file says of itself."""
    return dict(db.execute("SELECT key, value FROM meta").fetchall())


def set_meta(db: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Write some of it."""
    rows = list(values.items())
    db.executemany("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", rows)


def ids(db: sqlite3.Connection) -> list[str]:
    """List the ids of all shared records, in order."""
    return [gear for (gear,) in db.execute("SELECT gear FROM records WHERE json IS NOT NULL ORDER BY gear")]


def derived(db: sqlite3.Connection) -> list[Row]:
    """Derive every shared record from the log without storing it."""
    logs = groupby(log.every_fact(db), key=lambda fact: fact.gear)
    return [row_of(gear, list(facts)) for gear, facts in logs]


def rederive(
    db: sqlite3.Connection,
    logs: Mapping[str, Sequence[Fact]],
    change: int,
    tell: Callable[[float], None] = lambda done: None,
) -> None:
    """Write the records that follow from these shared logs, the version that follows from them, and servers' layers."""
    total = int(meta(db).get("version", "0"), 16)
    old = read_rows(db, logs.keys())
    rows: list[Row] = []
    for number, (gear, facts) in enumerate(logs.items()):
        if number % _PORTION == 0:
            tell(number / len(logs))
        row = row_of(gear, facts)
        before = old.get(gear, Row(gear, "", None, None))
        if row != before:
            total += digest(row.json) - digest(before.json)
            rows.append(row)
    db.executemany(
        "INSERT INTO records (gear, category, json, named, changed) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (gear) DO UPDATE SET category = excluded.category, json = excluded.json, "
        "named = excluded.named, changed = excluded.changed",
        ((*row, change) for row in rows),
    )
    set_meta(db, {"version": version(total), "latest": str(change)})
    layers.rederive(db, logs.keys(), change)
