"""Choices and assessments on gear made up for the point: unknown, level, too dear, too weak."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import (
    Amp,
    Bands,
    Category,
    Dac,
    Headphones,
    How,
    Price,
    PriceKind,
    Provenance,
    Rates,
    Record,
    Tonality,
    Trust,
)
from knowledge.advise import advise
from knowledge.articles import articles
from knowledge.values import Named, Need, Reading, Reply, Role, Said, Words

EVEN = Bands(sub_bass=-2.8, bass=1.3, low_mids=0.7, mids=0, upper_mids=-1.4, treble=-1.3, air=0)
BRIGHT = Bands(sub_bass=-14, bass=-6, low_mids=-3, mids=0, upper_mids=6, treble=9, air=0)
SAID = Provenance(source="oem", trust=Trust.PUBLISHED)
Make = Callable[..., Reading]
Ask = Callable[..., Reply]


def priced(usd: int | None) -> tuple[Price, ...]:
    if usd is None:
        return ()
    return (Price(amount=Decimal(usd), currency="USD", kind=PriceKind.STREET, as_of="2025", provenance=SAID),)


def pair(name: str, usd: int | None = 100, bands: Bands | None = EVEN, **fields: Any) -> Headphones:
    plain = {"form": "over_ear", "back": "closed", "impedance_ohm": 32, "sensitivity_db_v": 115, "wireless": False}
    return Headphones(
        id=name,
        brand="Acme",
        model=name.title(),
        category=Category.HEADPHONES,
        prices=priced(usd),
        tonality=Tonality(bands=bands, grade="A") if bands else None,
        **{**plain, **fields},
    )


def amp(name: str, usd: int | None = 100, **fields: Any) -> Amp:
    return Amp(id=name, brand="Acme", model=name.title(), category=Category.AMP, prices=priced(usd), **fields)


@pytest.fixture
def between(small: Any, day_rates: Rates, make: Make) -> Ask:
    """Answer a reading about some records, each in a role."""

    def answered(intent: str, *roles: tuple[Record, Role], **slots: Any) -> Reply:
        shelf = type(small)([*small.all(), *(record for record, _ in roles)])
        gear = tuple(
            Named(name=r.name, id=r.id, role=role, how=How.EXACT, words=Words(text=r.name, start=0, end=1))
            for r, role in roles
        )
        return advise(make(intent, **slots).model_copy(update={"gear": gear}), shelf, day_rates)

    return answered


CANDIDATE, OWNED = Role.CANDIDATE, Role.OWNED


def test_two_of_which_nothing_is_known_have_no_winner(between: Ask) -> None:
    old = {"bands": None, "usd": None, "release_year": 1976}
    reply = between("choose", (pair("one", **old), CANDIDATE), (pair("two", **old), CANDIDATE), sources=["receiver"])
    assert reply.verdict is not None
    assert reply.verdict.pick is None
    assert "No measurement or figure" in reply.text
    assert "At this age" in reply.text


def test_of_two_level_ones_the_clearly_cheaper_is_picked(between: Ask) -> None:
    reply = between("choose", (pair("dear", 200), CANDIDATE), (pair("cheap", 100), CANDIDATE), genres={"rock": None})
    assert reply.verdict is not None
    assert reply.verdict.pick == "Acme Cheap"
    assert "So the price decides: $100 for the Acme Cheap, $200 for the Acme Dear." in reply.text


def test_two_level_ones_of_one_price_have_no_winner(between: Ask) -> None:
    reply = between("choose", (pair("one"), CANDIDATE), (pair("two", None), CANDIDATE), genres={"rock": None})
    assert reply.verdict is not None
    assert reply.verdict.pick is None
    assert "come out level" in reply.text


def test_where_all_cost_too_much_they_are_weighed_all_the_same(between: Ask) -> None:
    reply = between("choose", (pair("even", 300), CANDIDATE), (pair("bright", 300, BRIGHT), CANDIDATE),
                    genres={"rock": None}, budget={"high": 100, "currency": "USD"})  # fmt: skip
    assert reply.verdict is not None
    assert reply.verdict.pick == "Acme Even"
    assert any(line.rule == "budget.ceiling" for line in reply.verdict.cautions)


def test_where_all_break_a_need_none_is_picked(between: Ask) -> None:
    reply = between("choose", (pair("one", back="open"), CANDIDATE), (pair("two", back="open"), CANDIDATE),
                    needs=["closed_back"])  # fmt: skip
    assert reply.verdict is not None
    assert reply.verdict.pick is None
    assert all("is open" in line.text for line in reply.verdict.reasons)


def test_what_would_turn_a_choice_is_said(between: Ask) -> None:
    reply = between("choose", (pair("open", back="open"), CANDIDATE), (pair("closed"), CANDIDATE), use=["portable"])
    assert reply.verdict is not None
    assert reply.verdict.pick == "Acme Closed"
    assert "What would turn it: at home the Acme Open would lead." in reply.text


def test_a_mismatch_is_said_plainly(between: Ask) -> None:
    reply = between("assess", (pair("bright", bands=BRIGHT), CANDIDATE), genres={"metal": None}, sound=["smooth"])
    assert "The Acme Bright is not made for metal." in reply.text


def test_a_step_that_is_none_is_said(between: Ask) -> None:
    reply = between("assess", (pair("new"), CANDIDATE), (pair("old"), OWNED), genres={"rock": None})
    assert "it comes out level on this: no step up" in reply.text
    worse = between("assess", (pair("new", bands=BRIGHT), CANDIDATE), (pair("old"), OWNED), genres={"rock": None})
    assert "Your Acme Old comes out ahead of it on this." in worse.text
    better = between("assess", (pair("new"), CANDIDATE), (pair("old", bands=BRIGHT), OWNED), genres={"rock": None})
    assert "It comes out ahead of your Acme Old on this." in better.text


def test_a_weak_and_an_unknown_amp_are_told_apart(between: Ask) -> None:
    hard = pair("hard", sensitivity_db_v=90, impedance_ohm=300)
    weak = between("assess", (amp("weak", power=({"mw": 10, "ohm": 32},)), CANDIDATE), (hard, OWNED))
    unknown = between("assess", (amp("unknown"), CANDIDATE), (hard, OWNED))
    assert "The Acme Weak falls short here." in weak.text
    assert "figures are missing" in unknown.text


def test_an_amp_that_nobody_measured_does_not_settle_it(between: Ask) -> None:
    assert "does not settle it" in between("assess", (amp("unknown"), CANDIDATE)).text


def test_a_converter_is_worth_it_for_noise(between: Ask) -> None:
    dac = Dac(id="dac", brand="Acme", model="Dac", category=Category.DAC, prices=priced(100))
    reply = between("assess", (dac, CANDIDATE), sources=["laptop"])
    assert "where you hear noise from the source" in reply.text
    assert articles()["dac-or-amp"].short in reply.text


def test_kinds_that_nobody_named_are_not_wanted(make: Make) -> None:
    avoided = (Said(value=Need.IN_EAR, words=Words(text="no in-ears")),)
    from knowledge.receipt import receipt

    assert "not in-ear" in receipt(make("recommend").model_copy(update={"avoided": avoided}))


def test_own_gear_speaks_for_itself(between: Ask) -> None:
    easy, same = pair("easy"), pair("same", sensitivity_db_v=114)
    wireless = pair("radio", wireless=True)
    loud = between("explain", (easy, OWNED), (same, OWNED), (wireless, OWNED), topics=("impedance-and-sensitivity",))
    assert "your Easy and your Same are within 1 dB" in loud.text
    assert "Your Radio is wireless and brings its own amp" in loud.text
    ohm = between("explain", (easy, OWNED), topics=("output-impedance",))
    assert "For your Easy (32 ohm) an eighth is 4.0 ohm." in ohm.text
    cable = between("troubleshoot", (wireless, OWNED), topics=("dead-side-driver-or-cable",))
    assert "a cable is not the first suspect" in cable.text
    thought_of = between("explain", (easy, CANDIDATE), topics=("output-impedance",))
    assert "For the Easy (32 ohm)" in thought_of.text


def test_a_family_is_named_as_one(small: Any, day_rates: Rates, make: Make) -> None:
    family = Named(
        name="Sennheiser HD 6x0", id=None, ids=("sennheiser-hd-600", "sennheiser-hd-650"), role=CANDIDATE,
        how=How.FAMILY, words=Words(text="HD6x0", start=0, end=5),
    )  # fmt: skip
    reading = make("assess", genres={"jazz": None}).model_copy(update={"gear": (family,)})
    reply = advise(reading, small, day_rates)
    assert "Sennheiser HD 6x0 is a family; I took the Sennheiser HD 600, not the Sennheiser HD 650." in reply.text
