"""The receipt says back what was understood, in the reader's own terms, in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from catalog.shelf import Shelf
from knowledge.phrasing import say
from knowledge.reading.reader import read
from knowledge.receipt import MOST, music, receipt, spending
from knowledge.values import Budget, Genre, GenreShare, Intent, Question, Reading, Words
from tests.corpora.reading import HERE, tables

Make = Callable[..., Reading]
SAID = Words(text="")


def test_a_full_reading_is_said_back_whole(make: Make) -> None:
    reading = make(
        "recommend",
        wants=["headphones", "dac_amp"],
        budget={"high": 350, "currency": "USD", "approximate": True},
        genres={"rock": 0.2, "electronic": 0.7},
        sources=["laptop", "phone"],
        use=["office"],
        needs=["low_leakage", "comfort"],
        sound=["bass"],
        excluded=["country"],
        owned=["aiaiai-tma-1"],
        candidates=["sennheiser-hd-600"],
    )
    assert receipt(reading) == (
        "Understood: headphones and a DAC/amp · around $350 · 70 % electronic, 20 % rock · no country · laptop, phone"
        " · in the office · little leakage, comfort · bass · you have the AIAIAI TMA-1"
        " · considering the Sennheiser HD 600."
    )


def test_a_choice_names_what_stands_against_what(make: Make) -> None:
    reading = make("choose", candidates=["sennheiser-hd-600", "sennheiser-hd-650"], genres={"jazz": None})
    assert receipt(reading) == "Understood: Sennheiser HD 600 or Sennheiser HD 650 · jazz."


def test_an_explanation_names_its_article(make: Make) -> None:
    assert receipt(make("explain"), "DAC or amp: which does what") == "Understood: DAC or amp: which does what."
    assert receipt(make("explain"), "A phone with an amp") == "Understood: a phone with an amp."


def test_many_things_are_counted(make: Make) -> None:
    owned = ["sennheiser-hd-600", "sennheiser-hd-650", "aedle-vk-1", "akg-k551", "fiio-x1", "stax-sr-x"]
    assert "and 2 more" in receipt(make("recommend", wants=["iem"], owned=owned))


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ({"high": 80, "currency": "EUR"}, "at most €80"),
        ({"high": 300, "low": 200}, "$200 to $300"),
        ({"high": 1500, "low": 1000, "currency": "SEK"}, "1,000 kr to 1,500 kr"),
        ({"low": 500, "currency": "GBP"}, "from £500"),
        ({"high": 100, "currency": "USD", "approximate": True, "used": True}, "around $100, used is fine"),
        ({"high": 60, "currency": "XTS", "each": True}, "at most 60 XTS for each"),
        ({}, "no budget named"),
    ],
)
def test_money_is_said_as_it_was_meant(slots: dict[str, Any], words: str) -> None:
    assert spending(Budget(words=SAID, **slots)) == words


def test_the_largest_share_comes_first() -> None:
    shares = [
        GenreShare(genre=Genre.ROCK, share=0.25, words=SAID),
        GenreShare(genre=Genre.JAZZ, share=0.75, words=SAID),
    ]
    assert music(shares) == "75 % jazz, 25 % rock"


def test_it_stays_one_line_however_much_was_said(make: Make) -> None:
    everything = make(
        "recommend",
        wants=["headphones", "iem", "amp", "dac", "dac_amp", "dap"],
        genres={str(genre): 0.05 for genre in Genre},
        needs=["comfort", "isolation", "lightweight", "durable", "wireless", "microphone", "glasses", "balanced"],
        sound=["bass", "warm", "detail", "soundstage", "vocals"],
        sources=["phone", "laptop", "receiver"],
    )
    line = receipt(everything)
    assert len(line) <= MOST
    assert "\n" not in line


def test_what_the_wanted_thing_is_for_is_said_as_such(make: Make) -> None:
    reading = make("recommend", wants=["amp"], owned=["sennheiser-hd-600", "fiio-x1"])
    mate = reading.gear[0].model_copy(update={"partner": True})
    said = receipt(reading.model_copy(update={"gear": (mate, *reading.gear[1:])}))
    assert said == "Understood: a headphone amp · to go with the Sennheiser HD 600 · you have the FiiO X1."


def test_what_is_held_against_gear_is_said_back(make: Make) -> None:
    reading = make("recommend", wants=["headphones"], mentioned=["sennheiser-hd-600", "aedle-vk-1"])
    first, second = reading.gear
    gear = (first.model_copy(update={"disliked": ("dark",)}), second.model_copy(update={"refused": True}))
    said = receipt(reading.model_copy(update={"gear": gear}))
    assert said == "Understood: headphones · the Sennheiser HD 600 was too dark · not the Aedle VK-1."


@pytest.mark.parametrize("corpus", ["first", "second", "third"])
def test_all_that_was_understood_of_a_message_is_said_back(corpus: str, shelf: Shelf) -> None:
    for message in tables(HERE / "messages" / f"{corpus}.toml", "message"):
        reading = read(Question(text=message["text"]), shelf)
        line = receipt(reading)
        if reading.intent is Intent.NONE or line.endswith("…"):
            continue
        slots = {"use": reading.use, "need": reading.needs, "sound": reading.sound, "source": reading.sources}
        words = [say(kind, said.value) for kind, found in slots.items() for said in found]
        words += [say("genre", share.genre) for share in reading.genres]
        words += [spending(reading.budget)] if reading.budget else []
        assert [word for word in words if word not in line] == [], message["id"]
        parts = line.removeprefix("Understood: ").removesuffix(".").split(" · ")
        told = [bool(slot) for slot in (*slots.values(), reading.genres, reading.budget, reading.excluded_genres)]
        about_gear = 1 + 2 * bool(reading.gear) + sum(bool(item.disliked or item.refused) for item in reading.gear)
        assert len(parts) <= sum(told) + bool(reading.avoided) + about_gear + 1, message["id"]
