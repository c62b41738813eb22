"""What a thing's price buys elsewhere: how many of its equals in price and build suit the wish better."""

from __future__ import annotations

from typing import NamedTuple

from catalog.models import Headphones, Record
from knowledge.answers.asked import Asked
from knowledge.index import index_of
from knowledge.phrasing import build_of, money
from knowledge.rules.pairing import tone, value
from knowledge.rules.tastes import measured, wish_of
from knowledge.values import Line

BAND = 0.3
"""Share of the price up and down within which others are its equals."""
FEWEST = 5


class Equals(NamedTuple):
    """How many measured pairs of its price and build there are, how many of them come nearer, and the sentence."""

    of: int
    better: int
    line: Line


def among_equals(asked: Asked, record: Record) -> Equals | None:
    """How a measured pair stands among measured pairs of its price and build; None where there are too few."""
    price = record.price
    amount = asked.rates.convert(price.amount, price.currency, asked.currency) if price else None
    if not isinstance(record, Headphones) or amount is None or not measured(record):
        return None
    low, high = int(float(amount) * (1 - BAND) * 100), int(float(amount) * (1 + BAND) * 100)
    rivals = _rivals(asked, record, low, high)
    if len(rivals) < FEWEST:
        return None
    mine = value(wish_of(asked.reading), tone(record))
    better = sum(points > mine for points in rivals)
    built = build_of(record).split(" ", 1)[1].removesuffix(" pair") if record.form else "other"
    span = f"{money(low // 100, asked.currency)} to {money(high // 100, asked.currency)}"
    count = "none comes" if not better else "1 comes" if better == 1 else f"{better} come"
    text = f"Of {len(rivals)} measured {built} pairs from {span}, {count} nearer to the balance you want."
    return Equals(len(rivals), better, Line(rule="value.price", text=text))


def _rivals(asked: Asked, record: Headphones, low: int, high: int) -> list[int]:
    """The points of the measured pairs of a price span that are built alike."""
    listing = index_of(asked.shelf, asked.rates).listing(record.category, asked.currency)
    wish = wish_of(asked.reading)
    return [
        value(wish, entry.tone)
        for entry in listing.entries
        if entry.cents is not None and low <= entry.cents <= high and entry.tone is not None and not entry.tone.words
        if entry.id != record.id and _alike(entry.record, record)
    ]


def _alike(one: Record, other: Headphones) -> bool:
    return isinstance(one, Headphones) and one.form == other.form and one.back == other.back
