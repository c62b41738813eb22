"""What the reasoning needs of a catalogue, stated by the one who needs it; `catalog.shelf.Shelf` fits it by shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from catalog.models import Category, Mention, Record, Source


class GearNames(Protocol):
    """Finds gear that a text names."""

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every mention in a free text, in order, not overlapping."""
        ...

    def link(self, name: str) -> Mention:
        """The gear that a name given on its own means."""
        ...


class GearShelf(GearNames, Protocol):
    """A snapshot of the catalogue: the same answer to the same question until it is replaced."""

    @property
    def version(self) -> str:
        """Changes whenever an answer could."""
        ...

    @property
    def sources(self) -> Mapping[str, Source]:
        """Who stated the facts, by id."""
        ...

    def get(self, gear_id: str) -> Record | None:
        """The record of this id."""
        ...

    def all(self) -> tuple[Record, ...]:
        """Every record."""
        ...

    def of(self, *categories: Category) -> tuple[Record, ...]:
        """The records of some categories."""
        ...


@runtime_checkable
class Versioned(Protocol):
    """A shelf that can say how little it differs from another, so that not everything is worked out anew."""

    @property
    def differs_from(self) -> tuple[str, frozenset[str]]:
        """The version of the other, empty for none, and the ids of the records in which they differ."""
        ...
