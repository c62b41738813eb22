"""Find facts that contradict each other or cannot be: what is wrong, with which gear, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import log10

from catalog.build.names import model_key, plain
from catalog.models import Amp, Back, Category, Dac, Device, Form, Gear, Headphones, Price, PriceKind, Record, Status

OPEN_IN_EARS = frozenset({"audeze-isine-10", "audeze-isine-20", "audeze-lcdi4"})
"""In-ear monitors whose makers did build them open."""
LONG_SOLD = 10
FORMS = {Category.HEADPHONES: {Form.OVER_EAR, Form.ON_EAR}, Category.IEM: {Form.IN_EAR, Form.EARBUD}}
MOST_OHMS, OFTEN_OHMS = 2000, 620
GRAMS = {Form.OVER_EAR: (50, 1000), Form.ON_EAR: (20, 700), Form.IN_EAR: (1, 200), Form.EARBUD: (1, 200)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one piece of gear; a warning is odd, but may be so."""

    gear: str
    field: str
    what: str
    do: str
    warning: bool = False

    def __str__(self) -> str:
        """Say it on one line.

        >>> print(Finding("x-y", "back", "an in-ear monitor is said to be open", "correct the form or the back"))
        x-y: back: an in-ear monitor is said to be open; correct the form or the back
        """
        return f"{self.gear}: {self.field}: {self.what}; {self.do}"


def check(records: Iterable[Record], sources: Collection[str] | None = None) -> list[Finding]:
    """Everything that is wrong or odd; `sources` are the ids that facts may name, where they are known."""
    every = list(records)
    found = [f for record in every for f in _of_one(record)]
    found += _twice(every)
    if sources is not None:
        found += [
            Finding(r.id, field, f"the source {p.source!r} is not listed", "add it to the sources, or name another")
            for r in every
            for field, p in r.provenance.items()
            if p.source not in sources
        ]
    return sorted(found, key=lambda f: (f.warning, f.gear, f.field, f.what))


def contradictions(records: Iterable[Record], sources: Collection[str] | None = None) -> list[Finding]:
    """What cannot be so, without the warnings."""
    return [f for f in check(records, sources) if not f.warning]


def _of_one(record: Record) -> Iterator[Finding]:
    yield from _prices(record)
    yield from _year(record)
    if isinstance(record, Headphones):
        yield from _wearing(record)
        yield from _hearing(record)
        yield from _weight(record)
    elif isinstance(record, Amp | Dac | Device):
        yield from _electronics(record)


def _prices(gear: Gear) -> Iterator[Finding]:
    for price in gear.prices:
        field = f"price:{price.kind}"
        if not price.as_of:
            yield Finding(gear.id, field, "the price has no date", "say when it was asked")
        if price.amount <= 0:
            yield Finding(gear.id, field, f"{price.amount} is no price", "take it back")
        elif price.amount > 150_000:
            yield Finding(
                gear.id, field, f"{price.amount} {price.currency} is a lot", "check the currency", warning=True
            )
        yield from _decade(gear, price, field)


def _decade(gear: Gear, price: Price, field: str) -> Iterator[Finding]:
    """A price is asked while a model is sold: not before it came, nor long after it went."""
    if not gear.release_year or not price.as_of[:4].isdigit():
        return
    year = int(price.as_of[:4])
    if year < gear.release_year - 1:
        what = f"the price is of {year}, the model of {gear.release_year}"
        yield Finding(gear.id, field, what, "correct the year or the date")
    late = price.kind is PriceKind.MSRP and year > gear.release_year + LONG_SOLD and gear.status is Status.DISCONTINUED
    if late:
        what = f"the maker's price of {year} is of another decade than the model ({gear.release_year})"
        yield Finding(gear.id, field, what, "make it a price that was seen", warning=True)


def _year(gear: Gear) -> Iterator[Finding]:
    if gear.release_year is not None and not 1900 <= gear.release_year <= date.today().year + 1:
        yield Finding(gear.id, "release_year", f"{gear.release_year} cannot be", "correct it or take it back")


