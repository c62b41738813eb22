"""Facts and where they come from: the unit of the catalogue's log, and what a derived record keeps of it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: equal by content, never changed in place, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Trust(StrEnum):
    """How far a figure can be believed, best first."""

    MEASURED = "measured"
    PUBLISHED = "published"
    UNVERIFIED = "unverified"

    @property
    def rank(self) -> int:
        """0 for the most trusted class; orders facts that disagree."""
        return _RANKS[self]


_RANKS = {trust: place for place, trust in enumerate(Trust)}


class Source(Frozen):
    """Somebody who states facts: a maker's page, a table, a magazine, a moderator.

    `id` is short and stable ("autoeq"), `title` is what readers see, `licence` is under which its figures are carried.
    """

    id: str
    title: str
    licence: str = ""
    url: str = ""
    as_of: str = ""


class Provenance(Frozen):
    """Why a field of a record has its value: source id, trust, and the statement's date (ISO, to the month or year)."""

    source: str
    trust: Trust
    as_of: str = ""


class Fact(Frozen):
    """One statement about one piece of gear; the log that the catalogue is made of only grows by these.

    `field` may carry an argument after a colon where a record holds several of a kind ("alias:hd6xx", "price:street",
    "power:32"). An empty `value` without `replaces` says that nobody knows the field; with `replaces` it takes that one
    fact back, so that what stood below stands again. With a value, `replaces` is the fact that stood before. `unit`
    repeats the unit of the field's name for people who read the log. `entered_by` is empty in bundled facts. `change`
    is the edit that the fact came with, `layer` the server that it holds in; None for all of them.
    """

    gear: str
    field: str
    value: str
    source: str
    trust: Trust
    as_of: str = ""
    unit: str = ""
    entered_by: str = ""
    entered_at: str = ""
    reason: str = ""
    replaces: int | None = None
    id: int | None = None
    change: int | None = None
    layer: int | None = None

    @property
    def bundled(self) -> bool:
        """Whether it came with Earshot's own data and not from an edit."""
        return not self.entered_by

    @property
    def takes_back(self) -> bool:
        """Whether it only withdraws the fact that it names in `replaces`."""
        return not self.value and self.replaces is not None
