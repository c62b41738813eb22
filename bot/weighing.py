"""Questions about models that were picked and not typed: side by side, and headphones with what drives them."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.models import Device, How, Rates, Record
from knowledge.advise import advise
from knowledge.ports import GearShelf
from knowledge.reading.reader import read
from knowledge.values import Conversation, Intent, Named, Question, Reading, Reply, Role, Said, Want, Words


def weigh(
    records: Sequence[Record],
    intent: Intent,
    shelf: GearShelf,
    rates: Rates,
    use: str = "",
    before: Conversation | None = None,
) -> Reply:
    """Answer as if the reader had asked about these models, with what they say of their use or asked before."""
    return advise(about(records, intent, _said(use, intent, shelf, before)), shelf, rates)


def about(records: Sequence[Record], intent: Intent, said: Reading) -> Reading:
    """Put models in the place of the gear of a reading: all of them to choose from, or the first with the others."""
    first = records[0]
    gear = tuple(
        Named(
            name=record.name,
            id=record.id,
            role=Role.CANDIDATE if intent is Intent.CHOOSE or record is first else Role.OWNED,
            how=How.EXACT,
            words=Words(text=record.name),
        )
        for record in records
    )
    kinds = dict.fromkeys(record.category.value for record in records)
    wants: tuple[Said[Want], ...] = tuple(Said(value=Want(kind)) for kind in kinds if kind in set(Want))
    devices = tuple(record.id for record in records if isinstance(record, Device))
    return said.model_copy(
        update={
            "intent": intent,
            "also": (),
            "gear": gear,
            "wants": wants if intent is Intent.CHOOSE else said.wants,
            "devices": (*said.devices, *devices),
        }
    )


def _said(use: str, intent: Intent, shelf: GearShelf, before: Conversation | None) -> Reading:
    if use.strip():
        return read(Question(text=use, before=before), shelf)
    return before.reading if before else Reading(intent=intent)