def _wearing(gear: Headphones) -> Iterator[Finding]:
    if gear.form and gear.form not in FORMS[gear.category]:
        what = f"{gear.form} does not go with the category {gear.category}"
        yield Finding(gear.id, "form", what, "correct the form or the category")
    if gear.form is Form.IN_EAR and gear.back is Back.OPEN and gear.id not in OPEN_IN_EARS:
        yield Finding(gear.id, "back", "an in-ear monitor is said to be open", "correct the form or the back")
    if gear.form is Form.OVER_EAR and gear.back is Back.OPEN and gear.noise_cancelling:
        what = "open headphones cannot cancel noise"
        yield Finding(gear.id, "noise_cancelling", what, "correct one of the two")
    if gear.tonality and max(abs(b) for b in gear.tonality.bands.model_dump().values()) > 40:
        yield Finding(gear.id, "tonality", "a band is more than 40 dB off", "check the measurement")


def _hearing(gear: Headphones) -> Iterator[Finding]:
    ohm, per_mw, per_v = gear.impedance_ohm, gear.sensitivity_db_mw, gear.sensitivity_db_v
    if ohm is not None and not 1 <= ohm <= MOST_OHMS:
        yield Finding(gear.id, "impedance_ohm", f"{ohm:g} ohms cannot be", "check the unit")
    elif ohm is not None and ohm > OFTEN_OHMS:
        yield Finding(gear.id, "impedance_ohm", f"{ohm:g} ohms are rare", "check the figure", warning=True)
    for field, value in (("sensitivity_db_mw", per_mw), ("sensitivity_db_v", per_v)):
        if value is not None and not 60 <= value <= 150:
            yield Finding(gear.id, field, f"{value:g} dB cannot be", "check the unit")
    if ohm and per_mw is not None and per_v is not None:
        difference = per_v - per_mw - 10 * log10(1000 / ohm)
        if abs(difference) > 4:
            what = f"{per_mw:g} dB/mW and {per_v:g} dB/V do not go together at {ohm:g} ohms"
            yield Finding(gear.id, "sensitivity_db_v", what, "take one of them back")


def _weight(gear: Headphones) -> Iterator[Finding]:
    if gear.weight_g is None or gear.form is None:
        return
    low, high = GRAMS[gear.form]
    if not low <= gear.weight_g <= high:
        what = f"{gear.weight_g:g} g is not what {gear.form} gear weighs"
        yield Finding(gear.id, "weight_g", what, "check the unit")


def _electronics(gear: Amp | Dac | Device) -> Iterator[Finding]:
    if gear.category is Category.DAP:
        for field, words in (("inputs", gear.inputs), ("outputs", gear.outputs)):
            if not words:
                yield Finding(gear.id, field, f"a player without {field}", "say how music gets in and out")
        if not gear.power and not gear.drive and not gear.battery:
            yield Finding(gear.id, "power", "neither power nor battery is known", "look them up", warning=True)
    if gear.output_impedance_ohm is not None and not 0 <= gear.output_impedance_ohm <= MOST_OHMS:
        yield Finding(
            gear.id, "output_impedance_ohm", f"{gear.output_impedance_ohm:g} ohms cannot be", "check the unit"
        )
    most = max((p.mw for p in gear.power if p.ohm <= 64), default=0.0)
    if any(not 0 < p.mw <= 200_000 for p in gear.power):
        yield Finding(gear.id, "power", "a power outside 0-200,000 mW", "check the unit: milliwatts per channel")
    if gear.drive == "phone" and most >= 500:
        what = f"{most:g} mW, and yet a phone's drive class"
        yield Finding(gear.id, "drive", what, "correct the class, or take it back")
    volts = gear.max_output_v
    over = [p for p in gear.power if volts and not p.balanced and p.mw > 1.5 * 1000 * volts**2 / p.ohm]
    if over:
        what = f"{over[0].mw:g} mW into {over[0].ohm:g} ohms need more than {volts:g} V"
        yield Finding(gear.id, "max_output_v", what, "check which output each figure is of", warning=True)


def _twice(records: list[Record]) -> Iterator[Finding]:
    """Two records that are one model, and names that mean two records."""
    first: dict[str, str] = {}
    spoken: dict[str, str] = {}
    for record in records:
        key = model_key(record.brand, record.model)
        other = first.setdefault(key, record.id)
        if other != record.id:
            yield Finding(record.id, "model", f"the same model as {other}", "join the two, or tell them apart by name")
        spoken.setdefault(plain(record.name), record.id)
    for record in records:
        for alias in record.aliases:
            other = spoken.setdefault(plain(alias), record.id)
            if other != record.id:
                yield Finding(record.id, f"alias:{alias}", f"also means {other}", "leave it with one of them")
