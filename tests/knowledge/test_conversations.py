"""Whole conversations, word for word, answered from a frozen shelf; read them as a reader would, then keep a change."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from catalog.linking import Names
from catalog.models import Mention, Named, Rates
from catalog.models.gear import RECORDS
from knowledge.remember import remember
from knowledge.respond import respond
from knowledge.values import Conversation, Question
from tests.shelf_in_memory import ShelfInMemory

HERE = Path(__file__).parent / "conversations"
TALKS: dict[str, list[str]] = tomllib.loads((HERE / "talks.toml").read_text(encoding="utf-8"))["talk"]
SILENCE = "(no answer)"


class NamedShelf(ShelfInMemory):
    """Some two hundred well-known records as they once were, found by their names as those of the catalogue are."""

    def __init__(self) -> None:
        records = RECORDS.validate_json((HERE / "shelf.json").read_text(encoding="utf-8"))
        super().__init__(records, "named-1")
        called = (record.model_dump(include=set(Named.model_fields)) for record in records)
        self._names = Names(Named.model_validate(one) for one in called)

    def find(self, text: str) -> tuple[Mention, ...]:
        return self._names.find(text)

    def link(self, name: str) -> Mention:
        return self._names.link(name)


@pytest.fixture(scope="module")
def named() -> NamedShelf:
    return NamedShelf()


@pytest.mark.parametrize("name", TALKS)
def test_the_conversation_goes_as_it_was_read(
    name: str, named: NamedShelf, day_rates: Rates, request: pytest.FixtureRequest
) -> None:
    """Each turn is answered after the ones before it; what is kept between them holds no typed word."""
    before: Conversation | None = None
    lines: list[str] = []
    for turn in TALKS[name]:
        reply = respond(Question(text=turn, before=before), named, day_rates)
        before = remember(reply, before)
        lines += [f"> {turn}", "", reply.text or SILENCE, ""]
    text, file = "\n".join(lines), HERE / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"no transcript {file.name}: run pytest --update-golden and read what it wrote"
    assert text == file.read_text(encoding="utf-8")


def test_no_transcript_is_left_over() -> None:
    assert {file.stem for file in HERE.glob("*.txt")} == set(TALKS)


def test_there_are_forty() -> None:
    assert len(TALKS) >= 40
