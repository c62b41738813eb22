"""All phrases of all slots, compiled once: one pass over a message finds whatever it says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from knowledge.reading.phrases import Label, Phrases

POINTING = "shown"
"""The slot of what points at earlier options: it is looked for before names are, and only where something was shown."""
_SIGNS = frozenset({"cue", "intent", "role", "turn"})
_compiled: list[Phrases] = []


def phrases() -> Phrases:
    """The matcher over every other `words/*.toml`; two values of a slot that claim one phrase are refused here."""
    if not _compiled:
        folder = resources.files("knowledge.reading") / "words"
        slots = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
        pairs = (pair for slot in slots if slot != POINTING for pair in load(slot))
        _compiled.append(Phrases(pairs, load_terms()))
    return _compiled[0]


@cache
def pointers() -> Phrases:
    """The matcher over what points at earlier options."""
    return Phrases(load(POINTING))


def adopt(compiled: Phrases) -> None:
    """Take a matcher that was compiled before from these very phrases."""
    _compiled[:] = [compiled]


def load(slot: str) -> Iterator[tuple[str, Label]]:
    """The phrases of `words/<slot>.toml`: a table a value, a list a manner.

    The values of `cue`, `intent`, `money`, `role` and `turn` are slots of their own (`cue.wish`): signs may stand
    together.
    Those of `money` are so by the place of the sign too (`money.max.before`).
    """
    file = resources.files("knowledge.reading") / "words" / f"{slot}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    for value, manners in table.items():
        for manner, phrases in manners.items():
            label = Label(_slot(slot, value, manner), value, manner)
            for phrase in phrases:
                yield phrase, label


def load_terms() -> dict[str, list[str]]:
    """The lists of words that phrases share, by name."""
    file = resources.files("knowledge.reading") / "terms.toml"
    terms: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return terms


def _slot(file: str, value: str, manner: str) -> str:
    if file == "money":
        return f"{file}.{value}.{manner}"
    return f"{file}.{value}" if file in _SIGNS else file
