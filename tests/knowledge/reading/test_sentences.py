"""Single sentences say what they say, and what only looks like it is not read.

`known.toml` lists the sentences that are still read wrongly; one that is read rightly must leave that list.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from catalog.shelf import Shelf
from knowledge.reading.reader import read
from knowledge.values import Named, Question, Reading
from tests.corpora.reading import HERE, money, plain, slots, tables

FILES = sorted((HERE / "sentences").glob("*.toml"))
KNOWN: dict[str, list[str]] = tomllib.loads((HERE / "known.toml").read_text(encoding="utf-8"))
SLOTS = {"budget", "genres", "needs", "sound", "sources", "use", "roles", "intent", "wants"}


def sentences() -> Iterator[Any]:
    for file in FILES:
        slot = file.stem.split("_")[0]
        if slot in SLOTS:
            for sentence in tables(file, "sentence"):
                known = sentence["text"] in KNOWN.get(slot, ())
                marks = [pytest.mark.xfail(reason="known: see known.toml", strict=True)] if known else []
                yield pytest.param(slot, sentence, id=f"{slot}: {sentence['text'][:70]}", marks=marks)


def agrees(slot: str, sentence: dict[str, Any], reading: Reading) -> bool:
    """Whether a sentence was read as its entry says."""
    if slot == "intent":
        return reading.intent.value in sentence["intent"]
    if slot == "budget":
        found = reading.budget.model_dump() if reading.budget else None
        return money(sentence.get("budget")) == money(found)
    if slot == "roles":
        found_gear = {plain(item.name): item for item in reading.gear}
        wanted = sentence.get("gear", [])
        return len(found_gear) == len(wanted) and all(
            any(_plays(item, found_gear.get(plain(name))) for name in item["name"].split("|")) for item in wanted
        )
    if slot == "genres" and "excluded_genres" in sentence:
        excluded = {said.value.value for said in reading.excluded_genres}
        return slots(reading)[slot] == set(sentence.get(slot, ())) and excluded == set(sentence["excluded_genres"])
    free = set(sentence.get("optional", {}).get(slot, ()))
    return slots(reading)[slot] - free == set(sentence.get(slot, ())) - free


def _plays(item: dict[str, Any], found: Named | None) -> bool:
    """Whether a piece of gear has the role, the complaint and the rest that an entry gives it."""
    if found is None or found.role.value not in item["role"].split("|"):
        return False
    told = "disliked" not in item or item["disliked"] in found.disliked
    return told and all(getattr(found, flag) for flag in ("refused", "partner") if item.get(flag))


@pytest.mark.parametrize(("slot", "sentence"), list(sentences()))
def test_a_sentence_says_what_it_says(slot: str, sentence: dict[str, Any], shelf: Shelf) -> None:
    assert agrees(slot, sentence, read(Question(text=sentence["text"]), shelf))
