"""One moment of the catalogue as the reasoning sees it; it never changes, so a whole answer rests on the same facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from catalog.derive import disagreements
from catalog.models import Category, Fact, Mention, Rates, Record, Source
from catalog.overlay import Moment, Overlay
from catalog.quiet import no_collection
from catalog.store import Store
from catalog.store.rows import Row

if TYPE_CHECKING:
    from catalog.linking import Names


class View:
    """The shared stock, or what one server sees; what costs time is made when it is first asked for."""

    def __init__(
        self,
        store: Store,
        moment: Moment,
        layer: int | None = None,
        differs_from: tuple[str, frozenset[str]] = ("", frozenset()),
    ) -> None:
        self.moment, self.layer = moment, layer
        self.differs_from = differs_from
        """Another view's version, empty for none, and the ids in which this one differs from it."""
        self._store = store

    @property
    def version(self) -> str:
        """A digest of what answers depend on: equal for equal records and rates."""
        return f"{self.moment.version}-{self.rates.as_of}"

    def get(self, gear: str) -> Record | None:
        """Give the record with this id."""
        return self.moment.get(gear)

    def all(self) -> tuple[Record, ...]:
        """Give every record."""
        return tuple(self.moment.all())

    def of(self, *categories: Category) -> tuple[Record, ...]:
        """Give the records of some categories."""
        return tuple(record for name in categories for record in self.moment.category(Category(name)).values())

    def disagreements(self, gear: str) -> Mapping[str, tuple[Fact, ...]]:
        """Give the fields of which sources say different things, the standing fact first."""
        return disagreements(self._store.facts(gear, self.layer))

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find the gear named in a text."""
        return tuple(self.names.find(text))

    def link(self, name: str) -> Mention:
        """Say which piece of gear a name means."""
        return self.names.link(name)

    def suggest(self, partial: str) -> tuple[str, ...]:
        """Complete a name that somebody is typing."""
        return tuple(self.names.suggest(partial))

    @cached_property
    def names(self) -> Names:
        """The index of all names."""
        from catalog.linking import Names  # here: a question about one id needs no fuzzy matcher

        called = self.moment.names()
        with no_collection():
            return Names(called)

    @cached_property
    def rates(self) -> Rates:
        """The exchange rates, with their day."""
        return self._store.rates()

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Who states the facts, by id."""
        return MappingProxyType(self._store.sources(self.layer))

    def adopt(self, names: Names) -> None:
        """Take an index that was built before from this very version of the records."""
        vars(self)["names"] = names

    def share_names(self, before: View, changed: Iterable[Row]) -> None:
        """Take the index of the view before, if that has one and the changed records are still called the same."""
        if "names" in vars(before) and not any(_renamed(before.moment.row(row.gear), row) for row in changed):
            self.adopt(before.names)

    def share_layer(self, before: View) -> None:
        """Take the index of an earlier view of the same layer, if nothing in it or below it is called otherwise."""

    def under(self, rows: Sequence[Row], layer: int | None = None, cited: Iterable[Source] = ()) -> View:
        """Lay some records over this view, and the sources that they cite and nobody did before."""
        return _Over(self, Overlay(self.moment, rows), layer, tuple(cited)) if rows else self


class _Over(View):
    """A view that differs from another in a few records, and shares all else with it."""

    def __init__(self, below: View, moment: Overlay, layer: int | None, cited: Sequence[Source]) -> None:
        super().__init__(below._store, moment, layer, (below.version, moment.differing))
        self._below, self._overlay, self._cited = below, moment, cited

    @cached_property
    def names(self) -> Names:
        changed, gone = self._overlay.renamed()
        below = self._below.names
        return below.with_changes(changed, gone) if changed or gone else below

    def share_layer(self, before: View) -> None:
        if isinstance(before, _Over) and "names" in vars(before) and "names" in vars(self._below):
            same_below = vars(before._below).get("names") is self._below.names
            if same_below and before._overlay.called == self._overlay.called:
                self.adopt(before.names)

    @cached_property
    def rates(self) -> Rates:
        return self._below.rates

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return MappingProxyType({**self._store.sources(self.layer), **{source.id: source for source in self._cited}})


def _renamed(before: Row | None, after: Row) -> bool:
    return (before.named if before else None) != after.named
