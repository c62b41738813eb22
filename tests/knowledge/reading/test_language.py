"""A message in another language is answered by saying so, unless enough of it was understood or it asks nothing."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.shelf import Shelf
from knowledge.reading.language import language_of, languages
from knowledge.reading.reader import read
from knowledge.reading.text import Text
from knowledge.respond import respond
from knowledge.values import Intent, Kind, Question
from tests.corpora.reading import HERE, tables

MESSAGES = tables(HERE / "languages.toml", "message")
ENGLISH = [
    (file.stem, entry["text"])
    for folder, key in (("sentences", "sentence"), ("messages", "message"))
    for file in sorted((HERE / folder).glob("*.toml"))
    for entry in tables(file, key)
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message["text"][:60])
def test_a_language_is_told(message: dict[str, Any], shelf: Shelf) -> None:
    reply = respond(Question(text=message["text"]), shelf, shelf.rates)
    assert reply.reading.language == message["language"]
    if message["answer"] == "silence":
        assert reply.kind is Kind.SILENCE
    elif message["answer"] == "english":
        assert reply.kind is Kind.ASK
        assert "English" in reply.text
        assert languages()[message["language"]].says in reply.text
    else:
        assert reply.kind in (Kind.OPTIONS, Kind.VERDICT, Kind.EXPLANATION)
        assert not reply.reading.foreign


def test_english_is_never_taken_for_another_language() -> None:
    taken = [text for _, text in ENGLISH if language_of(Text(text))]
    assert not taken


def test_every_language_is_spelt_as_it_is_compared() -> None:
    for language in languages().values():
        assert language.gear
        assert language.says
        assert language.scripts or len(language.words) >= 20


def test_names_alone_are_of_no_language(shelf: Shelf) -> None:
    reading = read(Question(text="HD 600, K702, DT 880, Sundara, LCD-2"), shelf)
    assert (reading.language, reading.foreign, reading.intent) == ("", False, Intent.NONE)
