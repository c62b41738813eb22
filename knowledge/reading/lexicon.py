"""All phrases of all slots, compiled once: one pass over a message finds whatever it says."""

from __future__ import annotations

from importlib import resources

from knowledge.reading.phrases import Phrases, load, load_terms

_compiled: list[Phrases] = []


def phrases() -> Phrases:
    """The matcher over every `words/*.toml`; two values of a slot that claim one phrase are refused here."""
    if not _compiled:
        folder = resources.files("knowledge.reading") / "words"
        slots = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
        _compiled.append(Phrases((pair for slot in slots for pair in load(slot)), load_terms()))
    return _compiled[0]


def adopt(compiled: Phrases) -> None:
    """Take a matcher that was compiled before from these very phrases."""
    _compiled[:] = [compiled]
