"""What every answer is made from: the reading, the catalogue and the rates, and the records of the named gear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.models import Headphones, Rates, Record
from knowledge.ports import GearShelf
from knowledge.values import Named, Reading, Role


@dataclass(frozen=True, slots=True)
class Asked:
    """A reading beside the catalogue that it is answered from."""

    reading: Reading
    shelf: GearShelf
    rates: Rates

    @property
    def currency(self) -> str:
        """The reader's currency; US dollars where none was named."""
        budget = self.reading.budget
        return (budget.currency if budget else None) or "USD"

    def records(self, *roles: Role) -> tuple[Record, ...]:
        """The records of the gear in these roles, as they were named; a family stands for its best known model."""
        return self._found(item for item in self.reading.gear if item.role in roles)

    def devices(self) -> tuple[Record, ...]:
        """The records of the named phones, players and the like that feed the gear."""
        found = (self.shelf.get(device) for device in self.reading.devices)
        return tuple(record for record in found if record is not None)

    def record(self, named: Named) -> Record | None:
        """The record that a name stands for; of a family its best known model, which is said wherever it is used."""
        if named.id is not None:
            return self.shelf.get(named.id)
        models = [record for gear in named.ids if (record := self.shelf.get(gear)) is not None]
        return min(models, key=lambda record: (-record.popularity, record.id), default=None)

    def _found(self, gear: Iterable[Named]) -> tuple[Record, ...]:
        records = {record.id: record for item in gear if (record := self.record(item)) is not None}
        return tuple(records.values())


def pairs(records: Iterable[Record]) -> tuple[Headphones, ...]:
    """The headphones and in-ears among some gear."""
    return tuple(record for record in records if isinstance(record, Headphones))
