"""Several questions in one message are told apart, and one question that is asked in pieces stays one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from catalog.shelf import Shelf
from knowledge.reading.reader import read
from knowledge.values import Question, Reading, Role
from tests.corpora.reading import HERE, plain, tables

KNOWN: list[str] = tomllib.loads((HERE / "known.toml").read_text(encoding="utf-8"))["several"]


def messages() -> Iterator[Any]:
    for message in tables(HERE / "several.toml", "message"):
        known = message["text"] in KNOWN
        marks = [pytest.mark.xfail(reason="known: see known.toml", strict=True)] if known else []
        yield pytest.param(message, id=message["text"][:70], marks=marks)


def answers_to(question: dict[str, Any], reading: Reading) -> bool:
    """Whether a reading is that of a question."""
    named = {plain(item.name) for item in reading.named(Role.CANDIDATE)}
    return (
        reading.intent.value in question["intent"].split("|")
        and {plain(name) for name in question.get("gear", ())} <= named
        and set(question.get("wants", ())) <= {want.value for want in reading.wanted()}
        and question.get("topic", "") in ("", *reading.topics[:1])
    )


@pytest.mark.parametrize("message", list(messages()))
def test_questions_are_told_apart(message: dict[str, Any], shelf: Shelf) -> None:
    found = read(Question(text=message["text"]), shelf).questions
    assert len(found) == len(message["questions"])
    assert all(any(answers_to(question, reading) for reading in found) for question in message["questions"])


def test_a_question_keeps_to_what_it_asks(shelf: Shelf) -> None:
    text = "Which open headphones under 300 dollars for jazz? And do I need an amp for the HD 600?"
    main, other = read(Question(text=text), shelf).questions
    assert {want.value for want in main.wanted()} == {"headphones"}
    assert main.budget is not None
    assert other.budget is None
    assert [item.name for item in other.named(Role.OWNED)] == ["Sennheiser HD 600"]
    assert all(said.words.text == text[said.words.start : said.words.end] for said in (*main.genres, *main.needs))
