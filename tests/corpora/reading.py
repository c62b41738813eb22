"""Loads the corpora, and tells how well a reading agrees with what a careful person read."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.values import Reading

HERE = Path(__file__).parent
SETS = ("wants", "sources", "use", "needs", "sound", "excluded_genres", "genres")


@dataclass
class Tally:
    """Counts of what was read rightly, wrongly and not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, wanted: set[Any], found: set[Any]) -> bool:
        """Count one slot of one message; say whether it was read exactly."""
        self.right += len(wanted & found)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)
        return wanted == found

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass
class Score:
    """What a set of messages scored, slot by slot."""

    slots: dict[str, Tally] = field(default_factory=dict)
    intents: Tally = field(default_factory=Tally)
    silence: Tally = field(default_factory=Tally)
    roles: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)

    @property
    def all_slots(self) -> float:
        """F1 over all slots together."""
        total = Tally()
        for tally in self.slots.values():
            total.right, total.wrong, total.missed = (
                total.right + tally.right,
                total.wrong + tally.wrong,
                total.missed + tally.missed,
            )
        return total.f1


def tables(file: Path, key: str) -> list[dict[str, Any]]:
    """The entries of one corpus file."""
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))[key]
    return found


def plain(name: str) -> str:
    """A gear name without case, marks and spaces, nor the letters that a maker puts before its numbers."""
    flat = unicodedata.normalize("NFKD", name.casefold().replace("&", "and"))
    return re.sub("audiotechnicaath", "audiotechnica", re.sub(r"[^a-z0-9+]", "", flat))


def slots(reading: Reading) -> dict[str, set[str]]:
    """The set-valued slots of a reading as plain words."""
    return {
        "wants": {said.value.value for said in reading.wants},
        "sources": {said.value.value for said in reading.sources},
        "use": {said.value.value for said in reading.use},
        "needs": {said.value.value for said in reading.needs},
        "sound": {said.value.value for said in reading.sound},
        "excluded_genres": {said.value.value for said in reading.excluded_genres},
        "genres": {share.genre.value for share in reading.genres},
    }


def money(budget: Mapping[str, Any] | None) -> set[tuple[str, Any]]:
    """A budget as pairs; a low end of nothing is no end."""
    if not budget:
        return set()
    ends = {(end, round(float(budget[end]))) for end in ("low", "high") if budget.get(end)}
    return ends | ({("currency", budget["currency"])} if budget.get("currency") else set())


def add(score: Score, gold: Mapping[str, Any], reading: Reading) -> bool:
    """Count one message; say whether all of it was read exactly."""
    right = reading.intent.value in gold["intent"]
    score.intents.add({gold["intent"][0]}, {gold["intent"][0] if right else reading.intent.value})
    silent = "none" in gold["intent"]
    score.silence.add({1} if silent else set(), {1} if reading.intent.value == "none" else set())
    if gold["intent"][0] == "none":
        return right
    exact = [right, *_sets(score, gold, reading), *_gear(score, gold, reading)]
    found = reading.budget.model_dump() if reading.budget else None
    exact.append(score.slots.setdefault("budget", Tally()).add(money(gold.get("budget")), money(found)))
    score.exact.add({1}, {1} if all(exact) else set())
    return all(exact)


def _sets(score: Score, gold: Mapping[str, Any], reading: Reading) -> Iterator[bool]:
    found = slots(reading)
    for slot in SETS:
        if slot == "wants" and gold["intent"][0] not in ("recommend", "choose"):
            continue
        free = set(gold.get("optional", {}).get(slot, ()))
        if slot == "needs" and "iem" in gold.get("wants", ()):
            free |= {"in_ear"}
        yield score.slots.setdefault(slot, Tally()).add(set(gold.get(slot, ())) - free, found[slot] - free)


def _gear(score: Score, gold: Mapping[str, Any], reading: Reading) -> Iterator[bool]:
    left = {plain(item.name): item.role.value for item in reading.gear}
    free = {plain(name) for name in gold.get("optional", {}).get("gear", ())}
    tally = score.slots.setdefault("gear", Tally())
    for item in gold.get("gear", ()):
        hit = next((name for name in map(plain, item["name"].split("|")) if name in left), None)
        tally.add({1}, {1} if hit else set())
        yield hit is not None
        if hit:
            yield score.roles.add({1}, {1} if left.pop(hit) in item["role"].split("|") else set())
    spare = {name for name in left if name not in free}
    yield tally.add(set(), spare)
