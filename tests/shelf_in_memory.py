"""A catalogue of a few dozen records in memory, fitting the reasoning's ports by shape, and the readings to ask it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from catalog.models import (
    Bands,
    Category,
    How,
    Mention,
    Price,
    PriceKind,
    Provenance,
    Rates,
    Record,
    Source,
    SourceKind,
    Tonality,
    Trust,
)
from catalog.models.gear import RECORD
from knowledge.values import (
    Budget,
    Genre,
    GenreShare,
    Intent,
    Named,
    Need,
    Reading,
    Role,
    Said,
    Sound,
    Use,
    Want,
    Words,
)

GEAR = Path(__file__).parent / "knowledge" / "rules" / "gear.toml"
RATES = Rates(
    as_of="2026-10-30",
    per_eur={"EUR": Decimal(1), "USD": Decimal("1.1"), "GBP": Decimal("0.85"), "SEK": Decimal("11")},
)
_SAID = Provenance(source="test", trust=Trust.PUBLISHED, as_of="2025")
_BANDS = tuple(Bands.model_fields)


class ShelfInMemory:
    """Records by id; without a version, it is the content itself, so equal shelves are equal in all they answer."""

    def __init__(self, records: Iterable[Record], version: str = "") -> None:
        self._records = {record.id: record for record in records}
        self.version = version or str(hash(tuple(self._records.values())))
        self.sources: Mapping[str, Source] = {"test": Source(id="test", title="the test's own")}

    def get(self, gear_id: str) -> Record | None:
        return self._records.get(gear_id)

    def all(self) -> tuple[Record, ...]:
        return tuple(self._records.values())

    def of(self, *categories: Category) -> tuple[Record, ...]:
        return tuple(record for record in self._records.values() if record.category in categories)

    def find(self, text: str) -> tuple[Mention, ...]:
        return tuple(self.link(record.name) for record in self.all() if record.name in text)

    def link(self, name: str) -> Mention:
        found = tuple(record.id for record in self.all() if record.name == name)
        return Mention(
            start=0, end=len(name), text=name, how=How.EXACT if found else How.UNKNOWN, name=name, gear=found
        )


def record(row: Mapping[str, Any]) -> Record:
    """A record from a row of gear.toml: `price` and `tone` are written short."""
    fields = dict(row)
    price, tone = fields.pop("price", None), fields.pop("tone", None)
    shape = {key: fields.pop(key) for key in ("spread", "grade", "note") if key in fields}
    if price is not None:
        amount, currency, as_of = price.split()
        said = Price(amount=Decimal(amount), currency=currency, kind=PriceKind.STREET, as_of=as_of, provenance=_SAID)
        fields["prices"] = (said,)
    if tone is not None:
        bands = Bands(**dict(zip(_BANDS, tone, strict=True)))
        fields["tonality"] = Tonality(
            bands=bands, spread_db=shape.get("spread"), grade=shape.get("grade", ""), note=shape.get("note", "")
        )
    return RECORD.validate_python({**fields, "provenance": {"form": _SAID, "back": _SAID}})


def shelf() -> ShelfInMemory:
    """The shelf of gear.toml."""
    rows = tomllib.loads(GEAR.read_text(encoding="utf-8"))["gear"]
    return ShelfInMemory(record(row) for row in rows)


def reading(shelf: ShelfInMemory, row: Mapping[str, Any]) -> Reading:
    """A reading from a short row: lists of values, `genres` as {genre: share}, gear by role as lists of ids.

    A share of 0 means that none was given. `budget` is {high, low, currency, approximate, used}; `disliked` is
    {id: [words]}.
    """
    return Reading(
        intent=Intent.RECOMMEND,
        wants=_said(Want, row.get("wants", ["headphones"])),
        budget=Budget(words=Words(text=""), **row["budget"]) if "budget" in row else None,
        genres=_genres(row),
        sources=_said(SourceKind, row.get("sources", [])),
        use=_said(Use, row.get("use", [])),
        needs=_said(Need, row.get("needs", [])),
        avoided=_said(Need, row.get("avoided", [])),
        sound=_said(Sound, row.get("sound", [])),
        gear=tuple(_named(shelf, row)),
        pair=row.get("pair", False),
    )


def _said(kind: Any, values: Iterable[str]) -> tuple[Any, ...]:
    return tuple(Said(value=kind(value), words=Words(text=value)) for value in values)


def _genres(row: Mapping[str, Any]) -> tuple[GenreShare, ...]:
    words = Words(text=row.get("text", ""))
    return tuple(
        GenreShare(genre=Genre(genre), share=share or None, words=words)
        for genre, share in row.get("genres", {}).items()
    )


def _named(shelf: ShelfInMemory, row: Mapping[str, Any]) -> Iterable[Named]:
    for role in Role:
        for gear in row.get(role.value, []):
            yield _one(shelf, gear, role, ())
    for gear, words in row.get("disliked", {}).items():
        yield _one(shelf, gear, Role.MENTIONED, tuple(words))


def _one(shelf: ShelfInMemory, gear: str, role: Role, disliked: tuple[str, ...]) -> Named:
    found = shelf.get(gear)
    name = found.name if found else gear
    return Named(
        name=name,
        id=found.id if found else None,
        ids=(found.id,) if found else (),
        role=role,
        how=How.EXACT if found else How.UNKNOWN,
        words=Words(text=name),
        disliked=disliked,
    )
