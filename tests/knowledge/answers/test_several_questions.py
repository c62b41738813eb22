"""A message with several questions gets an answer to each, the further ones shortly."""

from __future__ import annotations

from collections.abc import Callable

from bot.cli.shape import answer_object
from catalog.models import Rates
from knowledge.advise import advise
from knowledge.remember import remember
from knowledge.values import Intent, Kind, Reading
from tests.shelf_in_memory import ShelfInMemory

Make = Callable[..., Reading]


def _asked(make: Make, *questions: Reading) -> Reading:
    main = questions[0]
    return main.model_copy(update={"questions": questions, "also": tuple(one.intent for one in questions[1:])})


def test_options_and_an_explanation(
    make: Make, small: ShelfInMemory, day_rates: Rates, golden: Callable[[str, str], None]
) -> None:
    wish = make(
        "recommend",
        wants=["headphones"],
        budget={"high": 300, "currency": "USD"},
        genres={"jazz": None},
        needs=["open_back"],
    )
    amp = make("explain", topics=("who-needs-an-amp",), owned=["sennheiser-hd-600"])
    golden("two-questions", advise(_asked(make, wish, amp), small, day_rates).text)


def test_an_assessment_and_options(make: Make, small: ShelfInMemory, day_rates: Rates) -> None:
    good = make("assess", candidates=["sennheiser-hd-600"], genres={"rock": None})
    wish = make("recommend", wants=["iem"], budget={"high": 100, "currency": "USD"})
    reply = advise(_asked(make, good, wish), small, day_rates)
    assert reply.kind is Kind.VERDICT
    assert [other.kind for other in reply.further] == [Kind.OPTIONS]
    assert reply.further[0].options[0].items[0].name in reply.text
    assert answer_object(reply)["further"][0]["options"]
    kept = remember(reply)
    assert kept is not None
    assert kept.shown[0].gear == (reply.further[0].options[0].items[0].id,)
    assert kept.reading.questions == ()


def test_the_whole_reading_is_kept_and_the_main_question_is_answered(
    make: Make, small: ShelfInMemory, day_rates: Rates
) -> None:
    main = make("recommend", wants=["headphones"])
    whole = make("recommend", wants=["headphones", "amp"]).model_copy(
        update={"questions": (main, make("explain", topics=("burn-in",))), "also": (Intent.EXPLAIN,)}
    )
    reply = advise(whole, small, day_rates)
    assert reply.reading == whole
    assert all(len(option.items) == 1 for option in reply.options)
