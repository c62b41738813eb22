"""Gaps are counts: no sentence, no address, no number of a person can get in."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.models import GapKind
from catalog.store import Store
from catalog.store.gaps import Gaps, budget_key, name_key

DAY = date(2026, 11, 26)
HERE, THERE = 1 << 60, 2


@pytest.mark.parametrize(
    "name",
    [
        "what do you think about these cheap things",
        "someone@example.org",
        "https://example.org/x",
        "<@1234567890>",
        "me on 0171 2345678",
        "12345",
        "_bold_",
        "it's mine",
        "a\nb?",
        "x" * 41,
        "",
        "  ",
    ],
)
def test_what_is_no_models_name_is_not_kept(store: Store, name: str) -> None:
    assert not store.gaps.count_name(HERE, name, DAY)
    assert store.gaps.top(HERE) == ()


@given(st.text(max_size=60))
def test_a_key_is_short_and_holds_letters_digits_and_little_else(name: str) -> None:
    key = name_key(name)
    assert len(key) <= 40
    assert all(letter.isalnum() or letter in " +-/" for letter in key)
    assert name_key(key) == key


def test_names_are_counted_however_they_are_written(store: Store) -> None:
    for name in ("Acme Turbo-X 9+", " acme  TURBO-X 9+ ", "Größe Ω/2"):
        assert store.gaps.count_name(HERE, name, DAY)
    store.gaps.count_name(HERE, "ACME turbo-x 9+", DAY + timedelta(days=1))
    first, second = store.gaps.top(HERE)
    assert (first.key, first.count, first.first, first.last) == ("acme turbo-x 9+", 3, DAY, DAY + timedelta(days=1))
    assert second.key == "grösse ω/2"


def test_budgets_are_counted_by_band_and_needs_by_name(store: Store) -> None:
    store.gaps.count_budget(HERE, Decimal("120.50"), "EUR", DAY)
    store.gaps.count_budget(HERE, Decimal(149), "EUR", DAY)
    store.gaps.count_need(HERE, "noise_cancelling", DAY)
    assert not store.gaps.count_budget(HERE, Decimal(1), "bucks", DAY)
    assert not store.gaps.count_need(HERE, "I need; a sentence", DAY)
    assert [(gap.kind, gap.key, gap.count) for gap in store.gaps.top(HERE)] == [
        (GapKind.BUDGET, "100-150 EUR", 2),
        (GapKind.NEED, "noise_cancelling", 1),
    ]
    assert budget_key(Decimal(0), "USD") == "0-25 USD"


def test_a_server_sees_its_own_and_the_owners_all(store: Store) -> None:
    for server in (HERE, THERE, None):
        store.gaps.count_name(server, "Acme One", DAY)
    assert [gap.count for gap in store.gaps.top(HERE)] == [1]
    assert [gap.count for gap in store.gaps.top(None)] == [3]
    assert store.gaps.forget_server(HERE) == 1
    assert [gap.count for gap in store.gaps.top(None)] == [2]


def test_a_gap_is_ignored_closed_and_counted_again(store: Store) -> None:
    gap = (HERE, GapKind.NAME, "acme one")
    assert not store.gaps.ignore(*gap)
    store.gaps.count_name(HERE, "Acme One", DAY)
    assert store.gaps.ignore(*gap)
    store.gaps.count_name(HERE, "Acme One", DAY)
    assert store.gaps.top(HERE) == ()
    assert [one.count for one in store.gaps.top(HERE, ignored=True)] == [2]
    assert store.gaps.ignore(*gap, ignored=False)
    assert store.gaps.closed(*gap)
    assert not store.gaps.closed(*gap)
    store.gaps.count_name(HERE, "Acme One", DAY)
    assert [one.count for one in store.gaps.top(HERE)] == [1]


def test_their_number_is_bounded_the_rarest_go_first(store: Store) -> None:
    gaps = Gaps(store.file, most=3)
    for name in ("A1", "A1", "A2", "A2", "A3", "A4"):
        gaps.count_name(HERE, name, DAY)
        gaps.count_name(THERE, name, DAY)
    assert [gap.key for gap in gaps.top(HERE)] == ["a1", "a2", "a4"]
    assert len(gaps.top(THERE)) == 3
