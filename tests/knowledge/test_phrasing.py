"""Every value has a name, money has its sign, and dates are as exact as they are known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalog.models import Price, PriceKind, Provenance, Rates, Trust
from knowledge import phrasing
from knowledge.phrasing import build_of, converted, day, money, priced, say, shortened

RATES = Rates(as_of="2026-10-30", per_eur={"EUR": Decimal(1), "USD": Decimal("1.25")})
SAID = Provenance(source="oem", trust=Trust.PUBLISHED)


def price(kind: PriceKind, as_of: str) -> Price:
    return Price(amount=Decimal(100), currency="USD", kind=kind, as_of=as_of, provenance=SAID)


def test_every_value_of_every_slot_has_a_name() -> None:
    for table, values in phrasing._TABLES.items():
        assert all(say(table, value) for value in values)


def test_a_gap_in_the_names_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.phrasing.tomllib.loads", lambda _: {table: {} for table in phrasing._TABLES})
    phrasing._names.cache_clear()
    with pytest.raises(ValueError, match=r"want\.headphones"):
        say("want", "headphones")
    phrasing._names.cache_clear()


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [(Decimal("99.9"), "GBP", "£99.90"), (12345, "IDR", "Rp 12,345"), (0, "USD", "$0"), (99.999, "EUR", "€100.00")],
)
def test_money_is_written_as_readers_write_it(amount: Decimal, currency: str, words: str) -> None:
    assert money(amount, currency) == words


@pytest.mark.parametrize(
    ("kind", "as_of", "currency", "words"),
    [
        (PriceKind.STREET, "2025-07", "USD", "$100 (street price, July 2025)"),
        (PriceKind.SEEN, "2026", "USD", "$100 (seen 2026)"),
        (PriceKind.MSRP, "", "USD", "$100 (maker's price)"),
        (PriceKind.MSRP, "2012", "EUR", "about €80 ($100, maker's price, 2012)"),
        (PriceKind.MSRP, "2012", "XTS", "$100 (maker's price, 2012)"),
    ],
)
def test_a_price_has_its_kind_and_date(kind: PriceKind, as_of: str, currency: str, words: str) -> None:
    assert priced(price(kind, as_of), currency, RATES) == words
    assert priced(None, currency, RATES) == "no price known"


def test_the_day_of_the_rates_is_told_where_a_price_is_converted() -> None:
    dollars = price(PriceKind.STREET, "2025-07")
    assert (
        converted([None, dollars], "EUR", RATES) == "Converted at the European Central Bank's rates of 30 October 2026."
    )
    assert not converted([None, dollars], "USD", RATES)
    assert not converted([dollars], "XAU", RATES)
    assert not converted([], "EUR", RATES)


def test_a_month_that_is_none_is_left_out() -> None:
    assert day("2025-13") == "2025"


def test_a_thing_is_named_by_its_build(small: object) -> None:
    names = ("sennheiser-hd-600", "aedle-vk-1", "moondrop-chu-ii", "fiio-e17-alpen")
    built = [build_of(small.get(name)) for name in names]  # type: ignore[attr-defined]
    assert built == ["an open over-ear pair", "a closed on-ear pair", "an in-ear pair", "a DAC/amp"]


def test_a_text_is_cut_at_a_word() -> None:
    assert shortened("one two three four", 12) == "one two …"
    assert shortened("one", 12) == "one"
