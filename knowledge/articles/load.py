"""Loads the articles; whatever is wrong with their files is reported at once.

They are read when somebody first needs one: parsing them all costs as much as a hundred answers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from pydantic import Field, ValidationError

from catalog.models.facts import Frozen

FEWEST_WORDS, MOST_WORDS, MOST_CHARACTERS = 80, 250, 1900


class Article(Frozen):
    """One answer in three layers: one sentence, the reason, what to do; the grammar stands in the files."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=3)
    kind: Literal["explain", "troubleshoot", "hookup"]
    rule: str = Field(pattern=r"^[a-z]+\.[a-z]+(-[a-z]+)*$")
    short: str = Field(min_length=20)
    reason: str = Field(min_length=60)
    do: tuple[str, ...] = Field(min_length=2, max_length=6)
    beyond: str = ""
    sources: tuple[str, ...] = Field(min_length=1)
    questions: tuple[str, ...] = Field(min_length=3)
    terms: tuple[tuple[str, ...], ...] = Field(min_length=1)
    applies: tuple[str, ...] = ()
    beside: bool = False

    @property
    def body(self) -> str:
        """All that a reader gets to read of it, without the sources."""
        return "\n".join([self.short, self.reason, *self.do, self.beyond])


class ArticlesError(ValueError):
    """The article files hold mistakes; the message lists every one, by file and article."""

    def __init__(self, problems: Iterable[str]) -> None:
        super().__init__("The articles cannot be used:\n" + "\n".join(f"- {problem}" for problem in problems))


@cache
def articles() -> Mapping[str, Article]:
    """Every article by id, in the order of the files; raises ArticlesError."""
    folder = resources.files("knowledge") / "articles"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return read({file.name: file.read_text(encoding="utf-8") for file in files})


def article(topic: str) -> Article | None:
    """The article with this id."""
    return articles().get(topic)


def read(files: Mapping[str, str]) -> Mapping[str, Article]:
    """Read the articles out of the contents of their files."""
    found: dict[str, Article] = {}
    problems: list[str] = []
    for name, content in files.items():
        try:
            rows = tomllib.loads(content).get("article", [])
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{name}: {error}")
            continue
        for row in rows:
            problems.extend(f"{name}, {row.get('id', 'no id')}: {problem}" for problem in _take(row, found))
    if problems:
        raise ArticlesError(problems)
    return MappingProxyType(found)


def _take(row: Mapping[str, Any], found: dict[str, Article]) -> Iterable[str]:
    try:
        one = Article.model_validate(row)
    except ValidationError as error:
        for detail in error.errors():
            yield f"{'.'.join(str(part) for part in detail['loc'])}: {detail['msg']}"
        return
    words, length = len(one.body.split()), len(one.body)
    if one.id in found:
        yield "its id is taken by an earlier article"
    if words < FEWEST_WORDS:
        yield f"{words} words, at least {FEWEST_WORDS} are needed"
    if words > MOST_WORDS:
        yield f"{words} words, at most {MOST_WORDS} fit"
    if length > MOST_CHARACTERS:
        yield f"{length} characters, at most {MOST_CHARACTERS} fit"
    found.setdefault(one.id, one)
