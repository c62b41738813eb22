"""Loads the sentences that name gear, or only seem to, and tells what was linked otherwise than they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from catalog.models import How, Mention
from tests.corpora.reading import HERE, plain, tables

FILES = sorted((HERE / "linking").glob("*.toml"))
SEVERAL, NONE = "? ", "- "
MARKS = {SEVERAL: How.AMBIGUOUS, NONE: How.UNKNOWN}


def sentences() -> Iterator[Mapping[str, Any]]:
    """Every sentence of the corpus."""
    for file in FILES:
        yield from tables(file, "sentence")


def complaints(sentence: Mapping[str, Any], found: Iterable[Mention], names: Mapping[str, str]) -> list[str]:
    """What was linked otherwise than a sentence says; `names` are those of the records, by id."""
    left, said = list(found), []
    for words, meant in sentence.get("links", {}).items():
        start = sentence["text"].index(words)
        here = [one for one in left if one.start < start + len(words) and start < one.end]
        left = [one for one in left if one not in here]
        if len(here) != 1 or not any(_means(here[0], one, names) for one in meant.split("|")):
            said.append(f"{words!r}: {_told(here) or 'nothing'}, not {meant}")
    return said + [f"{_told([one])}, where nothing is" for one in left]


def _means(one: Mention, meant: str, names: Mapping[str, str]) -> bool:
    mark = meant[:2]
    if mark in MARKS:
        return len(one.gear) != 1 and (one.how is How.UNKNOWN) == (mark == NONE) and plain(one.name) == plain(meant[2:])
    return len(one.gear) == 1 and plain(names[one.gear[0]]) == plain(meant)


def _told(found: Iterable[Mention]) -> str:
    marks = {0: NONE, 1: ""}
    return "; ".join(f"{one.text!r} = {marks.get(len(one.gear), SEVERAL)}{one.name}" for one in found)
