"""What linking knows besides the records, read once from the tables beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables, ready to ask; each file says in its head what its lists mean."""

    daily: frozenset[str]
    named: frozenset[str]
    persons: frozenset[str]
    codes: frozenset[str]
    gear: frozenset[str]
    nouns: Mapping[str, frozenset[str]]
    units: frozenset[str]
    counted: frozenset[str]
    joining: frozenset[str]
    owning: frozenset[str]
    changing: frozenset[str]
    edition: frozenset[str]
    other: frozenset[str]
    technical: frozenset[str]
    endings: frozenset[str]
    everyday_brands: frozenset[str]
    makers: tuple[str, ...]
    sellers: tuple[str, ...]
    synonyms: Mapping[str, tuple[str, ...]]
    misspelt: Mapping[str, tuple[str, ...]]
    renamed: Mapping[str, Mapping[str, str]]
    series: Mapping[tuple[str, int], str]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("catalog.linking").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def lexicon() -> Lexicon:
    """Read the tables.

    >>> "one" in lexicon().daily, lexicon().series["hd", 3]
    (True, 'Sennheiser')
    """
    everyday, context, brands = _table("everyday"), _table("context"), _table("brands")
    words = {name: frozenset(text.split()) for name, text in {**everyday, **context}.items()}
    series = {(row["letters"], count): row["brand"] for row in _table("series")["series"] for count in row["digits"]}
    return Lexicon(
        **{
            name: words[name]
            for name in ("daily", "named", "persons", "codes", "gear", "units", "counted", "joining", "owning")
        },
        **{name: words[name] for name in ("changing", "edition", "other", "technical")},
        nouns={name: words[name] for name in ("amps", "dacs", "ears", "people")},
        endings=frozenset(word.casefold() for word in brands["endings"]),
        everyday_brands=frozenset(word.casefold() for word in brands["everyday"]),
        makers=tuple(brands["makers"]),
        sellers=tuple(brands["sellers"]),
        synonyms={brand: tuple(others) for brand, others in brands["synonyms"].items()},
        misspelt={brand: tuple(others) for brand, others in brands["misspelt"].items()},
        renamed=brands["series"],
        series=series,
    )


def commonness(word: str) -> int:
    """How everyday a word is: 2 said daily, 1 known, 0 coined.

    >>> commonness("one"), commonness("utopia"), commonness("sundara")
    (2, 1, 0)
    """
    words = lexicon()
    if len(word) < 2 or word in words.daily or word in words.gear:
        return 2
    return 1 if len(word) == 2 or word in words.named else 0
