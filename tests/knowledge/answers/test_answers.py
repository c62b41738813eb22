"""Each kind of answer holds what its reader needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.models import Rates
from knowledge.advise import advise
from knowledge.articles import articles
from knowledge.values import Kind, Reading, Reply, Unclear, Unknown, Words

Ask = Callable[..., Reply]
Make = Callable[..., Reading]


def test_silence_is_nothing_at_all(ask: Ask) -> None:
    reply = ask("none")
    assert reply.kind is Kind.SILENCE
    assert reply.text == ""
    assert reply.answer_id


def test_another_language_is_answered_by_saying_which_is_read(ask: Ask) -> None:
    reply = ask("recommend", foreign=True)
    assert reply.kind is Kind.ASK
    assert "English" in reply.text


def test_options_keep_to_the_budget_and_cite_rules(ask: Ask) -> None:
    reply = ask("recommend", wants=["headphones"], budget={"high": 120, "currency": "EUR"}, genres={"rock": None})
    assert 1 <= len(reply.options) <= 3
    for option in reply.options:
        assert option.total.currency == "EUR"
        assert option.total.amount is not None
        assert option.total.amount <= 120
        assert all(line.rule and line.text for line in option.reasons)
        assert f"[{option.reasons[0].rule}]" in reply.text


def test_what_is_owned_is_never_offered(ask: Ask) -> None:
    slots = {"wants": ["headphones"], "budget": {"high": 200, "currency": "USD"}}
    first = ask("recommend", **slots).options[0].items[0].id
    again = ask("recommend", owned=[first], **slots)
    assert first not in {item.id for option in again.options for item in option.items}


def test_nothing_fits_says_what_would_let_something_in(ask: Ask) -> None:
    reply = ask("recommend", wants=["headphones"], budget={"high": 8, "currency": "USD"}, needs=["closed_back"])
    assert not reply.options
    assert reply.relaxations
    assert reply.relaxations[0] in reply.text


def test_a_named_thing_that_is_not_offered_gets_a_word(ask: Ask) -> None:
    reply = ask(
        "recommend", wants=["headphones"], budget={"high": 100, "currency": "USD"}, candidates=["sennheiser-hd-700"]
    )
    assert "About the HD 700 you looked at" in reply.text


def test_one_question_comes_back_only_where_it_changes_the_first(ask: Ask) -> None:
    open_ = ask("recommend", wants=["headphones"])
    assert 1 <= len(open_.asks) <= 2
    told = ask(
        "recommend",
        wants=["headphones"],
        budget={"high": 150, "currency": "USD"},
        sources=["phone"],
        use=["portable"],
        genres={"rock": None},
    )
    assert told.asks == ()


def test_an_amp_is_asked_for_which_headphones(ask: Ask) -> None:
    assert "gear" in ask("recommend", wants=["amp"], budget={"high": 200, "currency": "USD"}).asks


def test_a_choice_picks_by_its_name(ask: Ask) -> None:
    reply = ask("choose", wants=["headphones"], genres={"hip_hop": None}, needs=["closed_back"],
                candidates=["audio-technica-ath-m50x", "philips-shp9500"])  # fmt: skip
    assert reply.verdict is not None
    assert reply.verdict.pick == "Audio-Technica ATH-M50x"
    assert reply.verdict.over == ("Philips SHP9500",)
    assert any("open" in line.text for line in reply.verdict.reasons)


def test_things_of_different_kinds_have_no_winner(ask: Ask) -> None:
    reply = ask("choose", candidates=["fiio-x3-2nd-gen", "ibasso-d-zero-mk2"])
    assert reply.verdict is not None
    assert reply.verdict.pick is None
    assert "is a player" in reply.text
    assert "is a DAC/amp" in reply.text


def test_a_choice_that_comes_out_level_asks_what_would_tell(ask: Ask) -> None:
    reply = ask("choose", wants=["amp"], candidates=["alo-audio-national", "cypher-labs-picollo"])
    assert reply.verdict is not None
    assert reply.verdict.pick is None
    assert "gear" in reply.asks


def test_what_one_has_can_be_the_winner(ask: Ask) -> None:
    reply = ask("choose", genres={"rock": None, "metal": None}, owned=["audio-technica-ath-m50x"],
                candidates=["aedle-vk-1"])  # fmt: skip
    assert reply.verdict is not None
    assert reply.verdict.pick is None
    assert "Keep the Audio-Technica ATH-M50x" in reply.text


def test_a_single_candidate_is_assessed(ask: Ask) -> None:
    reply = ask("choose", genres={"rock": None}, candidates=["sennheiser-hd-600"],
                unknown_gear=(Unknown(words=Words(text="XYZ 9")),))  # fmt: skip
    assert reply.kind is Kind.VERDICT
    assert "know only the Sennheiser HD 600" in reply.text


def test_a_match_is_confirmed_and_a_mismatch_is_not(ask: Ask) -> None:
    even = ask("assess", candidates=["sennheiser-hd-560s"], genres={"rock": None})
    bright = ask("assess", candidates=["sennheiser-hd-700"], genres={"rock": None, "metal": None})
    assert even.verdict is not None
    assert even.verdict.pick == "Sennheiser HD 560S"
    assert bright.verdict is not None
    assert bright.verdict.pick is None
    assert any("treble" in line.text for line in bright.verdict.cautions)


def test_whether_it_drives_is_said_in_decibels(ask: Ask) -> None:
    reply = ask("assess", wants=["dap"], candidates=["fiio-x1"], owned=["sennheiser-hd-25"])
    assert reply.verdict is not None
    assert reply.verdict.pick == "FiiO X1"
    assert "dB at peaks" in reply.text


def test_fit_is_not_promised(ask: Ask) -> None:
    reply = ask("assess", candidates=["audio-technica-ath-m50x"], needs=["glasses", "small_head"])
    assert reply.verdict is not None
    assert reply.verdict.pick is None
    assert "no table says" in reply.text


def test_what_is_not_known_is_not_weighed(ask: Ask) -> None:
    reply = ask("assess", unknown_gear=(Unknown(words=Words(text="XYZ 9"), near=("sennheiser-hd-600",)),))
    assert reply.verdict is not None
    assert reply.verdict.pick is None
    assert "I don't know the 'XYZ 9'; the Sennheiser HD 600 is in my catalogue and is another model." in reply.text


def test_an_unclear_name_is_asked_for(ask: Ask) -> None:
    unclear = Unclear(words=Words(text="the 6x0"), name="6x0", ids=("sennheiser-hd-600", "sennheiser-hd-650"))
    reply = ask("recommend", wants=["headphones"], unclear=(unclear,))
    assert "'the 6x0' fits the Sennheiser HD 600 or Sennheiser HD 650: which one?" in reply.text


@pytest.mark.parametrize("intent", ["explain", "troubleshoot", "hookup"])
@pytest.mark.parametrize("topic", sorted(articles()))
def test_every_article_is_told_whole(ask: Ask, intent: str, topic: str) -> None:
    reply = ask(intent, topics=(topic,), owned=["sennheiser-hd-650", "grado-sr60i", "fiio-x1"])
    assert reply.topic == topic
    assert len(reply.text.split()) >= 60
    assert len(reply.text) <= 4000
    assert articles()[topic].do[0] in reply.text


@pytest.mark.parametrize("intent", ["explain", "troubleshoot", "hookup"])
def test_without_a_topic_the_nearest_is_told_and_said_to_be_no_more(ask: Ask, intent: str) -> None:
    reply = ask(intent)
    assert reply.topic in articles()
    assert "the nearest I can say" in reply.text


def test_a_second_question_is_answered_too(ask: Ask) -> None:
    reply = ask("assess", also=["hookup"], topics=("turntable-and-phono",), candidates=["sennheiser-hd-600"])
    assert [other.topic for other in reply.further] == ["turntable-and-phono"]
    assert "To your other question: " in reply.text


def test_a_choice_that_also_wants_an_amp_gets_one_for_what_is_left(ask: Ask) -> None:
    reply = ask(
        "choose",
        wants=["headphones", "amp"],
        budget={"high": 400, "currency": "USD"},
        genres={"rock": None},
        candidates=["philips-shp9500", "akg-k371"],
    )
    pick = next(item for item in reply.reading.gear if reply.verdict and item.name == reply.verdict.pick)
    (beside,) = reply.further
    spent = {"philips-shp9500": 75, "akg-k371": 149}[pick.id or ""]
    assert "beside the" in reply.text
    assert beside.options
    for option in beside.options:
        assert {item.category.value for item in option.items} <= {"amp", "dac_amp"}
        assert option.total.amount is not None
        assert option.total.amount <= 400 - spent


def test_or_something_else_offers_others_no_dearer(ask: Ask) -> None:
    reply = ask("choose", also=["recommend"], wants=["headphones"], genres={"rock": None},
                candidates=["audio-technica-ath-m50", "aedle-vk-1"])  # fmt: skip
    assert reply.kind is Kind.VERDICT
    assert reply.options
    assert all(option.total.amount is not None and option.total.amount <= 350 for option in reply.options)
    offered = {item.id for option in reply.options for item in option.items}
    assert not offered & {"audio-technica-ath-m50", "aedle-vk-1"}


def test_the_same_question_gets_the_same_answer(small: object, day_rates: Rates, make: Make) -> None:
    reading = make("recommend", wants=["headphones"], genres={"jazz": None})
    one, other = (advise(reading, small, day_rates) for _ in range(2))  # type: ignore[arg-type]
    assert one == other
    assert len(one.answer_id) == 8
    assert one.answer_id != advise(make("recommend", wants=["iem"]), small, day_rates).answer_id  # type: ignore[arg-type]
