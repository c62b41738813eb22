"""Money: the corpora of sentences and messages, and what must hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from babel.numbers import get_currency_name
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reading.currencies import babel_names
from knowledge.reading.lexicon import phrases
from knowledge.reading.money import MoneyRead, merge_budget, read_money
from knowledge.reading.text import Text, words_of
from knowledge.values import Budget, Want, Words

CORPORA = Path(__file__).parents[2] / "corpora"
NAMES = {code.upper(): get_currency_name(code.upper(), count=2, locale="en") for code in babel_names()[1]}
CODES = sorted(code for code, name in NAMES.items() if babel_names()[0].get(words_of(name)) == code)
PIECES = [*"$€£5-,.()%\n", "200", "1.000", "k", "max", "or", "to", "under", "for", "a", "hundred", "usd", "kr", "is"]
MANNERS = ("each", "used", "approximate")


def load(name: str, key: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((CORPORA / name).read_text(encoding="utf-8"))[key])


FORMS = load("sentences/money_forms.toml", "form")
SENTENCES = load("sentences/budget.toml", "sentence")
MESSAGES = load("messages/first.toml", "message")
STATED = [case for case in FORMS if "budget" in case and "before" not in case and "known" not in case]


def read(text: str, dollar: str = "USD", gear: tuple[str, ...] = ()) -> MoneyRead:
    spans = [(text.index(name), text.index(name) + len(name)) for name in gear]
    cut = Text(text, spans)
    return read_money(cut, phrases().find(cut), dollar)


def plain(budget: Budget | None) -> dict[str, Any]:
    if budget is None:
        return {}
    found = {"low": budget.low, "high": budget.high, "currency": budget.currency}
    return {key: value for key, value in found.items() if value is not None}


def cases(entries: list[dict[str, Any]]) -> list[Any]:
    return [
        pytest.param(
            entry, id=entry["text"][:50], marks=[pytest.mark.xfail(reason=entry["known"])] if "known" in entry else []
        )
        for entry in entries
    ]


@pytest.mark.parametrize("case", cases(FORMS))
def test_short_forms(case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("dollar", "USD"), tuple(case.get("gear", ())))
    before = read(case["before"]).budget if "before" in case else None
    budget = merge_budget(before, found.budget)
    assert plain(budget) == case.get("budget", {})
    for manner in MANNERS:
        if case.get(manner):
            assert getattr(budget, manner), manner
    if "role" in case:
        assert found.amounts[0].role == case["role"]


@pytest.mark.parametrize("case", cases(SENTENCES))
def test_sentences(case: dict[str, Any]) -> None:
    assert plain(read(case["text"]).budget) == case.get("budget", {})


@pytest.mark.parametrize("case", cases([message for message in MESSAGES if message["intent"][0] != "none"]))
def test_messages(case: dict[str, Any]) -> None:
    earlier = {message["id"]: message for message in MESSAGES}
    chain = [case]
    while "follows" in chain[0]:
        chain.insert(0, earlier[chain[0]["follows"]])
    budget = None
    for message in chain:
        budget = merge_budget(budget, read(message["text"]).budget)
    assert plain(budget) == case.get("budget", {})


def test_words_point_into_the_text() -> None:
    text = "Closed ones please. Not above 150 usd, I know the $300 ones are nicer"
    found = read(text)
    assert found.budget is not None
    assert found.budget.words.text == "Not above 150 usd"
    for words in [found.budget.words, *(amount.words for amount in found.amounts)]:
        assert words.start is not None
        assert text[words.start : words.end] == words.text


def test_a_split_purchase_keeps_its_parts() -> None:
    found = read("200 euros for the cans and 100 for the amp")
    assert [(amount.high, amount.currency, amount.want) for amount in found.amounts] == [
        (200, "EUR", Want.HEADPHONES),
        (100, "EUR", Want.AMP),
    ]
    assert plain(found.budget) == {"high": 300, "currency": "EUR"}


def test_a_repeated_server_dollar_keeps_the_named_one() -> None:
    before = Budget(high=300, currency="CAD", words=Words(text="C$300"))
    again = merge_budget(before, read("make it $350").budget)
    named = merge_budget(before, read("make it US$350").budget)
    assert again is not None
    assert named is not None
    assert (again.currency, named.currency) == ("CAD", "USD")


def test_merging_keeps_what_only_one_side_has() -> None:
    first = read("max 200 euros, used ok").budget
    assert merge_budget(first, None) == first
    assert merge_budget(None, first) == first
    raised = merge_budget(first, read("at least 150 then, my budget").budget)
    assert raised is not None
    assert raised.used


@settings(deadline=None)
@given(st.sampled_from(STATED), st.sampled_from([str.upper, str.lower, str.title]))
def test_letter_case_changes_nothing(case: dict[str, Any], change: Any) -> None:
    gear = tuple(case.get("gear", ()))
    text = case["text"]
    if len(change(text)) != len(text) or gear:
        return
    dollar = case.get("dollar", "USD")
    assert plain(read(change(text), dollar).budget) == plain(read(text, dollar).budget)


@settings(deadline=None)
@given(st.sampled_from(STATED))
def test_spaces_and_curly_quotes_change_nothing(case: dict[str, Any]) -> None:
    text, dollar, gear = case["text"], case.get("dollar", "USD"), tuple(case.get("gear", ()))
    wanted = plain(read(text, dollar, gear).budget)
    assert plain(read(text.replace(" ", "  "), dollar, gear).budget) == wanted
    assert plain(read(text.replace("'", "’"), dollar, gear).budget) == wanted


@settings(deadline=None)
@given(
    st.sampled_from(STATED),
    st.sampled_from(["Hi all!", "Thanks in advance!", "It's raining here again.", "Cheers, Jo"]),
)
def test_courtesies_change_nothing(case: dict[str, Any], courtesy: str) -> None:
    text, dollar, gear = case["text"], case.get("dollar", "USD"), tuple(case.get("gear", ()))
    wanted = plain(read(text, dollar, gear).budget)
    assert plain(read(f"{courtesy}\n{text}", dollar, gear).budget) == wanted
    assert plain(read(f"{text}\n{courtesy}", dollar, gear).budget) == wanted


@settings(deadline=None)
@given(st.text(max_size=120) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_is_read(text: str) -> None:
    found = read(text)
    for amount in found.amounts:
        assert amount.words.text


@settings(deadline=None)
@given(
    st.integers(min_value=10, max_value=99_999_999),
    st.sampled_from(CODES),
    st.sampled_from(["{code} {n}", "{n} {code}", "{code}{n}", "{n} {name}", "max {n} {name}", "my budget: {code} {n}"]),
    st.sampled_from(["{n}", "{n:,}"]),
)
def test_a_made_amount_comes_back(value: int, code: str, form: str, number: str) -> None:
    text = form.format(n=number.format(n=value), code=code, name=NAMES[code])
    assert plain(read(text).budget) == {"high": value, "currency": code}


@pytest.mark.parametrize(
    "unit", ["1 ", "$5-", "12 000 ", "under $200 or 300 and ", "more than 500 ", "a hundred and ", "in ("]
)
def test_long_texts_take_linear_time(unit: str) -> None:
    text = Text(unit * (100_000 // len(unit)))
    hits = phrases().find(text)
    read_money(text, hits)
