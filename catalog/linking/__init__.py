"""Gear linking: which model is meant, however it is written, and never its neighbour."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from catalog.linking.finding import find, link
from catalog.linking.index import Index
from catalog.linking.spelling import Spelling
from catalog.linking.suggesting import Suggestions
from catalog.linking.text import fold
from catalog.linking.unknown import Series
from catalog.models import How, Mention, Named
from catalog.quiet import no_collection

__all__ = ["Names"]

NOT_TOLD = re.compile(r"[^\w+]|_")
PLURAL = re.compile(r"[a-z]s$")
"""After a digit an s may tell a model from its neighbour: HD 800 S."""


class Names:
    """The names of a catalogue, ready to be found in texts. Never changes; `with_changes` makes another."""

    def __init__(self, records: Iterable[Named]) -> None:
        with no_collection():
            self._index = Index(records)
            self._series = Series(self._index)
        self._spelling = Spelling(self._index)
        self._suggestions = Suggestions(self._index)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every mention of gear in a free text, in order, none over another."""
        return find(self._index, self._series, self._spelling, text)

    def link(self, name: str) -> Mention:
        """What a name that was given on its own means; the whole string is one name."""
        own = self._own.get(key := _squeezed(name))
        if own is None and PLURAL.search(key):
            own = self._own.get(key[:-1])
        if own is not None:
            said = self._index.records[own]
            return Mention(start=0, end=len(name), text=name, how=How.EXACT, name=said.name, gear=(said.id,), sure=1.0)
        return link(self._index, self._series, self._spelling, name)

    @cached_property
    def _own(self) -> dict[str, int]:
        """Whole names as the records write them, to their records; what several are called is left out."""
        whole: dict[str, int] = {}
        twice: set[str] = set()
        for at, record in enumerate(self._index.records):
            if whole.setdefault(_squeezed(record.name), at) != at:
                twice.add(_squeezed(record.name))
        return {name: at for name, at in whole.items() if name not in twice}

    def suggest(self, partial: str, limit: int = 25) -> tuple[str, ...]:
        """The ids to offer for what has been typed so far: exact, then prefix, then fuzzy."""
        return self._suggestions.suggest(partial, limit)

    def with_changes(self, changed: Iterable[Named] = (), gone: Iterable[str] = ()) -> Names:
        """The names after some records were added or changed and others are gone."""
        new = {record.id: record for record in changed}
        left = set(gone)
        kept = [new.pop(record.id, record) for record in self._index.records if record.id not in left]
        return Names([*kept, *new.values()])


def _squeezed(name: str) -> str:
    """The letters, digits and signs of a name that tell it from others."""
    return NOT_TOLD.sub("", fold(name))
