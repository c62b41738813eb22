"""The shelf as the shortlist wants it: one compact tuple a record, by category, with prices in a currency.

Made once per version of the shelf, a category when it is first asked for, so that a question looks at thousands of
records in a few milliseconds without touching one of them. What is the same in every currency can be kept from one run
to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from catalog.models import Amp, Category, Headphones, Rates, Record
from knowledge.ports import GearShelf, Versioned
from knowledge.rules.drive import Drive, drive_of
from knowledge.rules.limits import fame
from knowledge.rules.money import tier, unasked
from knowledge.rules.outputs import output_from
from knowledge.rules.pairing import Tone, tone
from knowledge.rules.power import Output
from knowledge.rules.properties import properties

_KEPT = 12
_NO_DRIVE = Drive(False, None, None, False)
_INDEXES: dict[str, Index] = {}


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
    brand: str
    asked: tuple[Decimal, str] | None
    """The price to quote, with its currency."""
    look_up: Callable[[str], Record | None] | None = None

    @property
    def record(self) -> Record:
        """All that is known of it, looked up now."""
        found = self.look_up(self.id) if self.look_up is not None else None
        if found is None:
            raise KeyError(self.id)
        return found


class Listing(NamedTuple):
    """The entries of a category in one currency, those with the most points of their own first, and how to find one."""

    entries: tuple[Entry, ...]
    by_id: Mapping[str, Entry]
    bits: frozenset[int]


class Index:
    """The listings of one version of a shelf; `like` is the index of another that differs in these few ids."""

    def __init__(self, shelf: GearShelf, rates: Rates, like: tuple[Index, frozenset[str]] | None = None) -> None:
        self._shelf, self._rates, self._differing = shelf, rates, like[1] if like else frozenset()
        self._entries: dict[Category, Sequence[Entry]] = {}
        self._kept: Callable[[Category], Sequence[Entry] | None] = lambda category: None
        if like is not None:
            self._kept = lambda category: self._patched(category, like[0].unpriced(category))
        self._listings: dict[tuple[Category, str], Listing] = {}

    def listing(self, category: Category, currency: str) -> Listing:
        """The entries of a category in a currency."""
        key = (category, currency)
        if key not in self._listings:
            self._listings[key] = self._listing(category, currency)
        return self._listings[key]

    def _listing(self, category: Category, currency: str) -> Listing:
        rates, look_up = self._rates, self._shelf.get
        entries = [e._replace(cents=_cents(e.asked, currency, rates), look_up=look_up) for e in self.unpriced(category)]
        entries.sort(key=lambda entry: (-entry.static, entry.id))
        return Listing(tuple(entries), {e.id: e for e in entries}, frozenset(e.bits for e in entries))

    def unpriced(self, category: Category) -> Sequence[Entry]:
        """The entries of a category as they can be kept: no price in a currency yet, and no shelf behind them."""
        if category not in self._entries:
            kept = self._kept(category)
            self._entries[category] = kept or [self._entry(record) for record in self._shelf.of(category)]
        return self._entries[category]

    def _patched(self, category: Category, entries: Sequence[Entry]) -> list[Entry]:
        records = [self._shelf.get(gear) for gear in sorted(self._differing)]
        own = [self._entry(record) for record in records if record is not None and record.category == category]
        return [entry for entry in entries if entry.id not in self._differing] + own

    def adopt(self, kept: Callable[[Category], Sequence[Entry] | None]) -> None:
        """Ask for entries here first: they were made before, of this very version of the shelf, by this very code."""
        self._kept = kept

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
            brand=record.brand,
            asked=_asked(record),
        )


def in_cents(record: Record, currency: str, rates: Rates) -> int | None:
    """The price of a record in hundredths of a currency; None where no price or no rate is known."""
    return _cents(_asked(record), currency, rates)


def _asked(record: Record) -> tuple[Decimal, str] | None:
    price = record.price
    return (price.amount, price.currency) if price else None


def _cents(asked: tuple[Decimal, str] | None, currency: str, rates: Rates) -> int | None:
    amount = rates.convert(*asked, currency) if asked else None
    return None if amount is None else round(amount * 100)


def index_of(shelf: GearShelf, rates: Rates) -> Index:
    """The index of this version of the shelf, kept for the next question."""
    key = f"{shelf.version} {rates.as_of}"
    found = _INDEXES.pop(key, None)
    if found is None:
        found = Index(shelf, rates, _like(shelf, rates))
        while len(_INDEXES) >= _KEPT:
            _INDEXES.pop(next(iter(_INDEXES)), None)
    _INDEXES[key] = found  # the one that was asked for last goes last
    return found


def _like(shelf: GearShelf, rates: Rates) -> tuple[Index, frozenset[str]] | None:
    """The index of what the shelf says it differs little from, and the ids in which it does."""
    other, differing = shelf.differs_from if isinstance(shelf, Versioned) else ("", frozenset())
    found = _INDEXES.get(f"{other} {rates.as_of}")
    return (found, differing) if found is not None else None
