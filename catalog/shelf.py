"""The catalogue as the rest of Earshot holds it: records by id, names found in a text, sources, rates, and edits.

Reads are served from views in memory, one of the shared stock and one for each server that sees some gear otherwise.
`refresh` replaces them once anybody has edited the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from catalog.errors import BadEdit
from catalog.models import Category, Fact, Mention, Rates, Record, Source
from catalog.settle import Entry, Logs, later, pages, problems, settle, taken_back, touched
from catalog.snapshot import Snapshot
from catalog.store import Progress, Records, Store
from catalog.store.rows import row_of
from catalog.view import View

if TYPE_CHECKING:
    from catalog.linking import Names


MOST_LAYERS = 24
"""Servers' views held at a time; one with names of its own takes about 12 MB, and a tenth of a second to make."""


class Shelf:
    """What is known of gear. `store` is the file behind it, for edits, history and exchange."""

    def __init__(self, store: Store) -> None:
        self.store = store
        stored = store.records()
        self._snapshot, self._stamps, self._money = Snapshot(stored, store.path), dict(stored.layers), stored.rates
        self._view = View(store, self._snapshot)
        self._layers: dict[int, View] = {}
        self._former: dict[int, View] = {}
        self._lock = Lock()

    @classmethod
    def open(cls, path: Path, progress: Progress | None = None) -> Shelf:
        """Open the catalogue's file, making it from the bundled data at first start.

        `progress` is told how far that is, from 0 to 1, and what is being done. Errors: StoreError, BadBundle.
        """
        return cls(Store.open(Path(path), progress))

    def close(self) -> None:
        """Close the file; what was read of it stays readable."""
        self.store.close()

    def refresh(self) -> bool:
        """See what was edited since, by whatever process; cheap when nothing was. Say whether anything was written."""
        with self._lock:
            if not self.store.changed():
                return False
            news = self.store.records(self._snapshot.latest, self._snapshot.epoch)
            same = not news.whole and not news.rows
            stale = {layer for layer in self._layers if news.layers.get(layer) != self._stamps.get(layer)}
            self._set_aside(stale if same else self._layers.keys())
            self._stamps = dict(news.layers)
            if not same or news.rates != self._money:
                self._replace(news, same)
            return True

    def _replace(self, news: Records, same: bool) -> None:
        snapshot = self._snapshot if same else self._snapshot.after(news)
        before = ("", frozenset[str]()) if news.whole else (self.version, frozenset(row.gear for row in news.rows))
        view = View(self.store, snapshot, differs_from=before)
        if not news.whole:
            view.share_names(self._view, news.rows)
        self._snapshot, self._view, self._money = snapshot, view, news.rates
        self._set_aside(self._layers.keys())

    def _set_aside(self, layers: Iterable[int]) -> None:
        """Let these layers be read anew; what they were is kept until then, for what may still hold of it."""
        for layer in tuple(layers):
            self._former[layer] = self._layers.pop(layer)
        for layer in tuple(self._former)[:-MOST_LAYERS]:
            del self._former[layer]

    def layer(self, server: int | None) -> View:
        """Give what a server sees, as it is at this moment: the shared stock, and over it, field by field, its layer.

        Without a server, or for one that has no layer, the shared view itself.
        """
        with self._lock:
            if server is None or server not in self._stamps:
                return self._view
            view = self._layers.pop(server, None) or self._laid_over(server)
            self._layers[server] = view  # the one that was asked for last goes last
            while len(self._layers) > MOST_LAYERS:
                self._layers.pop(next(iter(self._layers)))
            return view

    def _laid_over(self, server: int) -> View:
        view = self._view.under(self.store.layered(server), server)
        former = self._former.pop(server, None)
        if former is not None:
            view.share_layer(former)
        return view

    def with_entries(self, entries: Sequence[Entry], layer: int | None = None) -> View:
        """Give the catalogue as it would be with an edit made; nothing is written.

        Errors: BadEdit, StaleEdit.
        """
        view = self.layer(layer)
        logs = self.store.logs(touched(entries), layer)
        wrong = problems(entries, view.sources, logs, layer)
        if wrong:
            raise BadEdit(wrong)
        return _as_it_would_be(view, later(logs, settle(logs, entries, layer)), layer, pages(entries, view.sources))

    def without(self, change: int, layer: int | None = None) -> View:
        """Give the catalogue as it would be with a change taken back; nothing is written."""
        facts = self.store.facts_by_change(change)
        logs = self.store.logs({fact.gear for fact in facts}, layer)
        return _as_it_would_be(self.layer(layer), later(logs, taken_back(facts)), layer)

    @property
    def version(self) -> str:
        """A digest of what answers depend on: equal for equal records and rates."""
        return self._view.version

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
        return self._view.get(gear)

    def all(self) -> tuple[Record, ...]:
        """Give every record."""
        return self._view.all()

    def of(self, *categories: Category) -> tuple[Record, ...]:
        """Give the records of some categories."""
        return self._view.of(*categories)

    def disagreements(self, gear: str) -> Mapping[str, tuple[Fact, ...]]:
        """Give the fields of which sources say different things, the standing fact first."""
        return self._view.disagreements(gear)

    @property
    def names(self) -> Names:
        """The index of all names, built when it is first asked for."""
        return self._view.names

    def adopt(self, names: Names) -> None:
        """Take an index that was built before from this very version of the records."""
        self._view.adopt(names)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find the gear named in a text."""
        return self._view.find(text)

    def link(self, name: str) -> Mention:
        """Say which piece of gear a name means."""
        return self._view.link(name)

    def suggest(self, partial: str) -> tuple[str, ...]:
        """Complete a name that somebody is typing."""
        return self._view.suggest(partial)


def _as_it_would_be(view: View, after: Logs, layer: int | None, cited: Iterable[Source] = ()) -> View:
    rows = [row_of(gear, facts) for gear, facts in sorted(after.items())]
    return view.under([row for row in rows if row != view.moment.row(row.gear)], layer, cited)
