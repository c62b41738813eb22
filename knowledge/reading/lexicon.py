"""All phrases of all slots, compiled once: one pass over a message finds whatever it says."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from knowledge.reading.phrases import Phrases, load


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The matcher over every `words/*.toml`; two values of a slot that claim one phrase are refused here."""
    folder = resources.files("knowledge.reading") / "words"
    slots = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    return Phrases(pair for slot in slots for pair in load(slot))
