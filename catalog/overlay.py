"""Some records over all others: a server's layer over the shared stock, or what an edit would make of them.

Only what differs is held; everything else is the very records of the snapshot below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Protocol

from catalog.models import Category, Named, Record
from catalog.snapshot import parse_named, parse_rows
from catalog.store.rows import Row, digest, version


class Moment(Protocol):
    """All records as they were, are or would be at one moment."""

    @property
    def version(self) -> str: ...

    def row(self, gear: str) -> Row | None: ...

    def get(self, gear: str) -> Record | None: ...

    def names(self) -> tuple[Named, ...]: ...

    def category(self, category: Category) -> Mapping[str, Record]: ...

    def all(self) -> Iterator[Record]: ...


class Overlay:
    """A moment that differs from the one below in a few rows; a row without JSON takes its record out."""

    def __init__(self, below: Moment, rows: Sequence[Row]) -> None:
        self._below = below
        self._rows = {row.gear: row for row in rows}
        self.differing = frozenset(self._rows)
        self._own = parse_rows([row.json for row in rows if row.json])
        self._categories: dict[Category, Mapping[str, Record]] = {}
        total = int(below.version, 16)
        for row in rows:
            before = below.row(row.gear)
            total += digest(row.json) - digest(before.json if before else None)
        self.version = version(total)

    def row(self, gear: str) -> Row | None:
        """Give a record as it is stored."""
        return self._rows.get(gear) or self._below.row(gear)

    def get(self, gear: str) -> Record | None:
        """Give one record."""
        return self._own.get(gear) if gear in self._rows else self._below.get(gear)

    def category(self, category: Category) -> Mapping[str, Record]:
        """Give the records of a category by id, in the order of ids."""
        if category not in self._categories:
            self._categories[category] = self._category(category)
        return self._categories[category]

    def _category(self, category: Category) -> Mapping[str, Record]:
        below = self._below.category(category)
        own = {gear: record for gear, record in self._own.items() if record.category == category}
        gone = [gear for gear in self._rows if gear in below and gear not in own]
        if not own and not gone:
            return below
        together = {**below, **own}
        return MappingProxyType({gear: together[gear] for gear in sorted(together) if gear not in gone})

    def all(self) -> Iterator[Record]:
        """Give every record, category by category."""
        for category in Category:
            yield from self.category(category).values()

    def names(self) -> tuple[Named, ...]:
        """Give what every record is called."""
        kept = (named for named in self._below.names() if named.id not in self._rows)
        return (*kept, *parse_named([row.named for row in self._rows.values() if row.named]))

    @cached_property
    def called(self) -> Mapping[str, bytes | None]:
        """How the records that are called otherwise than below are called here, as it is stored; None for one gone."""
        rows = ((gear, row, self._below.row(gear)) for gear, row in self._rows.items())
        return {gear: row.named for gear, row, before in rows if row.named != (before.named if before else None)}

    def renamed(self) -> tuple[list[Record], list[str]]:
        """Give the records that are new or called otherwise than below, and the ids that are gone."""
        changed = [self._own[gear] for gear, named in self.called.items() if named is not None]
        return changed, [gear for gear, named in self.called.items() if named is None]
