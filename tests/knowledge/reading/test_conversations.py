"""Conversations are read as a careful person reads them, turn by turn.

A turn listed in `known.toml` under `conversations` is still read wrongly, and must leave that list once it is not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from catalog.shelf import Shelf
from knowledge.reading.reader import read
from knowledge.remember import wordless
from knowledge.values import Conversation, Intent, Question, Reading, Shown
from tests.corpora.reading import HERE, SETS, money, plain, slots, tables

KNOWN: list[str] = tomllib.loads((HERE / "known.toml").read_text(encoding="utf-8"))["conversations"]


def conversations() -> Iterator[Any]:
    for conversation in tables(HERE / "conversations.toml", "conversation"):
        turns = conversation["turn"]
        known = any(turn["text"] in KNOWN for turn in turns)
        marks = [pytest.mark.xfail(reason="known: see known.toml", strict=True)] if known else []
        yield pytest.param(turns, id=turns[-1]["text"][:70], marks=marks)


def shown(ids: list[str], shelf: Shelf) -> tuple[Shown, ...]:
    """The options as a reply would have shown them."""
    prices = [record.price if (record := shelf.get(gear)) else None for gear in ids]
    totals = [price and shelf.rates.convert(price.amount, price.currency, "USD") for price in prices]
    return tuple(Shown(gear=(gear,), total=total and float(total)) for gear, total in zip(ids, totals, strict=True))


def misread(turn: dict[str, Any], reading: Reading) -> Iterator[str]:
    """What was read otherwise than the turn says."""
    if reading.intent.value not in turn["intent"]:
        yield f"intent {reading.intent.value}"
    if turn["intent"][0] == "none":
        return
    free = turn.get("optional", {})
    for slot in SETS:
        if slot == "wants" and not {"recommend", "choose"} & set(turn["intent"]):
            continue
        found = slots(reading)[slot] - set(free.get(slot, ()))
        if slot != "excluded_genres" and found != set(turn.get(slot, ())) - set(free.get(slot, ())):
            yield f"{slot} {sorted(found)}"
    budget = reading.budget and reading.budget.high
    if "cheaper_than" in turn:
        right = budget is not None and budget < turn["cheaper_than"]
    elif "dearer_than" in turn:
        right = budget is not None and budget > turn["dearer_than"]
    else:
        right = money(turn.get("budget")) == money(reading.budget.model_dump() if reading.budget else None)
    if not right:
        yield f"budget {reading.budget}"
    yield from _gear(turn, reading, {plain(name) for name in free.get("gear", ())})


def _gear(turn: dict[str, Any], reading: Reading, free: set[str]) -> Iterator[str]:
    found = {plain(item.name): item.role.value for item in reading.gear}
    for item in turn.get("gear", ()):
        name = next((name for name in map(plain, item["name"].split("|")) if name in found), "")
        role = found.pop(name, "not read")
        if role not in item["role"].split("|"):
            yield f"{item['name']} is {role}"
    yield from (f"{name} as gear" for name in found.keys() - free)


@pytest.mark.parametrize("turns", list(conversations()))
def test_each_turn_is_read(turns: list[dict[str, Any]], shelf: Shelf) -> None:
    state: Conversation | None = None
    for turn in turns:
        if state is not None and "shown" in turn:
            state = state.model_copy(update={"shown": shown(turn["shown"], shelf)})
        reading = read(Question(text=turn["text"], before=state), shelf)
        assert not list(misread(turn, reading)), turn["text"]
        if reading.intent is not Intent.NONE:
            state = Conversation(reading=wordless(reading), shown=state.shown if state else ())
