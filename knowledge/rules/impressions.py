"""What people who heard it said, in our words: below measurements, with source and date, contradictions kept.

Rows in impressions.toml: `gear` ids, `when`/`unless` cues as in places.toml, `weight` of at most LIMIT, `claims` in one
word each, `text`, `source`, `as_of`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from knowledge.rules.case import Case, verdict
from knowledge.rules.cues import WORDS
from knowledge.rules.rule import rule
from knowledge.rules.tables import BadRowError, table
from knowledge.values import Quoted, Verdict

LIMIT = 6


@dataclass(frozen=True, slots=True)
class Impression:
    """One sourced statement about one piece of gear."""

    gear: tuple[str, ...]
    when: frozenset[str]
    unless: frozenset[str]
    weight: int
    claims: tuple[str, ...]
    text: str
    source: str
    as_of: str


def _impression(raw: dict[str, Any]) -> Impression:
    when, unless = frozenset(raw.get("when", ())), frozenset(raw.get("unless", ()))
    lacks = {"gear", "claims", "text", "source", "as_of"} - raw.keys()
    if lacks or abs(raw.get("weight", 0)) > LIMIT:
        raise BadRowError("impressions", raw, f"lacks {sorted(lacks)} or weighs more than {LIMIT}")
    if any(cue not in WORDS and not cue.startswith("with:") for cue in when | unless):
        raise BadRowError("impressions", raw, "unknown cue")
    gear = tuple(raw["gear"])
    return Impression(
        gear, when, unless, raw.get("weight", 0), tuple(raw["claims"]), raw["text"], raw["source"], raw["as_of"]
    )


def _by_gear() -> Mapping[str, tuple[Impression, ...]]:
    found: dict[str, list[Impression]] = {}
    for raw in table("impressions")["said"]:
        said = _impression(raw)
        for gear in said.gear:
            found.setdefault(gear, []).append(said)
    return {gear: tuple(rows) for gear, rows in found.items()}


IMPRESSIONS = _by_gear()
_WEIGHTY = tuple((gear, row) for gear, rows in IMPRESSIONS.items() for row in rows if row.weight)


def said_of(gear: str, cues: frozenset[str]) -> tuple[Impression, ...]:
    """The statements on a piece of gear that bear on a reading."""
    return tuple(row for row in IMPRESSIONS.get(gear, ()) if row.when <= cues and not row.unless & cues)


@lru_cache(maxsize=64)
def weighed(cues: frozenset[str]) -> Mapping[str, int]:
    """Gear id -> points from what was said of it, where that bears on a reading."""
    sums: dict[str, int] = {}
    for gear, row in _WEIGHTY:
        if row.when <= cues and not row.unless & cues:
            sums[gear] = sums.get(gear, 0) + row.weight
    return MappingProxyType({gear: weight for gear, weight in sums.items() if weight})


@rule(
    "impressions.said",
    title="What people who heard it say",
    sentence="What no table holds, as an amp's warmth, comes from those who used it, and weighs little.",
    source="knowledge/rules/impressions.toml: each with its source and date",
)
def impressions_said(case: Case) -> Iterator[Verdict]:
    """Quote the statements that bear on the reading."""
    if case.item is None:
        return
    for row in said_of(case.item.id, case.context.cues):
        fact = Quoted(
            gear=case.item.id, field="impression", value=f"{', '.join(row.claims)} ({row.source}, {row.as_of})"
        )
        yield verdict("impressions.said", row.weight, case.named(row.text), [fact])
