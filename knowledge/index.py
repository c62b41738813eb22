"""The shelf as the shortlist wants it: one compact tuple a record, by category, with prices in a currency.

Made once per version of the shelf, a category when it is first asked for, so that a question looks at thousands of
records in a few milliseconds without touching one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from catalog.models import Amp, Category, Headphones, Rates, Record
from knowledge.ports import GearShelf
from knowledge.rules.driving import Drive, drive_of
from knowledge.rules.limits import fame
from knowledge.rules.money import tier, unasked
from knowledge.rules.outputs import output_from
from knowledge.rules.pairing import Tone, tone
from knowledge.rules.power import Output
from knowledge.rules.properties import properties

_KEPT = 3
_NO_DRIVE = Drive(False, None, None, False)
_INDEXES: dict[tuple[str, int], Index] = {}


class Entry(NamedTuple):
    """One record: its price in cents of a currency (None where unknown), and what every question needs of it."""

    cents: int | None
    id: str
    bits: int
    static: int
    unasked: int
    tone: Tone | None
    drive: Drive
    output: Output | None
    record: Record


class Listing(NamedTuple):
    """The entries of a category in one currency, those with the most points of their own first, and how to find one."""

    entries: tuple[Entry, ...]
    by_id: Mapping[str, Entry]
    bits: frozenset[int]


class Index:
    """The listings of one version of a shelf."""

    def __init__(self, shelf: GearShelf, rates: Rates) -> None:
        self._shelf, self._rates = shelf, rates
        self._entries: dict[Category, list[Entry]] = {}
        self._listings: dict[tuple[Category, str], Listing] = {}

    def listing(self, category: Category, currency: str) -> Listing:
        """The entries of a category in a currency."""
        key = (category, currency)
        if key not in self._listings:
            self._listings[key] = self._listing(category, currency)
        return self._listings[key]

    def _listing(self, category: Category, currency: str) -> Listing:
        entries = [e._replace(cents=in_cents(e.record, currency, self._rates)) for e in self._of(category)]
        entries.sort(key=lambda entry: (-entry.static, entry.id))
        return Listing(tuple(entries), {e.id: e for e in entries}, frozenset(e.bits for e in entries))

    def _of(self, category: Category) -> list[Entry]:
        if category not in self._entries:
            self._entries[category] = [self._entry(record) for record in self._shelf.of(category)]
        return self._entries[category]

    def _entry(self, record: Record) -> Entry:
        cents = in_cents(record, "USD", self._rates)
        usd = None if cents is None else cents / 100
        return Entry(
            cents=None,
            id=record.id,
            bits=properties(record),
            static=tier(record.category, usd) + fame(record.popularity, isinstance(record, Headphones)),
            unasked=unasked(record.category, usd),
            tone=tone(record) if isinstance(record, Headphones) else None,
            drive=drive_of(record) if isinstance(record, Headphones) else _NO_DRIVE,
            output=output_from(record) if isinstance(record, Amp) else None,
            record=record,
        )


def in_cents(record: Record, currency: str, rates: Rates) -> int | None:
    """The price of a record in hundredths of a currency; None where no price or no rate is known."""
    price = record.price
    amount = rates.convert(price.amount, price.currency, currency) if price else None
    return None if amount is None else round(amount * 100)


def index_of(shelf: GearShelf, rates: Rates) -> Index:
    """The index of this version of the shelf, kept for the next question."""
    key = (f"{shelf.version} {rates.as_of}", id(shelf))
    found = _INDEXES.get(key)
    if found is None:
        while len(_INDEXES) >= _KEPT:
            _INDEXES.pop(next(iter(_INDEXES)))
        found = _INDEXES[key] = Index(shelf, rates)
    return found
