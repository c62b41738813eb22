"""Messages in readers' own words reach the article that answers them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from knowledge.articles import articles, match_topics
from knowledge.reading.text import words_of

CORPUS = tomllib.loads((Path(__file__).parents[2] / "corpora" / "topics.toml").read_text(encoding="utf-8"))["topic"]
FIRST_PLACE, AMONG_THREE = 0.88, 0.95


def test_the_corpus_names_articles_that_exist() -> None:
    named = {name for row in CORPUS for name in (row["article"], *row.get("also", ()))}
    assert named <= set(articles())


def test_the_right_article_comes_first() -> None:
    found = [(match_topics(words_of(row["text"])), row) for row in CORPUS]
    first = sum(bool(topics) and topics[0] == row["article"] for topics, row in found)
    three = sum(bool({row["article"], *row.get("also", ())} & set(topics[:3])) for topics, row in found)
    assert first / len(found) >= FIRST_PLACE
    assert three / len(found) >= AMONG_THREE


@pytest.mark.parametrize("one", articles().values(), ids=lambda one: one.id)
def test_an_article_is_found_by_its_own_questions(one: object) -> None:
    found = [one.id in match_topics(words_of(question))[:3] for question in one.questions]  # type: ignore[attr-defined]
    assert sum(found) >= 0.8 * len(found)


@pytest.mark.parametrize("text", ["", "?!", "the", "mystic coins recipe", "😀 \ue000 \n"])
def test_nothing_to_go_by_finds_nothing_or_little(text: str) -> None:
    assert len(match_topics(words_of(text))) <= 1


def test_the_same_words_find_the_same_articles() -> None:
    words = words_of("Does my phone need an amp for 300 ohm headphones, or will a dongle do?")
    assert match_topics(words) == match_topics(list(words))


def test_a_very_long_message_is_matched_by_its_beginning() -> None:
    assert match_topics(words_of("does burn in exist? " + "la " * 5000))[0] == "burn-in"
