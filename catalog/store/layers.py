"""Servers' layers as they are stored: the records that a server sees otherwise than all others, derived from both logs.

A layer's facts stand in the same log as the shared ones, told apart by their change. Here is only what follows from
them; a record that comes out as the shared one is not kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from catalog.store import log
from catalog.store.rows import MANY, Row, read_rows, row_of

_PAIRS = "SELECT DISTINCT c.layer, f.gear FROM changes c JOIN facts f ON f.change = c.id WHERE c.layer IS NOT NULL"
_OF = """SELECT DISTINCT c.layer FROM facts f CROSS JOIN changes c ON c.id = f.change
    WHERE f.gear = ? AND c.layer IS NOT NULL"""
_ROW = "SELECT gear, category, CAST(json AS BLOB), CAST(named AS BLOB) FROM layered WHERE layer = ? "


def latest(db: sqlite3.Connection) -> dict[int, int]:
    """Name the servers that see anything otherwise, each with the change by which they last did."""
    return dict(db.execute("SELECT layer, latest FROM layers").fetchall())


def rows(db: sqlite3.Connection, layer: int) -> list[Row]:
    """Read the records that a server sees otherwise."""
    return [Row(*row) for row in db.execute(_ROW + "ORDER BY gear", [layer])]


def derived(db: sqlite3.Connection, layer: int) -> list[Row]:
    """Derive them from the log without storing them."""
    gear = {of for whose, of in db.execute(_PAIRS) if whose == layer}
    return [row_of(of, facts) for of, facts in log.facts_of_each(db, gear, layer).items()]


def rederive(db: sqlite3.Connection, gear: Collection[str], change: int, only: int | None = None) -> None:
    """Write what follows for every layer, or for `only` one, from a change of these pieces of gear."""
    touched: dict[int, set[str]] = {}
    for layer, of in _seen_otherwise(db, gear):
        if only in (None, layer):
            touched.setdefault(layer, set()).add(of)
    for layer, some in touched.items():
        _rederive_one(db, layer, some, change)


def _seen_otherwise(db: sqlite3.Connection, gear: Collection[str]) -> Iterator[tuple[int, str]]:
    """Name the layers that say anything of these pieces of gear; few are asked for one by one, however long the log."""
    if len(gear) > MANY:
        yield from ((layer, of) for layer, of in db.execute(_PAIRS) if of in gear)
    else:
        yield from ((layer, of) for of in gear for (layer,) in db.execute(_OF, [of]))


def _rows_of(db: sqlite3.Connection, layer: int, gear: Collection[str]) -> dict[str, Row]:
    """Read what a server sees otherwise of these pieces of gear, and of others too where that is faster."""
    if len(gear) > MANY:
        return {row.gear: row for row in rows(db, layer)}
    return {of: Row(*row) for of in gear for row in db.execute(_ROW + "AND gear = ?", [layer, of])}


def _rederive_one(db: sqlite3.Connection, layer: int, gear: set[str], change: int) -> None:
    shared = read_rows(db, gear)
    before = _rows_of(db, layer, gear)
    kept, gone = [], []
    for of, facts in log.facts_of_each(db, gear, layer).items():
        row, without = row_of(of, facts), shared.get(of, Row(of, "", None, None))
        if (row.json, row.named) == (without.json, without.named):
            gone.append(of)
        elif row != before.get(of):
            kept.append(row)
    db.executemany("INSERT OR REPLACE INTO layered VALUES (?, ?, ?, ?, ?)", ((layer, *row) for row in kept))
    db.executemany("DELETE FROM layered WHERE layer = ? AND gear = ?", ((layer, of) for of in gone if of in before))
    if kept or any(of in before for of in gone):
        db.execute("INSERT OR REPLACE INTO layers VALUES (?, ?)", [layer, change])


def forget(db: sqlite3.Connection, layer: int) -> int:
    """Delete a layer with its log, and the pages that it alone cited; say how many facts those were."""
    log.reserve_numbers(db)
    changes = "SELECT id FROM changes WHERE layer = ?"
    count = db.execute(f"DELETE FROM facts WHERE change IN ({changes})", [layer]).rowcount  # noqa: S608
    for table in ("changes", "layered", "layers"):
        db.execute(f"DELETE FROM {table} WHERE layer = ?", [layer])  # noqa: S608 - names of this line
    if count:
        db.execute("DELETE FROM sources WHERE url = id AND id NOT IN (SELECT source FROM facts)")
    return count
