"""What the bot itself says, in the languages that it can: one TOML file a language, English the measure of all.

The sentences of answers come from `knowledge` and are English; names, buttons, forms and notices are here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

ENGLISH = "en"


def say(language: str, key: str, **values: object) -> str:
    """Give a notice in a language, filled in; English where the language or the notice is missing.

    Errors: KeyError where English has no such notice either.

    >>> say("en", "button.cheaper"), say("de-DE", "button.cheaper"), say("fr", "button.cheaper")
    ('Cheaper', 'Günstiger', 'Cheaper')
    """
    text = words(language.split("-")[0]).get(key) or words(ENGLISH)[key]
    return text.format(**values) if values else text


@cache
def words(language: str) -> Mapping[str, str]:
    """Give all notices of a language by dotted key; nothing for a language without a file."""
    file = files(__package__) / f"{language}.toml"
    if not language.isalpha() or not file.is_file():
        return {}
    return dict(_flat(tomllib.loads(file.read_text("utf-8"))))


def languages() -> tuple[str, ...]:
    """Name the languages that there are."""
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in files(__package__).iterdir() if ".toml" in file.name)
    )


def _flat(table: Mapping[str, object], before: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{before}{key}.")
        else:
            found.append((before + key, str(value)))
    return found
