"""The catalogue as the rest of Earshot holds it: records by id, names found in a text, sources, rates, and edits.

Reads are served from a snapshot in memory, which `refresh` replaces whole once anybody has edited the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from catalog.derive import disagreements
from catalog.models import Category, Fact, Mention, Rates, Record, Source
from catalog.quiet import no_collection
from catalog.snapshot import Snapshot
from catalog.store import Progress, Store

if TYPE_CHECKING:
    from catalog.linking import Names


class Shelf:
    """What is known of gear. `store` is the file behind it, for edits, history and exchange."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._view = _View(store, Snapshot(store.records(), store.path))

    @classmethod
    def open(cls, path: Path, progress: Progress | None = None) -> Shelf:
        """Open the catalogue's file, making it from the bundled data at first start.

        `progress` is told how far that is, from 0 to 1, and what is being done. Errors: StoreError, BadBundle.
        """
        return cls(Store.open(Path(path), progress))

    def close(self) -> None:
        """Close the file; the snapshot stays readable."""
        self.store.close()

    def refresh(self) -> bool:
        """See what was edited since, by whatever process; cheap when nothing was. Say whether anything changed."""
        if not self.store.changed():
            return False
        before = self._view.snapshot
        news = self.store.records(before.latest, before.epoch)
        same = not news.whole and not news.rows
        self._view = _View(self.store, before if same else before.after(news), self._view if same else None)
        return True

    @property
    def version(self) -> str:
        """A digest of what answers depend on: equal for equal records and rates."""
        return f"{self._view.snapshot.version}-{self.rates.as_of}"

    @property
    def rates(self) -> Rates:
        """The exchange rates, with their day."""
        return self._view.rates

    @property
    def sources(self) -> Mapping[str, Source]:
        """Who states the facts, by id."""
        return self._view.sources

    def get(self, gear: str) -> Record | None:
        """Give the record with this id."""
        return self._view.snapshot.get(gear)

    def all(self) -> tuple[Record, ...]:
        """Give every record."""
        return tuple(self._view.snapshot.all())

    def of(self, *categories: Category) -> tuple[Record, ...]:
        """Give the records of some categories."""
        view = self._view
        return tuple(record for name in categories for record in view.snapshot.category(Category(name)).values())

    def disagreements(self, gear: str) -> Mapping[str, tuple[Fact, ...]]:
        """Give the fields of which sources say different things, the standing fact first."""
        return disagreements(self.store.facts(gear))

    @property
    def names(self) -> Names:
        """The index of all names, built when it is first asked for."""
        return self._view.names

    def adopt(self, names: Names) -> None:
        """Take an index that was built before from this very version of the records."""
        vars(self._view)["names"] = names

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find the gear named in a text."""
        return tuple(self._view.names.find(text))

    def link(self, name: str) -> Mention:
        """Say which piece of gear a name means."""
        return self._view.names.link(name)

    def suggest(self, partial: str) -> tuple[str, ...]:
        """Complete a name that somebody is typing."""
        return tuple(self._view.names.suggest(partial))


class _View:
    """One moment of the catalogue; what costs time is made when it is first asked for."""

    def __init__(self, store: Store, snapshot: Snapshot, like: _View | None = None) -> None:
        self.snapshot = snapshot
        self._store = store
        if like is not None and "names" in vars(like):
            vars(self)["names"] = like.names

    @cached_property
    def names(self) -> Names:
        from catalog.linking import Names  # here: a question about one id needs no fuzzy matcher

        called = self.snapshot.names()
        with no_collection():
            return Names(called)

    @cached_property
    def rates(self) -> Rates:
        return self._store.rates()

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return MappingProxyType(self._store.sources())
