"""What is kept of a conversation, and the changes to it that a button or a form makes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import Rates, SourceKind
from knowledge.advise import advise
from knowledge.critique import corrected, criticised
from knowledge.remember import remember
from knowledge.values import (
    Budget,
    Conversation,
    Critique,
    Edits,
    Genre,
    Intent,
    Kind,
    Need,
    Reading,
    Reply,
    Role,
    Sound,
    Want,
    Words,
)
from tests.shelf_in_memory import ShelfInMemory

Make = Callable[..., Reading]
Ask = Callable[..., Reply]


@pytest.fixture
def state(ask: Ask) -> Conversation:
    reply = ask("recommend", wants=["headphones"], budget={"high": 400, "currency": "USD"}, genres={"jazz": 0.6})
    kept = remember(reply)
    assert kept is not None
    return kept


def test_a_conversation_survives_a_restart(state: Conversation) -> None:
    text = state.to_json()
    assert Conversation.from_json(text) == state
    assert len(text) < 2000
    assert [len(option.gear) for option in state.shown]
    assert all(option.total for option in state.shown)


def test_no_word_of_the_reader_is_kept(make: Make) -> None:
    reading = make(
        "recommend", wants=["iem"], genres={"metal": None}, needs=["comfort"], owned=["aedle-vk-1", "my-thing"]
    )
    words = Words(text="SECRET", start=0, end=6)
    dumped = reading.model_dump()

    def marked(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: words.model_dump() if key == "words" else marked(one) for key, one in value.items()}
        return [marked(one) for one in value] if isinstance(value, list | tuple) else value

    said = Reading.model_validate(marked(dumped) | {"unknown_gear": [{"words": words.model_dump()}]})
    kept = remember(Reply(kind=Kind.OPTIONS, reading=said))
    assert kept is not None
    assert "SECRET" not in kept.to_json()
    assert "my-thing" not in kept.to_json()
    assert kept.reading.wanted() == {Want.IEM}
    assert [item.id for item in kept.reading.named(Role.OWNED)] == ["aedle-vk-1"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"reading": {"intent": "sing"}}', '{"reading": {"intent": "none"}, "x": 1}']
)
def test_what_is_no_conversation_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Conversation"):
        Conversation.from_json(text)


def test_silence_leaves_a_conversation_as_it_was(state: Conversation, make: Make) -> None:
    thanks = Reply(kind=Kind.SILENCE, reading=make("none"))
    assert remember(thanks, state) is state
    assert remember(thanks) is None


@pytest.mark.parametrize(
    ("critique", "need"),
    [
        (Critique.CLOSED_ONLY, Need.CLOSED_BACK),
        (Critique.OPEN_ONLY, Need.OPEN_BACK),
        (Critique.LESS_LEAKAGE, Need.LOW_LEAKAGE),
        (Critique.WIRELESS, Need.WIRELESS),
        (Critique.LIGHTER, Need.LIGHTWEIGHT),
    ],
)
def test_a_need_is_added(critique: Critique, need: Need, state: Conversation, small: ShelfInMemory) -> None:
    assert need in criticised(state, critique, small).needed()


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        (Critique.MORE_BASS, Critique.LESS_BASS, {Sound.LIGHT_BASS}),
        (Critique.WARMER, Critique.BRIGHTER, {Sound.BRIGHT}),
        (Critique.WARMER, Critique.MORE_BASS, {Sound.WARM, Sound.BASS}),
    ],
)
def test_opposites_replace_each_other(
    first: Critique, second: Critique, left: set[Sound], state: Conversation, small: ShelfInMemory
) -> None:
    once = state.model_copy(update={"reading": criticised(state, first, small)})
    assert criticised(once, second, small).sounds() == left


def test_closed_after_open_is_closed(state: Conversation, small: ShelfInMemory) -> None:
    once = state.model_copy(update={"reading": criticised(state, Critique.OPEN_ONLY, small)})
    assert criticised(once, Critique.CLOSED_ONLY, small).needed() == {Need.CLOSED_BACK}


def test_cheaper_is_below_the_cheapest_shown(state: Conversation, small: ShelfInMemory, day_rates: Rates) -> None:
    cheapest = min(option.total for option in state.shown if option.total)
    reply = advise(criticised(state, Critique.CHEAPER, small), small, day_rates)
    totals = [option.total.amount for option in reply.options if option.total.amount is not None]
    assert totals
    assert all(total < Decimal(str(cheapest)) for total in totals)


def test_cheaper_than_one_is_below_that_one(state: Conversation, small: ShelfInMemory) -> None:
    dearest = max(state.shown, key=lambda option: option.total or 0)
    budget = criticised(state, Critique.CHEAPER, small, dearest.gear[0]).budget
    assert budget is not None
    assert budget.high is not None
    assert dearest.total is not None
    assert 0.7 * dearest.total < budget.high < dearest.total


def test_dearer_starts_at_what_was_shown(state: Conversation, small: ShelfInMemory) -> None:
    budget = criticised(state, Critique.DEARER, small).budget
    assert budget is not None
    assert budget.low is not None
    assert 200 < budget.low < (budget.high or 0)


def test_not_this_one_comes_no_more(state: Conversation, small: ShelfInMemory, day_rates: Rates) -> None:
    gone = state.shown[0].gear[0]
    reading = criticised(state, Critique.NOT_THIS, small, gone)
    reply = advise(reading, small, day_rates)
    assert gone not in {item.id for option in reply.options for item in option.items}
    assert "not the" in reply.receipt


@pytest.mark.parametrize("gear", [None, "no-such-thing"])
def test_not_this_without_a_this_changes_nothing(gear: str | None, state: Conversation, small: ShelfInMemory) -> None:
    assert criticised(state, Critique.NOT_THIS, small, gear).gear == state.reading.gear


def test_cheaper_where_no_price_is_known_changes_nothing(make: Make, small: ShelfInMemory) -> None:
    bare = Conversation(reading=make("recommend", wants=["headphones"]))
    assert criticised(bare, Critique.CHEAPER, small).budget is None


def test_only_the_edited_slots_change(state: Conversation) -> None:
    edits = Edits(genres={Genre.METAL: 0.5, Genre.POP: None}, needs=(Need.COMFORT,), sources=(SourceKind.PHONE,))
    reading = corrected(state.reading, edits)
    assert {share.genre: share.share for share in reading.genres} == {Genre.METAL: 0.5, Genre.POP: None}
    assert reading.needed() == {Need.COMFORT}
    assert reading.feeds() == {SourceKind.PHONE}
    assert reading.budget == state.reading.budget
    assert reading.wants == state.reading.wants
    assert reading.intent is Intent.RECOMMEND


def test_a_budget_can_be_changed_and_dropped(state: Conversation) -> None:
    changed = corrected(state.reading, Edits(budget=Budget(high=120, currency="EUR"))).budget
    assert changed is not None
    assert (changed.high, changed.currency) == (120, "EUR")
    assert corrected(state.reading, Edits(budget=None)).budget is None
    assert corrected(state.reading, Edits()) == state.reading
