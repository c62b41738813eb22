"""Whole messages are read as a careful person reads them: corpora of our own, written before what reads them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from catalog.shelf import Shelf
from knowledge.reading.reader import read
from knowledge.remember import wordless
from knowledge.values import Conversation, Intent, Question, Reading
from tests.corpora.reading import HERE, Score, Tally, add, tables

SHARED = Path(__file__).parents[4] / "shared" / "questions"


def score(messages: Iterable[Mapping[str, Any]], shelf: Shelf) -> Score:
    """Read a set of messages in their conversations."""
    total, kept = Score(), dict[str, Conversation | None]()
    for message in messages:
        before = kept.get(message.get("follows") or "")
        reading = read(Question(text=message["text"], before=before), shelf)
        silent = reading.intent is Intent.NONE
        kept[message["id"]] = before if silent else Conversation(reading=wordless(reading))
        add(total, message, reading)
    return total


@pytest.mark.parametrize(
    ("corpus", "intents", "slots", "roles"),
    [
        ("first", 0.97, 0.96, 0.88),
        ("second", 0.93, 0.94, 0.90),
        ("third", 0.95, 0.95, 0.88),
        ("fourth", 0.93, 0.93, 0.90),
        ("fifth", 0.93, 0.96, 0.95),
        ("sixth", 0.95, 0.94, 0.95),
        ("seventh", 0.95, 0.95, 0.95),
        ("eighth", 0.95, 0.97, 0.95),
    ],
)
def test_messages_are_read(corpus: str, intents: float, slots: float, roles: float, shelf: Shelf) -> None:
    found = score(tables(HERE / "messages" / f"{corpus}.toml", "message"), shelf)
    assert found.intents.f1 >= intents
    assert found.all_slots >= slots
    assert found.roles.f1 >= roles
    assert found.silence.f1 >= 0.8 or found.silence == Tally()  # a corpus may hold nothing to be silent about


@pytest.mark.parametrize(("questions", "intents", "slots"), [("seed", 0.93, 0.95), ("dev", 0.95, 0.95)])
def test_real_questions_are_read(questions: str, intents: float, slots: float, shelf: Shelf) -> None:
    file = SHARED / f"{questions}.jsonl"
    if not file.exists():
        pytest.skip(f"{file.name} lies beside the project and is not here")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = score(
        [line["gold"] | {key: line[key] for key in ("id", "text")} | {"follows": line["thread"]} for line in lines],
        shelf,
    )
    assert found.intents.f1 >= intents
    assert found.all_slots >= slots


SPARE = ("Thank you so much in advance!", "Hello everyone.", "It has been raining here since Sunday.", "Cheers, Tom")
BASE = (
    "Looking for closed headphones for the office, around $150. I listen to techno and jazz.",
    "Is the HD 600 good for classical? I have a Schiit Magni.",
    "Sundara or HD 650 for rock?",
)


def said(reading: Reading) -> dict[str, Any]:
    """A reading without the places of its words."""
    dumped = reading.model_dump()

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items() if key not in ("words", "topics")}
        return [bare(item) for item in value] if isinstance(value, list | tuple) else value

    return {key: bare(value) for key, value in dumped.items() if key != "topics"}


@pytest.mark.parametrize("text", BASE)
@pytest.mark.parametrize("spare", SPARE)
def test_small_talk_changes_no_slot(text: str, spare: str, shelf: Shelf) -> None:
    plain = said(read(Question(text=text), shelf))
    assert said(read(Question(text=f"{text} {spare}"), shelf)) == plain
    assert said(read(Question(text=f"{spare} {text}"), shelf)) == plain


CHANGES: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "lower case": str.lower,
    "doubled spaces": lambda text: text.replace(" ", "  "),
    "curly quotes": lambda text: text.replace("'", "’").replace('"', "”"),
    "no final mark": lambda text: text.rstrip(".!"),
}


@pytest.mark.parametrize(
    "text", [*BASE[:1], "I don't want in-ears. My DAC isn't the problem, I'd like a warm headphone for $200."]
)
@pytest.mark.parametrize("change", CHANGES)
def test_typing_habits_change_no_slot(text: str, change: str, shelf: Shelf) -> None:
    assert said(read(Question(text=CHANGES[change](text)), shelf)) == said(read(Question(text=text), shelf))


def test_the_order_of_sentences_changes_no_slot(shelf: Shelf) -> None:
    first, second = "I want closed headphones for the office.", "I listen to techno and jazz."
    one, other = (read(Question(text=f"{a} {b}"), shelf) for a, b in ((first, second), (second, first)))
    assert one.needed() == other.needed()
    assert one.uses() == other.uses()
    assert {share.genre for share in one.genres} == {share.genre for share in other.genres}
    assert one.wanted() == other.wanted()


def test_words_keep_their_place_in_the_text(shelf: Shelf) -> None:
    text = "Zálgo ẗëẍẗ first… then: I’d like closed cans, max 150€, for my HD 600 friend’s train rides"
    reading = read(Question(text=text), shelf)
    found = [said.words for said in (*reading.needs, *reading.use, *reading.wants)] + [
        item.words for item in reading.gear
    ]
    assert found
    assert all(words.start is not None and text[words.start : words.end] == words.text for words in found)
