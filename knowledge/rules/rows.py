"""Rules that are rows: which cues, which properties, how many points, and the sentence; grammar in places.toml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.models import Amp, Dac
from knowledge.rules.case import Case, verdict
from knowledge.rules.cues import WORDS
from knowledge.rules.properties import BITS, mask
from knowledge.rules.tables import BadRowError, table
from knowledge.values import Quoted, Verdict

FILES = ("places", "needs", "trust", "electronics")
# Which field of a record a property quotes.
_FIELDS = {
    "back": "back",
    "form": "form",
    "weight": "weight_g",
    "wireless": "wireless",
    "anc": "noise_cancelling",
    "mic": "microphone",
    "cable": "removable_cable",
    "balanced": "balanced",
    "zout": "output_impedance_ohm",
    "topology": "topology",
    "char": "character",
    "status": "status",
    "carry": "battery",
    "in": "inputs",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `has` as bits, `fields` the record fields that it rests on."""

    rule: str
    when: frozenset[str]
    unless: frozenset[str]
    has: int
    weight: int
    text: str
    source: str
    fields: tuple[str, ...]


def _row(name: str, raw: dict[str, Any]) -> Row:
    unknown = (set(raw.get("when", ())) | set(raw.get("unless", ()))) - WORDS
    if unknown or set(raw["has"]) - set(BITS) or not raw["has"]:
        raise BadRowError(name, raw, f"unknown cue or property {sorted(unknown | (set(raw['has']) - set(BITS)))}")
    if not raw.get("source") or "weight" not in raw or not raw.get("rule"):
        raise BadRowError(name, raw, "a row needs rule, weight and source")
    heads = (has.split(":") for has in raw["has"])
    fields = tuple(_FIELDS[head] for head, said in heads if head in _FIELDS and said != "unknown")
    return Row(
        rule=raw["rule"],
        when=frozenset(raw.get("when", ())),
        unless=frozenset(raw.get("unless", ())),
        has=mask(raw["has"]),
        weight=raw["weight"],
        text=raw.get("text", ""),
        source=raw["source"],
        fields=fields,
    )


ROWS: tuple[Row, ...] = tuple(_row(name, raw) for name in FILES for raw in table(name)["row"])


def applicable(cues: frozenset[str]) -> tuple[Row, ...]:
    """The rows whose cues a reading fulfils."""
    return tuple(row for row in ROWS if row.when <= cues and not row.unless & cues)


class Weights(dict[int, int]):
    """Bits of a record -> the sum of the rows that apply to it, worked out once for each combination."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = [(row.has, row.weight) for row in rows if row.weight]

    def __missing__(self, bits: int) -> int:
        total = sum(weight for has, weight in self._rows if bits & has == has)
        self[bits] = total
        return total


def spoken(rule: str, case: Case) -> Iterator[Verdict]:
    """What the rows of one rule say of an item."""
    for row in case.context.rows_of(rule):
        if case.bits & row.has == row.has:
            yield verdict(rule, row.weight, _sentence(row.text, case), _facts(row, case))


def _facts(row: Row, case: Case) -> Iterator[Quoted]:
    for field in row.fields:
        value = getattr(case.item, field, None)
        if value is not None:
            yield case.quote(field, value)


def _sentence(text: str, case: Case) -> str:
    if "{" not in text:
        return case.named(text)
    grams = getattr(case.item, "weight_g", None)
    ohm = case.item.output_impedance_ohm if isinstance(case.item, Amp | Dac) else None
    places = {"It": case.it, "it": case.mid, "Its": case.its, "its": case.its[0].lower() + case.its[1:]}
    return case.named(text.format(**places, weight=f"{grams or 0:.0f} g", zout=f"{ohm or 0:g} ohm"))
