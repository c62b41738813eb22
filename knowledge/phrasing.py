"""Names of slot values, money and dates as replies say them; the names are data in `phrasing.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from catalog.models import Back, Category, Driver, Form, Price, PriceKind, Rates, Record, SourceKind
from knowledge.values import Genre, Need, Sound, Use, Want

_TABLES: Mapping[str, type[StrEnum]] = {
    "want": Want,
    "category": Category,
    "genre": Genre,
    "use": Use,
    "need": Need,
    "sound": Sound,
    "source": SourceKind,
    "form": Form,
    "back": Back,
    "driver": Driver,
    "price": PriceKind,
}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_WHOLE_FROM = Decimal(100)
_ROUND_FROM = Decimal(10)


@cache
def _names() -> dict[str, dict[str, Any]]:
    names = tomllib.loads((resources.files("knowledge") / "phrasing.toml").read_text(encoding="utf-8"))
    gaps = [f"{table}.{value}" for table, values in _TABLES.items() for value in values if value not in names[table]]
    if gaps:
        raise ValueError(f"knowledge/phrasing.toml has no name for {', '.join(gaps)}")
    return names


def say(table: str, value: str) -> str:
    """The name of a slot's value.

    >>> say("genre", "hip_hop"), say("use", Use.PORTABLE)
    ('hip-hop', 'on the move')
    """
    return str(_names()[table][value])


def one(value: Want | Category) -> str:
    """One of a kind of gear: "a DAC/amp"."""
    return str(_names()["category"][value][0])


def many(value: Want | Category) -> str:
    """A kind of gear in general: "DAC/amps"."""
    return str(_names()["category"][value][1])


def ask(slot: str) -> str:
    """The question that asks a slot back."""
    return str(_names()["ask"][slot])


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Join parts as a sentence does.

    >>> listed(["a", "b", "c"]), listed(["a", "b"], "or"), listed([])
    ('a, b and c', 'a or b', '')
    """
    *head, tail = [part for part in parts if part] or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def money(amount: Decimal | float, currency: str) -> str:
    """An amount as readers write it; cents only below a hundred, and only where there are some.

    >>> money(Decimal("1299.5"), "USD"), money(Decimal("73.42"), "EUR"), money(500, "SEK"), money(20, "XTS")
    ('$1,300', '€73.42', '500 kr', '20 XTS')
    """
    exact = Decimal(str(amount))
    whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
    digits = f"{whole:,}" if exact == whole or exact >= _WHOLE_FROM else f"{exact:,.2f}"
    before, after = _names()["currency"].get(currency, ("", f" {currency}"))
    return f"{before}{digits}{after}"


def whole(amount: Decimal) -> Decimal:
    """An amount without cents where it is ten or more: sums and converted prices are no more exact than that.

    >>> whole(Decimal("73.42")), whole(Decimal("9.5"))
    (Decimal('73'), Decimal('9.5'))
    """
    return amount.quantize(Decimal(1), ROUND_HALF_UP) if abs(amount) >= _ROUND_FROM else amount


def day(iso: str) -> str:
    """A date as a sentence says it, as exact as it is known.

    >>> day("2025-07-03"), day("2025-07"), day("2012"), day("")
    ('July 2025', 'July 2025', '2012', '')
    """
    year, _, rest = iso.partition("-")
    month = rest[:2]
    return f"{_MONTHS[int(month) - 1]} {year}" if month.isdigit() and 1 <= int(month) <= 12 else year


def converted(prices: Iterable[Price | None], currency: str, rates: Rates) -> str:
    """Say of which day the rates are, where one of these prices is told in another currency; else nothing."""
    foreign = {price.currency for price in prices if price is not None} - {currency}
    if not any(rates.convert(Decimal(1), other, currency) for other in foreign):
        return ""
    year, month, date = rates.as_of.split("-")
    when = f"{int(date)} {_MONTHS[int(month) - 1]} {year}"
    return f"Converted at the European Central Bank's rates of {when}."


def priced(price: Price | None, currency: str, rates: Rates) -> str:
    """A price in the reader's currency with its kind and date; the original beside it where it was converted."""
    if price is None:
        return "no price known"
    when = day(price.as_of)
    kind = f"{say('price', price.kind)}{', ' if price.kind is not PriceKind.SEEN else ' '}{when}".rstrip(", ")
    amount = rates.convert(price.amount, price.currency, currency)
    if amount is None or price.currency == currency:
        return f"{money(price.amount, price.currency)} ({kind})"
    return f"about {money(whole(amount), currency)} ({money(price.amount, price.currency)}, {kind})"


def build_of(gear: Record) -> str:
    """What kind of thing it is, in a few words: "an open over-ear pair", "a DAC/amp"."""
    back, form = getattr(gear, "back", None), getattr(gear, "form", None)
    if gear.category not in (Category.HEADPHONES, Category.IEM):
        return one(gear.category)
    if gear.category is Category.IEM:
        return "an in-ear pair"
    words = [say("back", back)] if back else []
    words += [say("form", form)] if form else []
    return _article(" ".join([*words, "pair"])) if words else one(gear.category)


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'aeio' else 'a'} {words}"


def shortened(text: str, most: int) -> str:
    """A text cut at the end of a line or word so that it fits, with a sign that it was."""
    if len(text) <= most:
        return text
    cut = text[: most - 2]
    at = max(cut.rfind("\n"), cut.rfind(" "))
    return cut[: at if at > most // 2 else len(cut)].rstrip() + " …"
