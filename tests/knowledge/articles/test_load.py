"""The articles are whole, and a mistake in their files is said once for all of them."""

from __future__ import annotations

import re

import pytest

from knowledge.articles import Article, ArticlesError, article, articles
from knowledge.articles.load import FEWEST_WORDS, MOST_CHARACTERS, MOST_WORDS, read

ROW = """
[[article]]
id = "{id}"
title = "A title"
kind = "explain"
rule = "limits.rules"
short = "One sentence that answers what was asked."
reason = "{reason}"
do = ["First do this.", "Then do that."]
sources = ["own reasoning"]
questions = ["what is it", "how is it", "why is it"]
terms = [["it"]]
"""
REASON = "Because it is so, and here are words enough to make a reason out of them. " * 5


def row(name: str = "one", reason: str = REASON) -> str:
    return ROW.format(id=name, reason=reason.strip())


def test_there_are_articles_on_everything_readers_ask() -> None:
    assert len(articles()) >= 40
    assert {one.kind for one in articles().values()} == {"explain", "troubleshoot", "hookup"}


@pytest.mark.parametrize("one", articles().values(), ids=lambda one: one.id)
def test_an_article_is_neither_too_short_nor_too_long(one: Article) -> None:
    assert len(one.body.split()) >= FEWEST_WORDS
    assert len(one.body.split()) <= MOST_WORDS
    assert len(one.body) <= MOST_CHARACTERS
    assert one.short.endswith((".", "!")), "layer one is a whole sentence"
    assert (
        not re.search(r"\b(best|perfect|unbeatable) (headphone|choice|buy)\b", one.short)
        or one.id == "price-and-quality"
    )


def test_an_article_is_found_by_its_id() -> None:
    found = article("burn-in")
    assert found is not None
    assert found.title == "Burn-in"
    assert article("no-such-article") is None


def test_all_mistakes_are_said_at_once() -> None:
    with pytest.raises(ArticlesError) as caught:
        read(
            {
                "a.toml": row() + row() + row("two").replace('kind = "explain"', 'kind = "sing"'),
                "b.toml": row("three", "Too short to be a reason for anything, but long enough to be read at all."),
                "c.toml": row("four", REASON * 7),
                "d.toml": "[[article",
            }
        )
    said = str(caught.value)
    assert "a.toml, one: its id is taken" in said
    assert "a.toml, two: kind" in said
    assert "b.toml, three: " in said
    assert "at least 80" in said
    assert "c.toml, four: " in said
    assert "at most 1900" in said
    assert "d.toml: " in said
