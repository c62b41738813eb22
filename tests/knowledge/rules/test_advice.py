"""What a reader gets: options that differ by name, kits inside the budget, reasons for what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.judge import recommend
from knowledge.relax import relaxations
from knowledge.values import Genre, Stance
from knowledge.why import why
from tests.shelf_in_memory import RATES, reading, shelf

SHELF = shelf()


def _ask(**row: Any) -> list[tuple[str, list[str]]]:
    found = recommend(reading(SHELF, row), SHELF, RATES)
    return [(label, [item.id for item in judged.candidate.items]) for label, judged in found]


def test_options_differ_in_a_way_that_has_a_name() -> None:
    """No label is used twice, and the first is the first choice."""
    labels = [label for label, _ in _ask(budget={"high": 300}, genres={"rock": 0})]
    assert labels[0] == "the first choice"
    assert len(set(labels)) == len(labels) == 3


def test_the_first_choice_scores_best() -> None:
    """Options come best first."""
    found = recommend(reading(SHELF, {"genres": {"jazz": 0}, "use": ["home"]}), SHELF, RATES)
    scores = [judged.score for _, judged in found]
    assert scores == sorted(scores, reverse=True)


def test_a_kit_spends_one_budget_on_both() -> None:
    """Headphones and a DAC/amp are found together, and the reader's own list is among them."""
    wants = ["headphones", "dac_amp"]
    found = _ask(wants=wants, budget={"high": 350}, needs=["low_leakage"], candidate=["aiaiai-tma-1", "fiio-e17-alpen"])
    assert all(len(items) == 2 for _, items in found)
    assert ["aiaiai-tma-1", "fiio-e17-alpen"] in [items for _, items in found]


def test_without_money_for_an_amp_the_headphones_come_first() -> None:
    """Where no kit fits, a pair alone is offered."""
    found = _ask(wants=["headphones", "amp"], budget={"high": 80}, needs=["over_ear"])
    assert found
    assert all(len(items) == 1 for _, items in found)


def test_genres_that_pull_apart_get_two_pairs() -> None:
    """Hip-hop and classical share a budget as two pairs, each with its music."""
    found = recommend(
        reading(SHELF, {"budget": {"high": 400}, "genres": {"hip_hop": 0.5, "classical": 0.5}}), SHELF, RATES
    )
    label, judged = found[-1]
    assert label == "two pairs"
    assert any("for classical music" in verdict.text for verdict in judged.verdicts)


def test_one_taste_gets_no_two_pairs() -> None:
    """Near genres are served by one pair."""
    assert "two pairs" not in [label for label, _ in _ask(budget={"high": 400}, genres={"rock": 0.5, "indie": 0.5})]


def test_home_and_the_train_are_two_situations() -> None:
    """An open pair for home and a closed one for the way."""
    found = _ask(budget={"high": 600}, use=["home", "portable"])
    pair = dict(found)["two pairs"]
    first, second = (SHELF.get(gear) for gear in pair)
    assert first is not None
    assert second is not None
    assert getattr(second, "back", None) != "open"


def test_an_amp_is_chosen_for_what_is_owned() -> None:
    """For a 300 ohm pair on the desk the strong one comes before a dongle."""
    found = _ask(wants=["amp", "dac_amp"], owned=["sennheiser-hd-6xx"], sources=["desktop"], budget={"high": 200})
    assert found[0][1][0] in {"schiit-magni-3-plus", "fiio-k11-r2r"}


def test_when_nothing_fits_the_smallest_changes_are_named() -> None:
    """A little more money, or one wish less, with what it would let in."""
    cheap = {"budget": {"high": 70}, "needs": ["low_leakage", "over_ear"], "sound": ["warm"]}
    assert not _ask(**cheap)
    said = relaxations(reading(SHELF, cheap), SHELF, RATES)
    assert len(said) == 2
    assert any("more would let the" in text for text in said)


def test_two_changes_are_named_where_one_is_not_enough() -> None:
    """Money and a wish together."""
    said = relaxations(reading(SHELF, {"budget": {"high": 20}, "needs": ["on_ear", "open_back"]}), SHELF, RATES)
    assert said
    assert all("more" in text or " and " in text for text in said)


@pytest.mark.parametrize(
    ("gear", "row", "rule", "turn"),
    [
        ("sennheiser-hd-600", {"budget": {"high": 280}}, "budget.ceiling", "$16 more"),
        ("sennheiser-hd-600", {"needs": ["closed_back"]}, "back.open-closed", "If it may be open"),
        ("sennheiser-hd-600", {"owned": ["sennheiser-hd-600"]}, "owned.again", ""),
        ("stax-sr-l300", {}, "amplifier.power", "energiser"),
    ],
)
def test_why_names_the_rule_and_what_would_turn_it(gear: str, row: dict[str, Any], rule: str, turn: str) -> None:
    """What keeps a model out, and the change that lets it in."""
    record = SHELF.get(gear)
    assert record is not None
    found = why(record, reading(SHELF, row), SHELF, RATES)
    assert rule in {fall.rule for fall in found.fallen}
    assert (turn in " ".join(found.turn)) if turn else not found.turn


def test_why_says_what_would_put_a_model_first() -> None:
    """A wish without which it would come first."""
    first = _ask(use=["home"])[0][1][0]
    record = SHELF.get(first)
    assert record is not None
    found = why(record, reading(SHELF, {"use": ["home", "portable"]}), SHELF, RATES)
    assert found.place > 0
    assert not found.fallen
    assert found.place == 1 or "Without your use: portable" in " ".join(found.turn)


def test_excluded_kinds_stay_out() -> None:
    """Earspeakers need an energiser; with one they may come."""
    assert "stax-sr-l300" not in str(_ask(genres={"classical": 0}))


def test_every_verdict_names_its_stance() -> None:
    """Weights and stances never contradict each other."""
    for row in ({"use": ["portable"], "sources": ["phone"]}, {"wants": ["iem"], "genres": {Genre.POP.value: 0}}):
        for _, judged in recommend(reading(SHELF, row), SHELF, RATES):
            for said in judged.verdicts:
                assert said.weight <= 0 or said.stance in (Stance.FOR, Stance.UNKNOWN)
                assert said.weight >= 0 or said.stance in (Stance.AGAINST, Stance.UNKNOWN, Stance.FOR)


def test_who_names_an_amount_sees_what_it_buys() -> None:
    small = shelf()
    for high in (300, 500, 900):
        asked = reading(small, {"budget": {"high": high}, "needs": ["open_back"], "genres": {"jazz": 0}})
        sums = [option.candidate.total for _, option in recommend(asked, small, RATES)]
        dearest = max(float(amount) for amount in sums if amount is not None)
        assert dearest >= 0.3 * high, (high, sums)


def test_no_two_options_go_by_one_name() -> None:
    small = shelf()
    for high in (100, 250, 500, 1000, 2000):
        asked = reading(small, {"budget": {"high": high}, "needs": ["over_ear"], "sound": ["neutral"]})
        labels = [label for label, _ in recommend(asked, small, RATES)]
        assert len(set(labels)) == len(labels), (high, labels)
