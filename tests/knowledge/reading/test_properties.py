"""What must not change a reading: small talk around it, habits of typing, the order of sentences; for every message.

Capitals help to tell a name from a word, so without them some gear may be missed: the other slots stay, with the few
exceptions that hang on a name. `NAMES` of the messages may differ so.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from catalog.shelf import Shelf
from knowledge.reading.reader import read
from knowledge.values import Question, Reading
from tests.corpora.reading import HERE, tables

MESSAGES = {
    message["id"]: message["text"]
    for corpus in ("first", "second", "third")
    for message in tables(HERE / "messages" / f"{corpus}.toml", "message")
}
NAMES = 0.03
"""The share of messages in which a name hangs on its capitals, and with it a source or a wish."""
_GEAR = frozenset({"gear", "unknown_gear", "unclear", "devices"})
_PLACES = frozenset({"words", "topics", "questions", "also"})


def said(reading: Reading, but: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A reading without the places of its words; sets in any order."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items() if key not in _PLACES}
        return sorted(map(repr, map(bare, value))) if isinstance(value, list | tuple) else value

    dumped = bare(reading.model_dump())
    return {key: value for key, value in dumped.items() if key not in but}


def changed(shelf: Shelf, change: Callable[[str], str], but: frozenset[str] = frozenset()) -> list[str]:
    """The messages whose reading a change of their text changes."""
    return [
        name
        for name, text in MESSAGES.items()
        if said(_as_written(name, shelf), but) != said(read(Question(text=change(text)), shelf), but)
    ]


_written: dict[str, Reading] = {}


def _as_written(name: str, shelf: Shelf) -> Reading:
    """The reading of a message as it stands, made once."""
    if name not in _written:
        _written[name] = read(Question(text=MESSAGES[name]), shelf)
    return _written[name]


SPARE: dict[str, Callable[[str], str]] = {
    "thanks behind": lambda text: f"{text.rstrip()}\nThank you so much in advance!",
    "a greeting ahead": lambda text: f"Hello everyone.\n{text}",
    "the weather ahead": lambda text: f"It has been raining here since Sunday.\n{text}",
    "the weather behind": lambda text: f"{text.rstrip()}\nIt is a sunny day here, by the way.",
    "a signature": lambda text: f"{text.rstrip()}\nCheers, Tom",
}


@pytest.mark.parametrize("spare", SPARE)
def test_small_talk_changes_nothing(spare: str, shelf: Shelf) -> None:
    assert not changed(shelf, SPARE[spare])


HABITS: dict[str, Callable[[str], str]] = {
    "curly quotes": lambda text: text.replace("'", "’").replace('"', "”"),
    "no final mark": lambda text: text.rstrip(".! "),
    "two final marks": lambda text: text.rstrip() + (text.rstrip()[-1] if text.rstrip()[-1] in "!?" else ""),
}


@pytest.mark.parametrize("habit", HABITS)
def test_habits_of_typing_change_nothing(habit: str, shelf: Shelf) -> None:
    assert not changed(shelf, HABITS[habit])


def test_doubled_spaces_change_nothing_but_a_name_as_typed(shelf: Shelf) -> None:
    assert not changed(shelf, lambda text: text.replace(" ", "  "), frozenset({"gear", "unknown_gear"}))


@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_letter_case_changes_names_at_most(case: Callable[[str], str], shelf: Shelf) -> None:
    assert len(changed(shelf, case, _GEAR)) <= NAMES * len(MESSAGES)


SENTENCES = (
    "I want closed headphones for the office.",
    "My music is techno and jazz.",
    "They should be comfortable with glasses.",
    "I can spend 200 dollars.",
)


@pytest.mark.parametrize("order", list(permutations(SENTENCES)), ids=lambda order: "".join(s[0] for s in order))
def test_the_order_of_independent_sentences_changes_nothing(order: tuple[str, ...], shelf: Shelf) -> None:
    one, other = (read(Question(text=" ".join(sentences)), shelf) for sentences in (SENTENCES, order))
    assert said(one) == said(other)
