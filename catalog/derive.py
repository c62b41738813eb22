"""From the log of facts to the record that readers see: for each field, the fact that stands.

Which one stands: what the latest edit of the field says, if any edit is in force, since its editor saw what stood and
knew better; within one edit, and among bundled facts, the most trusted, then the newest, then the last entered. A fact
that takes another back removes that one from the running, and can be taken back itself. A server's own facts stand
above the shared ones, whichever is later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from math import log10
from typing import Any, cast

from pydantic import ValidationError

from catalog.fields import IDENTITY, parse, split
from catalog.models import Category, Fact, Power, Price, PriceKind, Provenance, Record, Trust
from catalog.models.gear import RECORD
from catalog.models.provenance import Provenances
from catalog.values import Unfit


def in_force(facts: Iterable[Fact]) -> list[Fact]:
    """Leave out what was taken back, and what only takes back; oldest first."""
    facts = list(facts)
    if all(fact.id is None for fact in facts):  # fresh from a bundle: nothing refers to them yet
        return [fact for fact in facts if not fact.takes_back]
    taken_back: set[int | None] = set()
    kept: list[Fact] = []
    for fact in reversed(sorted(facts, key=lambda f: f.id or 0)):  # noqa: C413 - equal ids keep their order, reversed
        if fact.id is not None and fact.id in taken_back:
            continue
        if fact.takes_back:
            taken_back.add(fact.replaces)
        else:
            kept.append(fact)
    return kept[::-1]


def standing(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Choose the standing fact of each field. One with an empty value says that nobody knows."""
    chosen: dict[str, Fact] = {}
    for fact in in_force(facts):
        rival = chosen.get(fact.field)
        if rival is None or _rank(fact) >= _rank(rival):
            chosen[fact.field] = fact
    return chosen


def _rank(fact: Fact) -> tuple[bool, int, int, str]:
    edit = 0 if fact.bundled else fact.change or 0
    return fact.layer is not None, edit, -fact.trust.rank, fact.as_of


def disagreements(facts: Iterable[Fact]) -> dict[str, tuple[Fact, ...]]:
    """Find the fields of which sources say different things: the standing fact first, then the others by rank.

    An edit that a later edit replaced is no source any more and is left out.
    """
    every = in_force(facts)
    chosen = standing(every)
    found: dict[str, tuple[Fact, ...]] = {}
    for name, first in chosen.items():
        rest = [f for f in every if f.field == name and (f.bundled or f.change == first.change)]
        others = sorted((f for f in rest if not _same(f, first)), key=_rank, reverse=True)
        if others:
            found[name] = (first, *others)
    return found


def _same(one: Fact, other: Fact) -> bool:
    try:
        return parse(one.field, one.value) == parse(other.field, other.value)
    except Unfit:
        return one.value == other.value


def lacks(facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Name the fields without which these standing facts make no record."""
    known = {name for name, fact in facts.items() if fact.value}
    needed = [*IDENTITY]
    if "category" in known and facts["category"].value == Category.SOURCE:
        needed.append("kind")
    return tuple(name for name in needed if name not in known)


def is_merged(facts: Mapping[str, Fact]) -> bool:
    """Tell whether these standing facts say that the record is another one under a second id."""
    return "merged_into" in facts and bool(facts["merged_into"].value)


def derive(facts: Iterable[Fact]) -> Record | None:
    """Make the record of one piece of gear; None where its facts do not even say what it is, or say another.

    A fact that does not fit its field, or whose field its category does not have, is passed over.
    """
    chosen = standing(facts)
    if lacks(chosen) or is_merged(chosen):
        return None
    try:
        category = Category(chosen["category"].value)
    except ValueError:
        return None
    draft = _Draft(next(iter(chosen.values())).gear)
    for _, fact in sorted(chosen.items()):
        try:
            value = parse(fact.field, fact.value, category)
        except Unfit:
            continue
        if value is not None:
            draft.add(fact, value)
    draft.complete_sensitivity()
    try:
        return RECORD.validate_python(draft.finished())
    except ValidationError:
        return None


@lru_cache(maxsize=4096)
def _provenance(source: str, trust: Trust, as_of: str) -> Provenance:
    return Provenance(source=source, trust=trust, as_of=as_of)


@dataclass
class _Draft:
    """A record in the making."""

    gear: str
    values: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Provenance] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)
    power: list[Power] = field(default_factory=list)

    def add(self, fact: Fact, value: object) -> None:
        name, argument = split(fact.field)
        provenance = _provenance(fact.source, fact.trust, fact.as_of)
        if name == "alias":
            self.aliases.append(argument)
            self.say("aliases", provenance)
        elif name == "price":
            amount, currency = cast(tuple[Decimal, str], value)
            kind = PriceKind(argument)
            price = Price(amount=amount, currency=currency, kind=kind, as_of=fact.as_of, provenance=provenance)
            self.prices.append(price)
            self.say("prices", provenance)
        elif name == "power":
            ohm, _, balanced = argument.partition(":")
            self.power.append(Power(mw=cast(float, value), ohm=float(ohm), balanced=bool(balanced)))
            self.say("power", provenance)
        else:
            self.values[name] = value
            self.say(name, provenance)

    def say(self, name: str, provenance: Provenance) -> None:
        """Keep where a field comes from; of several facts in one field, the least trusted speaks for all."""
        said = self.said.get(name)
        if said is None or provenance.trust.rank > said.trust.rank:
            self.said[name] = provenance

    def complete_sensitivity(self) -> None:
        """Derive dB/V from dB/mW or the other way: S_V = S_mW + 10 log10(1000 / Z)."""
        impedance = self.values.get("impedance_ohm")
        if not impedance:
            return
        more = 10 * log10(1000 / impedance)
        for have, want, difference in (
            ("sensitivity_db_mw", "sensitivity_db_v", more),
            ("sensitivity_db_v", "sensitivity_db_mw", -more),
        ):
            if have in self.values and want not in self.values:
                self.values[want] = round(self.values[have] + difference, 1)
                self.said[want] = max(self.said[have], self.said["impedance_ohm"], key=lambda p: p.trust.rank)
                return

    def finished(self) -> dict[str, Any]:
        power = sorted(self.power, key=lambda p: (p.balanced, p.ohm))
        several: dict[str, Sequence[object]] = {"aliases": self.aliases, "prices": self.prices, "power": power}
        filled = {name: tuple(values) for name, values in several.items() if values}
        return {"id": self.gear, **self.values, **filled, "provenance": Provenances.of(self.said)}
