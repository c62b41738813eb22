"""From a reading to the context that rules are asked in: what follows from the reading before any gear is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from catalog.models import Category, Headphones, Rates, Record
from knowledge.ports import GearShelf
from knowledge.rules.case import Context
from knowledge.rules.collection import complements
from knowledge.rules.cues import cues
from knowledge.rules.outputs import heads_of, output_of, target_of
from knowledge.rules.rows import Weights, applicable
from knowledge.rules.tastes import complaints, wish_of
from knowledge.values import Reading, Role, Want

AROUND = Decimal("1.10")
"""How far above the amount an approximate budget lets a sum go."""
DRIVES = frozenset({Want.AMP, Want.DAC, Want.DAC_AMP})
_DRIVERS = (Category.AMP, Category.DAC_AMP, Category.DAP)


def prepare(reading: Reading, shelf: GearShelf, rates: Rates, kit: bool = False) -> Context:
    """Work out the context of a reading; `kit` says that several things share the budget."""
    owned = _records(reading, shelf, Role.OWNED)
    candidates = _records(reading, shelf, Role.CANDIDATE)
    said = cues(reading, shelf.get)
    disliked = {named.id for named in reading.gear if named.disliked}
    rows = (*applicable(said), *complements([record for record in owned if record.id not in disliked]))
    budget = reading.budget
    return Context(
        reading=reading,
        cues=said,
        wish=wish_of(reading),
        shelf=shelf,
        rates=rates,
        currency=(budget.currency if budget else None) or "USD",
        ceiling=ceiling_of(reading),
        floor=Decimal(str(budget.low)) if budget and budget.low else None,
        output=None if reading.wanted() & DRIVES else output_of(reading, _feeding(reading, shelf, owned, candidates)),
        target_db=target_of(reading),
        heads=heads_of(owned) or heads_of(candidates),
        owned=owned,
        considered=frozenset(record.id for record in candidates),
        barred=barred(reading, shelf),
        houses=_houses(reading, shelf),
        rows=rows,
        weights=Weights(rows),
        kit=kit,
    )


def ceiling_of(reading: Reading) -> Decimal | None:
    """The most that the sum may cost; a tenth above the amount where that was approximate."""
    budget = reading.budget
    if budget is None or budget.high is None:
        return None
    high = Decimal(str(budget.high))
    return high * AROUND if budget.approximate else high


def _records(reading: Reading, shelf: GearShelf, role: Role) -> tuple[Record, ...]:
    found = (shelf.get(named.id) for named in reading.named(role) if named.id)
    return tuple(record for record in found if record is not None)


def _feeding(
    reading: Reading, shelf: GearShelf, owned: Iterable[Record], candidates: Iterable[Record]
) -> tuple[Record, ...]:
    """What will feed the headphones: what is owned, the devices, and a player or amp that is as good as bought."""
    devices = tuple(record for gear in reading.devices if (record := shelf.get(gear)) is not None)
    coming = tuple(record for record in candidates if record.category in _DRIVERS and Want.DAP not in reading.wanted())
    return (*owned, *devices, *coming)


def barred(reading: Reading, shelf: GearShelf) -> frozenset[str]:
    """Ids that are not offered: owned gear and its editions, and gear that was complained about or ruled out."""
    found: set[str] = set()
    for named in reading.gear:
        if named.role is Role.OWNED or named.disliked or named.refused:
            found.update(named.ids)
            if named.id is not None:
                found.add(named.id)
                found.update(_editions(named.id, shelf))
    return frozenset(found)


def _houses(reading: Reading, shelf: GearShelf) -> frozenset[str]:
    """The brands of what was complained about for its sound: house sounds run in families."""
    records = (shelf.get(named.id) for named in reading.gear if named.id and complaints(named))
    return frozenset(record.brand for record in records if record is not None)


_EDITION = ("-limited", "-le", "-special", "-black", "-white", "-edition", "-32-ohm", "-80-ohm", "-250-ohm", "-600-ohm")


def _editions(gear: str, shelf: GearShelf) -> Iterable[str]:
    base = gear
    for ending in _EDITION:
        base = base.removesuffix(ending)
    tails = (base, *(base + ending for ending in _EDITION))
    return (tail for tail in tails if isinstance(shelf.get(tail), Headphones))


def narrowed(context: Context, **changes: object) -> Context:
    """A context with some fields changed."""
    return replace(context, **changes)  # type: ignore[arg-type]
