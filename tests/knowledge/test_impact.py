"""The sample questions, and what an edit would change of their answers."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest

from catalog.edits import Entry
from catalog.shelf import Shelf
from knowledge.impact import SAMPLES, Changed, Impact, impact, prepare, samples
from knowledge.respond import respond
from knowledge.unserved import Unserved, unserved
from knowledge.values import Intent, Kind, Question

SUNDARA, HD600 = "hifiman-sundara", "sennheiser-hd-600"
QUESTIONS = ("HD 600 or HD 650 for classical?", "Open headphones for jazz at home, $300", "What is the Harman target?")


def test_the_samples_are_120_different_questions_over_all_intents() -> None:
    by_intent = tomllib.loads(SAMPLES.read_text(encoding="utf-8"))
    assert by_intent.keys() == {intent.value for intent in Intent}
    assert len(samples()) == len(set(samples())) == 120


def test_every_sample_but_small_talk_gets_an_answer(shelf: Shelf) -> None:
    for intent, questions in tomllib.loads(SAMPLES.read_text(encoding="utf-8")).items():
        for question in questions:
            reply = respond(Question(text=question), shelf, shelf.rates)
            assert (reply.kind is Kind.SILENCE) == (intent == Intent.NONE), question


def test_what_changes_nothing_has_no_impact(shelf: Shelf) -> None:
    view = shelf.layer(None)
    assert impact(view, shelf.with_entries([Entry(HD600, "back", "open")]), shelf.rates).changed == ()
    named = shelf.with_entries([Entry(SUNDARA, "alias:Sunnyside", "yes")])
    assert named.link("Sunnyside").gear == (SUNDARA,)
    assert impact(view, named, shelf.rates, QUESTIONS) == Impact(3, ())


def test_an_edit_shows_what_would_come_first_instead(shelf: Shelf) -> None:
    view, version = shelf.layer(None), shelf.version
    first = respond(Question(text=QUESTIONS[1]), view, shelf.rates).options[0].items[0]
    retired = shelf.with_entries([Entry(first.id, "status", "retired")])
    found = impact(view, retired, shelf.rates, QUESTIONS)
    assert found.total == 3
    (changed,) = (one for one in found.changed if one.question == QUESTIONS[1])
    assert changed.before == first.name != changed.after
    assert not changed.only_words
    assert impact(retired, view, shelf.rates, QUESTIONS).changed[0].after == changed.before
    assert shelf.version == version, "nothing is written"
    assert not shelf.refresh()


def test_what_was_prepared_is_not_answered_again(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.impact.samples", lambda: QUESTIONS)
    asked: list[str] = []

    def counted(question: Question, *rest: object) -> object:
        asked.append(question.text)
        return respond(question, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("knowledge.impact.respond", counted)
    dearer = shelf.with_entries([Entry(HD600, "price:street", "778 USD", as_of="2026")])
    monkeypatch.setattr("knowledge.impact._ANSWERED", {})
    prepare(shelf.layer(None), shelf.rates)
    assert asked == [*QUESTIONS]
    assert impact(shelf.layer(None), dearer, shelf.rates).changed
    assert asked == [*QUESTIONS, *QUESTIONS]


def test_other_words_around_the_same_pick_are_told_last(shelf: Shelf) -> None:
    dearer = shelf.with_entries([Entry(HD600, "price:street", "777 USD", as_of="2026")])
    found = impact(shelf.layer(None), dearer, shelf.rates, QUESTIONS)
    assert found.changed
    assert [one.only_words for one in found.changed] == sorted(one.only_words for one in found.changed)
    assert Changed("q", "A", "A").only_words


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("HD 600 or HD 650 for classical?", Unserved()),
        ("Sennheiser HD 777 or HD 600?", Unserved(names=("Sennheiser HD 777",))),
        ("headphones for 2 dollars", Unserved(budget=(Decimal("2.0"), "USD"))),
        (
            "open back headphones with noise cancelling, 500 euros",
            Unserved(budget=(Decimal("500.0"), "EUR"), needs=("open_back", "noise_cancelling")),
        ),
        ("my name is Jo and I live in Antwerp, thanks for the help", Unserved()),
    ],
)
def test_what_was_asked_in_vain_is_told_without_the_readers_words(
    shelf: Shelf, question: str, expected: Unserved
) -> None:
    assert unserved(respond(Question(text=question), shelf, shelf.rates)) == expected
