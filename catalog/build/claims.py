"""One statement of one table about one model, before it is known which model that is."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from catalog.build.names import clean, maker, model_key, without_brand, without_finish
from catalog.models import Trust

LETTERS = ("A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D")
HAND = LETTERS.index("B")
"""Where the hand-kept tables stand when a word (form, back, driver) is disputed; their figures never win."""

NON_COMMERCIAL = "jrequiroso/dap-database"


@dataclass(frozen=True)
class Claim:
    """A field's value as one source states it; an empty field says only that the model exists."""

    brand: str
    model: str
    category: str
    field: str = ""
    value: str = ""
    source: str = ""
    trust: Trust = Trust.PUBLISHED
    as_of: str = ""
    rank: int = LETTERS.index("B-")
    variant: str = ""

    @property
    def key(self) -> str:
        """The model key, by which claims are brought together."""
        return model_key(self.brand, self.model)


@dataclass(frozen=True)
class Origin:
    """Where a row of tables/sources.csv sends a table's own name for a source."""

    id: str
    title: str
    licence: str
    url: str
    as_of: str
    match: str


@dataclass
class Notes:
    """What the build has to tell: per kind of happening, the lines."""

    lines: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, line: str) -> None:
        """Keep one line for the report."""
        self.lines.setdefault(kind, []).append(line)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, its missing cells empty."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {name: (text or "").strip() for name, text in row.items() if name}


def own_rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our own tables."""
    text = files("catalog.build").joinpath(f"tables/{name}").read_text(encoding="utf-8")
    return [{k: (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(text.splitlines())]


@cache
def origins() -> tuple[Origin, ...]:
    """The sources we may carry, longest match first."""
    table = [Origin(**row) for row in own_rows("sources.csv")]
    return tuple(sorted(table, key=lambda o: (-len(o.match), o.id)))


@cache
def origin(text: str) -> Origin | None:
    """Whose a table's source text is, or None where nobody listed it."""
    return next((o for o in origins() if o.match and text.startswith(o.match)), None)


def rank(letter: str) -> int:
    """0 for the best class of source; an unlettered one counts as a C."""
    return LETTERS.index(letter) if letter in LETTERS else LETTERS.index("C")


def trust(letter: str) -> Trust:
    """C and worse is what nobody checked."""
    return Trust.PUBLISHED if rank(letter) <= LETTERS.index("B-") else Trust.UNVERIFIED


def named(brand: str, model: str) -> tuple[str, str, str]:
    """A table's brand and model as maker, model and variant: the brand said once, without seller and finish."""
    brand, model = maker(brand, model)
    model, finish = without_finish(brand, without_brand(brand, model))
    base, variant = clean(model)
    return brand, base, " ".join(filter(None, [variant, finish]))
