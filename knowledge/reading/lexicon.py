"""All phrases of all slots, compiled once: one pass over a message finds whatever it says."""

from __future__ import annotations

from functools import cache
from importlib import resources

from knowledge.reading.phrases import Phrases, load, load_terms

POINTING = "shown"
"""The slot of what points at earlier options: it is looked for before names are, and only where something was shown."""
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
