"""Rows of a file to one edit. Every bad row is reported, and then none is applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalog import fields
from catalog.errors import BadImport, Problem
from catalog.exchange.tables import Row, read
from catalog.models import Fact, Source, Trust
from catalog.settle import Difference, Entry, Logs, complaints, differences, later, pages, seen, settle, touched
from catalog.store import Store

_TRUSTS = {trust.value: trust for trust in Trust}


@dataclass(frozen=True, slots=True)
class Import:
    """What an import changed, or would: field by field; and the number of the change, None where there was none.

    `entries` are the file's rows with the values that were seen: made an edit later, they change just this.
    """

    differences: tuple[Difference, ...]
    change: int | None = None
    entries: tuple[Entry, ...] = ()


def preview(store: Store, path: Path, layer: int | None = None) -> Import:
    """See what importing a file would change, without changing it.

    Errors: BadImport with every problem, StaleEdit.
    """
    file = _File(store, path, layer)
    logs = store.logs(file.gear, layer)
    found = differences(logs, later(logs, file.facts(logs)))
    return Import(tuple(found), entries=seen(logs, file.entries))


def apply(store: Store, path: Path, author: str, reason: str, layer: int | None = None) -> Import:
    """Import a file, all of it or nothing; with a `layer`, for that server alone.

    Errors: BadImport with every problem, StaleEdit, and those of the store.
    """
    file = _File(store, path, layer)
    done: list[tuple[Difference, ...]] = []

    def plan(logs: Logs) -> list[Fact]:
        facts = file.facts(logs)
        done.append(tuple(differences(logs, later(logs, facts))))
        return facts

    change = store.write(plan, file.gear, author, reason, sources=file.pages, layer=layer)
    return Import(done[0], change)


class _File:
    """A file's entries, which may still turn out not to fit the catalogue."""

    def __init__(self, store: Store, path: Path, layer: int | None) -> None:
        self.name, self.layer = path.name, layer
        self.rows, self.problems = read(path)
        self.sources: Mapping[str, Source] = store.sources(layer)
        self.entries = [_entry(row) for row in self.rows]
        self.gear = touched(self.entries)
        self.pages = pages(self.entries, self.sources)
        for row in self.rows:
            self.problems.extend(self._unreadable(row))

    def _unreadable(self, row: Row) -> list[Problem]:
        found = []
        trust, unit, field = row.cells["trust"], row.cells.get("unit", ""), row.cells["field"]
        if trust not in _TRUSTS:
            what = f"expected one of {', '.join(_TRUSTS)}"
            found.append(Problem(what, self.name, row.line, "trust", trust))
        if unit and unit != fields.unit(field):
            what = f"expected {fields.unit(field) or 'nothing'}, the unit of {field}"
            found.append(Problem(what, self.name, row.line, "unit", unit))
        return found

    def facts(self, logs: Logs) -> list[Fact]:
        """Make the facts to add.

        Errors: BadImport, StaleEdit.
        """
        problems = list(self.problems)
        where = [f"line {row.line}" for row in self.rows]
        for at, column, what in complaints(self.entries, self.sources, logs, where.__getitem__, self.layer):
            row = self.rows[at]
            problems.append(Problem(what, self.name, row.line, column, row.cells[column]))
        if problems:
            raise BadImport(sorted(problems, key=lambda problem: problem.line or 0))
        return settle(logs, self.entries, self.layer)


def _entry(row: Row) -> Entry:
    cells = row.cells
    return Entry(
        gear=cells["gear"],
        field=cells["field"],
        value=cells["value"],
        source=cells["source"],
        trust=_TRUSTS.get(cells["trust"], Trust.UNVERIFIED),
        as_of=cells["as_of"],
        seen=cells.get("seen"),
    )
