"""All records in memory, as they were at one moment.

They are kept as stored until somebody asks for their category: a question about headphones need not wait for the amps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from pydantic import ValidationError

from catalog.errors import Corrupt
from catalog.models import Category, Named, Record
from catalog.models.gear import NAMED, RECORDS
from catalog.quiet import no_collection
from catalog.store import Records, Row

_PORTION = 500  # records parsed at once; more only raises the peak of memory


def parse_rows(rows: Sequence[bytes]) -> Mapping[str, Record]:
    """Read stored records, by id.

    Errors: ValidationError.
    """
    found: list[Record] = []
    with no_collection():
        for start in range(0, len(rows), _PORTION):
            found += RECORDS.validate_json(b"[" + b",".join(rows[start : start + _PORTION]) + b"]")
    return MappingProxyType({record.id: record for record in found})


def parse_named(rows: Iterable[bytes]) -> tuple[Named, ...]:
    """Read what stored records are called.

    Errors: ValidationError.
    """
    with no_collection():
        return NAMED.validate_json(b"[" + b",".join(rows) + b"]")


class Snapshot:
    """Records by id and by category, the version that names their content, and the change that they are as of."""

    def __init__(self, stored: Records, file: Path | None = None) -> None:
        self.version, self.latest, self.epoch, self.file = stored.version, stored.latest, stored.epoch, file
        self._rows = {row.gear: row for row in stored.rows if row.json is not None}
        self._lock = Lock()
        self._records: dict[Category, Mapping[str, Record]] = {}
        self._alone: dict[str, Record] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, gear: str) -> bool:
        return gear in self._rows

    def row(self, gear: str) -> Row | None:
        """Give a record as it is stored."""
        return self._rows.get(gear)

    def get(self, gear: str) -> Record | None:
        """Give one record; its category need not be parsed for it.

        Errors: Corrupt.
        """
        row = self._rows.get(gear)
        if row is None or row.json is None:
            return None
        together = self._records.get(Category(row.category))
        if together is not None:
            return together[gear]
        if gear not in self._alone:
            self._alone.update(self._parsed([row.json]))
        return self._alone[gear]

    def names(self) -> tuple[Named, ...]:
        """Give what every record is called, without the rest of it.

        Errors: Corrupt.
        """
        with self._explained():
            return parse_named(row.named for row in self._rows.values() if row.named is not None)

    def category(self, category: Category) -> Mapping[str, Record]:
        """Give the records of a category by id, in the order of ids.

        Errors: Corrupt, where what is stored is no record.
        """
        with self._lock:
            if category not in self._records:
                rows = [row.json for row in self._rows.values() if row.category == category and row.json]
                self._records[category] = self._parsed(rows)
            return self._records[category]

    def all(self) -> Iterator[Record]:
        """Give every record, category by category."""
        for category in Category:
            yield from self.category(category).values()

    def after(self, news: Records) -> Snapshot:
        """Make the snapshot that follows from what changed; records that it leaves alone are shared."""
        if news.whole:
            return Snapshot(news, self.file)
        merged = self._rows | {row.gear: row for row in news.rows}
        following = Snapshot(news._replace(rows=[merged[gear] for gear in sorted(merged)]), self.file)
        fresh = self._parsed([row.json for row in news.rows if row.json is not None])
        changed = {row.gear for row in news.rows}
        following._records = {name: _renewed(name, found, changed, fresh) for name, found in self._records.items()}
        return following

    def _parsed(self, rows: Sequence[bytes]) -> Mapping[str, Record]:
        with self._explained():
            return parse_rows(rows)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except ValidationError as error:
            raise Corrupt(self.file or "in memory", f"{error.error_count()} stored values are none") from error


def _renewed(
    category: Category, before: Mapping[str, Record], changed: set[str], fresh: Mapping[str, Record]
) -> Mapping[str, Record]:
    kept = {gear: record for gear, record in before.items() if gear not in changed}
    own = {gear: record for gear, record in fresh.items() if record.category == category}
    if not own and len(kept) == len(before):
        return before
    together = {**kept, **own}
    return MappingProxyType({gear: together[gear] for gear in sorted(together)})
