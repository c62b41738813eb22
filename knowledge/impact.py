"""Which answers an edit would change: the sample questions, answered on the catalogue before and after it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalog.models import Rates
from knowledge.ports import GearShelf
from knowledge.respond import respond
from knowledge.values import Kind, Question, Reply

SAMPLES = Path(__file__).with_name("samples.toml")
_KEPT = 4
_ANSWERED: dict[tuple[str, tuple[str, ...]], tuple[Answered, ...]] = {}


@dataclass(frozen=True, slots=True)
class Answered:
    """What matters of an answer: what it puts first, and all of its words."""

    first: str
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A question whose answer would change: what came first before and after, and whether only the words around it."""

    question: str
    before: str
    after: str

    @property
    def only_words(self) -> bool:
        """Whether the same thing comes first, with other reasons or other gear behind it."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Impact:
    """How many questions were asked, and which get another answer; those with another first pick come first."""

    total: int
    changed: tuple[Changed, ...]


@cache
def samples() -> tuple[str, ...]:
    """The questions kept with the project."""
    by_intent = tomllib.loads(SAMPLES.read_text(encoding="utf-8"))
    return tuple(question for questions in by_intent.values() for question in questions)


def impact(before: GearShelf, after: GearShelf, rates: Rates, questions: Sequence[str] | None = None) -> Impact:
    """Answer the questions on both and say which answers differ; those on the catalogue before are kept."""
    asked = tuple(samples() if questions is None else questions)
    if before.version == after.version:
        return Impact(len(asked), ())
    both = zip(asked, _answered(before, rates, asked), _answered(after, rates, asked), strict=True)
    changed = [Changed(question, old.first, new.first) for question, old, new in both if old != new]
    return Impact(len(asked), tuple(sorted(changed, key=lambda one: one.only_words)))


def prepare(shelf: GearShelf, rates: Rates) -> None:
    """Answer the samples beforehand, so that a preview has to wait for the catalogue after the edit only."""
    _answered(shelf, rates, samples())


def _answered(shelf: GearShelf, rates: Rates, questions: tuple[str, ...]) -> tuple[Answered, ...]:
    key = f"{shelf.version} {rates.as_of}", questions
    found = _ANSWERED.pop(key, None)
    if found is None:
        found = tuple(_essence(respond(Question(text=question), shelf, rates), shelf) for question in questions)
        while len(_ANSWERED) >= _KEPT:
            _ANSWERED.pop(next(iter(_ANSWERED)), None)
    _ANSWERED[key] = found
    return found


def _essence(reply: Reply, shelf: GearShelf) -> Answered:
    return Answered(_first(reply, shelf), reply.text)


def _first(reply: Reply, shelf: GearShelf) -> str:
    if reply.verdict is not None and reply.verdict.pick:
        record = shelf.get(reply.verdict.pick)
        return record.name if record else reply.verdict.pick
    if reply.kind is Kind.OPTIONS and reply.options:
        return " + ".join(item.name for item in reply.options[0].items)
    if reply.verdict is not None:
        return "no winner"
    return reply.kind.value
