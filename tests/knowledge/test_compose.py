"""A text starts with the receipt, cites rules, and always fits one message."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from catalog.models import Rates
from knowledge.compose import MOST, compose, write
from knowledge.values import Choice, Kind, Line, Money, Option, Reading, Reply

Make = Callable[..., Reading]


def lines(count: int, length: int = 150) -> tuple[Line, ...]:
    return tuple(Line(rule="music.pairing", text=f"{number} " + "word " * (length // 5)) for number in range(count))


def test_the_receipt_comes_first(make: Make, day_rates: Rates) -> None:
    reply = Reply(
        kind=Kind.EXPLANATION, reading=make("explain"), receipt="Understood: it.", explanation=("So.", "Why.")
    )
    assert compose(reply, day_rates).text == "Understood: it.\n\nSo.\n\nWhy."


def test_a_long_reply_is_said_with_fewer_reasons(make: Make, day_rates: Rates) -> None:
    option = Option(
        items=(), label="long", total=Money(amount=Decimal(5), currency="USD"), reasons=lines(9), cautions=lines(9)
    )
    reply = Reply(kind=Kind.OPTIONS, reading=make("recommend"), receipt="Understood.", options=(option,) * 5)
    text = write(reply, day_rates)
    assert len(text) <= MOST
    assert text.count("long") == 5
    assert "[music.pairing]" in text


def test_whatever_it_is_it_is_cut_to_one_message(make: Make, day_rates: Rates) -> None:
    verdict = Choice(pick=None, over=("a", "b"), reasons=lines(20, 2000))
    reply = Reply(kind=Kind.VERDICT, reading=make("choose"), receipt="Understood.", verdict=verdict)
    text = write(reply, day_rates)
    assert len(text) <= MOST
    assert text.endswith(" …")


def test_a_reply_inside_a_reply_is_short(make: Make, day_rates: Rates) -> None:
    inner = Reply(
        kind=Kind.EXPLANATION, reading=make("explain"), explanation=("Short.", "Reason.", "- a\n- b\n- c\n- d")
    )
    outer = Reply(kind=Kind.VERDICT, reading=make("assess"), explanation=("Yes.",), further=(inner,),
                  verdict=Choice(pick="X", over=(), reasons=lines(1)))  # fmt: skip
    text = write(outer, day_rates)
    assert "To your other question: Short." in text
    assert "- c" in text
    assert "- d" not in text
    assert "Reason." not in text
