"""Sentences whose gear is linked as a careful person would, and nothing in them that only looks like gear."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from catalog.models import How
from catalog.shelf import Shelf
from tests.corpora.mentions import complaints, sentences
from tests.corpora.reading import HERE

APPENDIX = tomllib.loads((HERE / "linking_names.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names(shelf: Shelf) -> Mapping[str, str]:
    """The names of all records, by id."""
    return {record.id: record.name for record in shelf.all()}


def _sentences() -> Iterator[Any]:
    for sentence in sentences():
        known = sentence.get("known")
        marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
        yield pytest.param(sentence, id=sentence["text"][:70], marks=marks)


@pytest.mark.parametrize("sentence", list(_sentences()))
def test_a_sentence_is_linked_as_it_means(sentence: Mapping[str, Any], shelf: Shelf, names: Mapping[str, str]) -> None:
    assert not complaints(sentence, shelf.find(sentence["text"]), names)


def test_there_are_enough_sentences_of_both_kinds() -> None:
    found = list(sentences())
    naming = [one for one in found if one.get("links")]
    assert len(naming) >= 150
    assert len(found) - len(naming) >= 120


def test_words_of_a_sentence_stand_in_it() -> None:
    for sentence in sentences():
        assert all(words in sentence["text"] for words in sentence.get("links", {}))


def test_names_in_the_appendix_are_linked_at_the_first_try(shelf: Shelf, names: Mapping[str, str]) -> None:
    wrong = [one["text"] for one in APPENDIX["name"] if _first(shelf, one["text"], names) not in one["means"]]
    assert len(APPENDIX["name"]) == 51
    assert len(wrong) <= 1, wrong


def _first(shelf: Shelf, name: str, names: Mapping[str, str]) -> str | None:
    gear = shelf.link(name).gear
    return names[gear[0]] if gear else None


@pytest.mark.parametrize("absent", APPENDIX["absent"], ids=lambda one: one["text"])
def test_what_a_list_lacked_is_linked_to_nothing_else(
    absent: Mapping[str, Any], shelf: Shelf, names: Mapping[str, str]
) -> None:
    itself = absent.get("itself", [])
    alone = shelf.link(absent["text"])
    found = [*alone.gear, *(gear for one in shelf.find(absent["text"]) for gear in one.gear)]
    assert {names[gear] for gear in found} <= set(itself)
    assert itself or alone.how is How.UNKNOWN


def test_an_unknown_model_is_told_with_its_neighbours(shelf: Shelf, names: Mapping[str, str]) -> None:
    (mention,) = shelf.find("is the AKG K552 any good?")
    assert (mention.how, mention.name, mention.gear) == (How.UNKNOWN, "AKG K552", ())
    assert "AKG K550" in {names[gear] for gear in mention.near}
