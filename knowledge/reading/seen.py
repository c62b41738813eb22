"""Gear names as they stand in a message: the mention, its record where there is one, and its place among the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.models import Category, Device, Mention, Record, SourceKind
from knowledge.ports import GearShelf
from knowledge.reading.makers import is_instrument, kind_of
from knowledge.reading.pointing import pointed_at
from knowledge.reading.text import Text
from knowledge.values import Shown, Want

_KIND = {
    Category.HEADPHONES: Want.HEADPHONES,
    Category.IEM: Want.IEM,
    Category.AMP: Want.AMP,
    Category.DAC: Want.DAC,
    Category.DAC_AMP: Want.DAC_AMP,
    Category.DAP: Want.DAP,
}
WORN = frozenset({Want.HEADPHONES, Want.IEM})
_SHOUTED = 40
"""Characters from which capitals throughout are a manner of typing, and no list of names."""
DRIVING = frozenset({Want.AMP, Want.DAC, Want.DAC_AMP, Want.DAP})


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention. `at` is the index of its token; `record` is None where several fit or none is known."""

    mention: Mention
    record: Record | None
    at: int

    @property
    def kind(self) -> Want | None:
        """What a buyer would call it; None for sources, accessories and what is not in the catalogue."""
        return _KIND.get(self.record.category) if self.record else None

    @property
    def device(self) -> Device | None:
        """The phone, interface or other source that it is, if it is one in the catalogue."""
        return self.record if isinstance(self.record, Device) else None

    @property
    def feeds(self) -> SourceKind | None:
        """The kind of source that it is, if it is one: by its record, or by its maker where there is none."""
        if self.kind is Want.DAP:
            return SourceKind.DAP
        if is_instrument(self.mention.name):
            return None
        return self.device.kind if self.device else kind_of(self.mention.name) if self.record is None else None


def see(text: str, shelf: GearShelf, shown: Sequence[Shown] = ()) -> tuple[Text, tuple[Seen, ...]]:
    """Find the gear in a message, by name or by its place among what was shown, and cut the message accordingly."""
    named = shelf.find(_calmed(text))
    pointed = [one for one in pointed_at(text, shown, shelf) if not any(_overlap(one, other) for other in named)]
    mentions = sorted((*named, *pointed), key=lambda mention: mention.start)
    cut = Text(text, {(mention.start, mention.end) for mention in mentions})
    return cut, tuple(Seen(mention, _record(mention, shelf), cut.at(mention.start)) for mention in mentions)


def _calmed(text: str) -> str:
    """A message in capitals throughout, in small letters: capitals tell a name only where there are others."""
    small = text.lower()
    return small if text.isupper() and len(text) > _SHOUTED and len(small) == len(text) else text


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _record(mention: Mention, shelf: GearShelf) -> Record | None:
    """The record meant; of a family, its first member stands in for the kind of thing."""
    return shelf.get(mention.gear[0]) if mention.gear else None


def kinds(seen: Sequence[Seen]) -> frozenset[Want]:
    """The kinds of gear among some mentions."""
    return frozenset(one.kind for one in seen if one.kind)
