"""The phrase grammar: what it matches, and that two values which claim one phrase are refused."""

from __future__ import annotations

import pytest

from knowledge.reading.phrases import Label, PhraseClashError, Phrases
from knowledge.reading.text import Text

TERMS = {"noise": ["chatter", "air ?con*", "loud people"]}


def found(phrase: str, text: str) -> list[str]:
    words = Text(text)
    matcher = Phrases([(phrase, Label("need", "isolation"))], TERMS)
    return [words.words(hit.first, hit.last).text for hit in matcher.find(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "wanted"),
    [
        ("comf*", "so comfy and comfortable", ["comfy", "comfortable"]),
        ("(block|shut) (it)? out", "block it out, shut out", ["block it out", "shut out"]),
        ("sound ?proof", "soundproof or sound proof", ["soundproof", "sound proof"]),
        ("cans?", "a can, two cans", ["can", "cans"]),
        ("block .. {noise}", "block all of the chatter", ["block all of the chatter"]),
        ("block {noise}", "block loud people", ["block loud people"]),
        ("block {noise}", "block the air-conditioning", []),
        ("no {noise}", "no air-conditioning", ["no air-conditioning"]),
        ("block .. {noise}", "block it. No chatter", []),
        ("block .. {noise}", "block one two three four chatter", []),
        ("under NUM grams", "under 250 grams", ["under 250 grams"]),
    ],
)
def test_a_phrase_matches_what_its_signs_say(phrase: str, text: str, wanted: list[str]) -> None:
    assert found(phrase, text) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("big cups", "big cups"),
        ("(big|huge) cups", "(large|big) cups?"),
        ("(very)? big cups", "big (cups|pads)"),
        ("no .. {noise}", "no .. ({noise}|wind)"),
        ("ear ?cups", "ear (big)? cups"),
    ],
)
def test_two_values_that_claim_one_phrase_are_refused(one: str, other: str) -> None:
    with pytest.raises(PhraseClashError, match=r"both 'comfort' .* and 'over_ear'"):
        Phrases([(one, Label("need", "comfort")), (other, Label("need", "over_ear"))], TERMS)


def test_the_same_phrase_may_stand_in_two_slots_and_under_nothing() -> None:
    Phrases(
        [
            ("big cups", Label("need", "comfort")),
            ("big cups", Label("use", "home")),
            ("big cups", Label("need", "nothing")),
        ]
    )


def test_a_list_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match=r"names the list \{nose\}"):
        Phrases([("block {nose}", Label("need", "isolation"))], TERMS)
