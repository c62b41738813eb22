"""Hard constraints: what lets a piece of gear fall, why, and which change of the wish would let it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.rules.cues import WORDS
from knowledge.rules.properties import BITS, mask
from knowledge.rules.tables import BadRowError, table


@dataclass(frozen=True, slots=True)
class Fall:
    """One hard constraint; `cue` is the wish that it follows from, empty where it always holds."""

    rule: str
    when: frozenset[str]
    unless: frozenset[str]
    has: int
    why: str
    relax: str

    @property
    def cue(self) -> str:
        """The wish that would have to go."""
        return min(self.when, default="")


def _fall(raw: dict[str, Any]) -> Fall:
    bad = (set(raw.get("when", ())) | set(raw.get("unless", ()))) - WORDS | (set(raw["has"]) - set(BITS))
    if bad or not raw.get("rule") or not raw.get("why"):
        raise BadRowError("hard", raw, f"unknown {sorted(bad)}, or no rule or why")
    when, unless = frozenset(raw.get("when", ())), frozenset(raw.get("unless", ()))
    return Fall(raw["rule"], when, unless, mask(raw["has"]), raw["why"], raw.get("relax", ""))


FALLS: tuple[Fall, ...] = tuple(_fall(raw) for raw in table("hard")["fall"])


def in_force(cues: frozenset[str]) -> tuple[Fall, ...]:
    """The constraints that a reading sets."""
    return tuple(fall for fall in FALLS if fall.when <= cues and not fall.unless & cues)


def broken(bits: int, falls: Sequence[Fall]) -> Iterator[Fall]:
    """The constraints that a record breaks."""
    return (fall for fall in falls if bits & fall.has == fall.has)


class Gate(dict[int, bool]):
    """Bits of a record -> whether it stands, worked out once for each combination."""

    def __init__(self, falls: Sequence[Fall]) -> None:
        super().__init__()
        self._has = [fall.has for fall in falls]

    def __missing__(self, bits: int) -> bool:
        stands = not any(bits & has == has for has in self._has)
        self[bits] = stands
        return stands
