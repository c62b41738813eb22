"""A small shelf of real records, and readings made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from catalog.models import How, Rates, SourceKind
from catalog.models.gear import RECORDS
from knowledge.advise import advise
from knowledge.values import (
    Budget,
    Genre,
    GenreShare,
    Intent,
    Named,
    Need,
    Reading,
    Reply,
    Role,
    Said,
    Sound,
    Use,
    Want,
    Words,
)
from tests.shelf_in_memory import ShelfInMemory

HERE = Path(__file__).parent


Make = Callable[..., Reading]
Ask = Callable[..., Reply]


@pytest.fixture(scope="session")
def small() -> ShelfInMemory:
    """Some sixty records of the bundled catalogue as they once were, so that no edit of a fact moves a golden text."""
    records = RECORDS.validate_json((HERE / "small_shelf.json").read_text(encoding="utf-8"))
    return ShelfInMemory(records, "small-1")


@pytest.fixture(scope="session")
def day_rates() -> Rates:
    per_eur = {"EUR": "1", "USD": "1.16", "GBP": "0.87", "SEK": "11.0", "INR": "102", "CAD": "1.61"}
    return Rates(as_of="2026-10-30", per_eur={code: Decimal(rate) for code, rate in per_eur.items()})


def _said(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(Said(value=value, words=Words(text=str(value), start=0, end=1)) for value in values)


@pytest.fixture(scope="session")
def make(small: ShelfInMemory) -> Make:
    """Make a reading in few words: `make("choose", candidates=["sennheiser-hd-600", ...], genres={"rock": None})`."""

    def named(gear: str, role: Role) -> Named:
        record = small.get(gear)
        name = record.name if record else gear
        words = Words(text=name, start=0, end=len(name))
        return Named(name=name, id=record and record.id, role=role, how=How.EXACT, words=words)

    def reading(intent: str, **slots: Any) -> Reading:
        budget = slots.get("budget")
        return Reading(
            intent=Intent(intent),
            also=tuple(Intent(other) for other in slots.get("also", ())),
            wants=_said(Want(want) for want in slots.get("wants", ())),
            budget=Budget(words=Words(text="money"), **budget) if budget else None,
            genres=tuple(
                GenreShare(genre=Genre(genre), share=share, words=Words(text=genre))
                for genre, share in slots.get("genres", {}).items()
            ),
            excluded_genres=_said(Genre(genre) for genre in slots.get("excluded", ())),
            sources=_said(SourceKind(kind) for kind in slots.get("sources", ())),
            use=_said(Use(use) for use in slots.get("use", ())),
            needs=_said(Need(need) for need in slots.get("needs", ())),
            sound=_said(Sound(sound) for sound in slots.get("sound", ())),
            gear=(
                *(named(gear, Role.OWNED) for gear in slots.get("owned", ())),
                *(named(gear, Role.CANDIDATE) for gear in slots.get("candidates", ())),
                *(named(gear, Role.MENTIONED) for gear in slots.get("mentioned", ())),
            ),
            **{slot: slots[slot] for slot in ("topics", "unknown_gear", "unclear", "pair", "foreign") if slot in slots},
        )

    return reading


@pytest.fixture(scope="session")
def ask(small: ShelfInMemory, day_rates: Rates, make: Make) -> Ask:
    """Answer a reading made in few words."""

    def answered(intent: str, **slots: Any) -> Reply:
        return advise(make(intent, **slots), small, day_rates)

    return answered


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden one of a name, or write it where `--update-golden` is given."""

    def check(name: str, text: str) -> None:
        file = HERE / "golden" / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            file.write_text(text + "\n", encoding="utf-8")
        assert file.exists(), f"no golden text {file.name}: run pytest --update-golden and read what it wrote"
        assert text + "\n" == file.read_text(encoding="utf-8")

    return check
