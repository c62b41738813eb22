"""Readers' suggestions: a queue for each server, with limits, decided once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from catalog.errors import AlreadyDecided, BadSuggestion, NoSuchSuggestion, TooMany
from catalog.models import State
from catalog.store import Store
from catalog.store.suggestions import MOST_OPEN, PER_READER
from tests.catalog.test_answers import given

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HERE, THERE, OLGA, MOD = 1 << 60, 2, 31, 41


def test_a_suggestion_is_kept_as_it_was_given(store: Store) -> None:
    said = {"field": "impedance_ohm", "value": "320", "source": "https://example.org", "note": "I measured mine. ✓"}
    made = store.suggestions.add(HERE, OLGA, NOW, "sennheiser-hd-600", **said)
    assert store.suggestions.get(HERE, made.id) == made
    assert made.model_dump(include={*said}) == said
    assert (made.at, made.state, made.reader) == (NOW, State.OPEN, OLGA)
    assert store.suggestions.list(HERE) == (made,)
    assert store.suggestions.list(THERE) == ()


def test_another_servers_suggestion_does_not_exist(store: Store) -> None:
    made = store.suggestions.add(HERE, OLGA, NOW, "Koss KPH30i")
    queue = store.suggestions
    for attempt in (
        lambda: queue.get(THERE, made.id),
        lambda: queue.accept(THERE, made.id, MOD, NOW),
        lambda: queue.turn_down(THERE, made.id, MOD, NOW, "no"),
        lambda: queue.duplicate(THERE, made.id, MOD, NOW, made.id),
    ):
        with pytest.raises(NoSuchSuggestion, match=f"There is no suggestion {made.id} here"):
            attempt()
    assert queue.get(HERE, made.id) == made


def test_it_is_decided_once(store: Store) -> None:
    ids = [store.suggestions.add(HERE, OLGA, NOW, f"Acme {number}").id for number in range(3)]
    taken = store.suggestions.accept(HERE, ids[0], MOD, NOW, change=7)
    down = store.suggestions.turn_down(HERE, ids[1], MOD, NOW, "no such thing is sold")
    twice = store.suggestions.duplicate(HERE, ids[2], MOD, NOW, of=ids[0])
    assert (taken.state, taken.change, taken.decided_by, taken.decided_at) == (State.ACCEPTED, 7, MOD, NOW)
    assert (down.state, down.reason) == (State.TURNED_DOWN, "no such thing is sold")
    assert (twice.state, twice.of) == (State.DUPLICATE, ids[0])
    for id_ in ids:
        with pytest.raises(AlreadyDecided, match="decided meanwhile"):
            store.suggestions.accept(HERE, id_, MOD, NOW)
    assert store.suggestions.list(HERE) == ()
    assert [one.id for one in store.suggestions.list(HERE, State.TURNED_DOWN)] == [ids[1]]


def test_nothing_is_its_own_duplicate_nor_that_of_another_servers(store: Store) -> None:
    mine, theirs = (store.suggestions.add(server, OLGA, NOW, "Acme").id for server in (HERE, THERE))
    for of in (mine, theirs, 99):
        with pytest.raises(NoSuchSuggestion):
            store.suggestions.duplicate(HERE, mine, MOD, NOW, of)
    assert store.suggestions.get(HERE, mine).state is State.OPEN


def test_floods_are_stopped(store: Store) -> None:
    for _ in range(PER_READER):
        store.suggestions.add(HERE, OLGA, NOW, "Acme")
    with pytest.raises(TooMany, match="You have made 5 suggestions within a day"):
        store.suggestions.add(HERE, OLGA, NOW + timedelta(hours=23), "Acme")
    store.suggestions.add(HERE, OLGA + 1, NOW, "Acme")
    store.suggestions.add(HERE, OLGA, NOW + timedelta(hours=25), "Acme")
    for reader in range(100, 100 + MOST_OPEN - PER_READER - 2):
        store.suggestions.add(HERE, reader, NOW, "Acme")
    with pytest.raises(TooMany, match="500 suggestions wait"):
        store.suggestions.add(HERE, 99, NOW, "Acme")
    store.suggestions.add(THERE, 99, NOW, "Acme")


def test_what_is_too_long_or_empty_is_refused_with_every_reason(store: Store) -> None:
    with pytest.raises(BadSuggestion) as caught:
        store.suggestions.add(HERE, OLGA, NOW, "", value="x" * 501, note="x" * 1001)
    assert [problem.column for problem in caught.value.problems] == ["gear", "value", "note"]
    assert store.suggestions.add(HERE, OLGA, NOW, "x" * 120, value="x" * 500, note="x" * 1000)


def test_a_reader_may_take_back_what_is_theirs(store: Store) -> None:
    ids = [store.suggestions.add(HERE, OLGA, NOW, f"Acme {number}").id for number in range(2)]
    other = store.suggestions.add(HERE, OLGA + 1, NOW, "Acme")
    store.suggestions.accept(HERE, ids[0], MOD, NOW)
    assert store.suggestions.forget_user(OLGA) == 2
    assert store.suggestions.get(HERE, ids[0]).reader is None
    assert store.suggestions.list(HERE) == (other,)


def test_whatever_a_reader_left_is_forgotten_at_once(store: Store) -> None:
    store.suggestions.add(HERE, OLGA, NOW, "Acme")
    store.answers.keep(given(asker=OLGA))
    store.answers.keep(given("a2", asker=OLGA + 1))
    assert store.forget_user(OLGA) == 2
    assert store.forget_user(OLGA) == 0
    assert store.answers.get("a2", NOW)
