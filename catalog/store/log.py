"""The log of facts and the changes that they came with: rows to models and back. It only grows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from catalog.fields import unit
from catalog.models import Fact, Trust

_FACT = """SELECT f.id, f.gear, f.field, f.value, f.source, f.trust, f.as_of, f.replaces, f.change,
    c.author, c.at, c.reason, c.layer FROM facts f JOIN changes c ON c.id = f.change """
_SEEN = "(c.layer IS NULL OR c.layer = ?)"  # what is shared, and the layer's own; without a layer, nothing equals NULL
_CHANGE = "SELECT id, author, reason, at, undoes, layer FROM changes c "
_TRUSTS = {trust.value: trust for trust in Trust}
_BATCH = 500  # ids in one question; SQLite takes at most some thousands of parameters


class Change(NamedTuple):
    """One entry of the log: who changed something, when (ISO, UTC) and why.

    `undoes` is the change it takes back, `layer` the server that it holds in, None for the shared stock.
    """

    id: int
    author: str
    reason: str
    at: str
    undoes: int | None
    layer: int | None = None


def _fact(row: Sequence[Any]) -> Fact:
    id_, gear, field, value, source, trust, as_of, replaces, change, author, at, reason, layer = row
    return Fact(
        gear=gear,
        field=field,
        value=value,
        source=source,
        trust=_TRUSTS[trust],
        as_of=as_of,
        unit=unit(field),
        entered_by=author,
        entered_at=at,
        reason=reason,
        replaces=replaces,
        id=id_,
        change=change,
        layer=layer,
    )


def facts_of(db: sqlite3.Connection, gear: str, layer: int | None = None) -> tuple[Fact, ...]:
    """Read the log of one piece of gear, oldest first."""
    return tuple(map(_fact, db.execute(f"{_FACT} WHERE f.gear = ? AND {_SEEN} ORDER BY f.id", [gear, layer])))


def facts_of_each(db: sqlite3.Connection, gear: Iterable[str], layer: int | None = None) -> dict[str, tuple[Fact, ...]]:
    """Read the logs of several; one that has no facts is left out."""
    wanted = sorted(set(gear))
    found: dict[str, list[Fact]] = {}
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        marks = ",".join("?" * len(some))
        for row in db.execute(f"{_FACT} WHERE f.gear IN ({marks}) AND {_SEEN} ORDER BY f.id", [*some, layer]):
            fact = _fact(row)
            found.setdefault(fact.gear, []).append(fact)
    return {gear: tuple(facts) for gear, facts in found.items()}


def facts_by_change(db: sqlite3.Connection, change: int) -> tuple[Fact, ...]:
    """Read the facts that came with one change."""
    return tuple(map(_fact, db.execute(_FACT + "WHERE f.change = ? ORDER BY f.id", [change])))


def every_fact(db: sqlite3.Connection, layer: int | None = None) -> Iterator[Fact]:
    """Read the whole log, gear by gear."""
    return map(_fact, db.execute(f"{_FACT} WHERE {_SEEN} ORDER BY f.gear, f.id", [layer]))


def bundled_in_force(db: sqlite3.Connection) -> Iterator[Fact]:
    """Read the bundled facts that no later bundle took back."""
    gone = "SELECT t.replaces FROM facts t JOIN changes d ON d.id = t.change WHERE d.author = '' AND t.value = ''"
    return map(_fact, db.execute(f"{_FACT} WHERE c.author = '' AND f.value <> '' AND f.id NOT IN ({gone})"))


def changes(db: sqlite3.Connection, limit: int = 50, layer: int | None = None) -> tuple[Change, ...]:
    """Read the newest changes, newest first."""
    rows = db.execute(f"{_CHANGE} WHERE {_SEEN} ORDER BY id DESC LIMIT ?", [layer, limit])
    return tuple(Change(*row) for row in rows)


def change(db: sqlite3.Connection, id_: int) -> Change | None:
    """Read one change."""
    row = db.execute(_CHANGE + "WHERE id = ?", [id_]).fetchone()
    return Change(*row) if row else None


def undone_by(db: sqlite3.Connection, id_: int) -> tuple[int, ...]:
    """Name the changes that undo this one, oldest first."""
    return tuple(id_ for (id_,) in db.execute("SELECT id FROM changes WHERE undoes = ? ORDER BY id", [id_]))


def latest(db: sqlite3.Connection) -> int:
    """Name the last change that there was, of whatever layer, also of one that was forgotten."""
    (last,) = db.execute("SELECT max(coalesce(max(id), 0), (SELECT highest FROM numbers)) FROM changes").fetchone()
    return int(last)


def reserve_numbers(db: sqlite3.Connection) -> None:
    """See to it that the numbers of changes which are about to be deleted are never given again."""
    db.execute("UPDATE numbers SET highest = ?", [latest(db)])


def add_change(
    db: sqlite3.Connection, author: str, reason: str, at: str, undoes: int | None = None, layer: int | None = None
) -> int:
    """Open a change; its facts follow."""
    number = latest(db) + 1
    row = [number, author, reason, at, undoes, layer]
    db.execute("INSERT INTO changes (id, author, reason, at, undoes, layer) VALUES (?, ?, ?, ?, ?, ?)", row)
    return number


def add_facts(db: sqlite3.Connection, facts: Iterable[Fact], change: int) -> None:
    """Add to the log."""
    db.executemany(
        "INSERT INTO facts (gear, field, value, source, trust, as_of, replaces, change) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((f.gear, f.field, f.value, f.source, str(f.trust), f.as_of, f.replaces, change) for f in facts),
    )
