"""The fields that facts may be about: how each is written, what is plausible, and which categories have it.

Text forms are those of FORMAT.md. A complaint is a sentence about the value: "impedance_ohm: 5000 is outside 1-2000
ohms: check the unit".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from catalog import values as v
from catalog.models import Back, Category, Driver, Form, PriceKind, SourceKind, Status
from catalog.values import Unfit

EVERY = frozenset(Category)
WORN = frozenset({Category.HEADPHONES, Category.IEM})
ELECTRONICS = frozenset({Category.AMP, Category.DAC, Category.DAC_AMP, Category.DAP, Category.SOURCE})
KINDED = frozenset({Category.SOURCE, Category.ACCESSORY})

Parse = Callable[[str], object]
_ID = re.compile(r"[^\W_A-Z](?:[^\W_A-Z]|[-.+]){0,119}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its unit as people write it, the parser of its text form, and the parser of what follows a colon."""

    name: str
    parse: Parse
    categories: frozenset[Category] = EVERY
    unit: str = ""
    argument: Parse | None = None


def _gear(value: str) -> str:
    if said := id_complaint(value):
        raise Unfit(said)
    return value


def _fields() -> list[Field]:
    return [
        Field("brand", v.text),
        Field("model", v.text),
        Field("category", v.choice(Category)),
        Field("alias", v.yes, argument=v.text),
        Field("kind", v.word, KINDED),
        Field("form", v.choice(Form), WORN),
        Field("back", v.choice(Back), WORN),
        Field("driver", v.choice(Driver), WORN),
        Field("impedance_ohm", v.number(1, 2000, "ohms"), WORN, "ohm"),
        Field("sensitivity_db_mw", v.number(60, 145, "dB SPL at 1 mW"), WORN, "dB/mW"),
        Field("sensitivity_db_v", v.number(60, 160, "dB SPL at 1 V"), WORN, "dB/V"),
        Field("weight_g", v.number(1, 100_000, "grams"), EVERY, "g"),
        Field("output_impedance_ohm", v.number(0, 2000, "ohms"), ELECTRONICS, "ohm"),
        Field("max_output_v", v.number(0.01, 200, "volts"), ELECTRONICS, "V"),
        Field("wireless", v.yes_no, WORN),
        Field("noise_cancelling", v.yes_no, WORN),
        Field("microphone", v.yes_no, WORN),
        Field("removable_cable", v.yes_no, WORN),
        Field("balanced", v.yes_no, ELECTRONICS),
        Field("battery", v.yes_no, ELECTRONICS),
        Field("release_year", v.year),
        Field("status", v.choice(Status)),
        Field("price", v.money, argument=v.choice(PriceKind)),
        Field("power", v.number(0.01, 200_000, "milliwatts per channel"), ELECTRONICS, "mW", argument=v.load),
        Field("tonality", v.tonality, WORN, "dB"),
        Field("character", v.words(v.SOUND), WORN | ELECTRONICS),
        Field("drive", v.choice(v.Drive), ELECTRONICS),
        Field("inputs", v.words(), ELECTRONICS),
        Field("outputs", v.words(), ELECTRONICS),
        Field("topology", v.choice(v.Topology), ELECTRONICS),
        Field("merged_into", _gear),
        Field("popularity", v.whole(0, 100, "0 nobody asks, 100 everybody does")),
    ]


FIELDS: Mapping[str, Field] = MappingProxyType({field.name: field for field in _fields()})
IDENTITY = ("brand", "model", "category")
"""The fields without which there is no record."""

_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_WORN_GRAMS = v.number(1, 2000, "grams")


def split(field: str) -> tuple[str, str]:
    """Part a field from its argument.

    >>> split("power:32:balanced"), split("form")
    (('power', '32:balanced'), ('form', ''))
    """
    name, _, argument = field.partition(":")
    return name, argument


@lru_cache(maxsize=100_000)
def parse(field: str, value: str, category: Category | None = None) -> object:
    """Read a value from its text form. An empty one is None.

    Errors: Unfit, whose text is the complaint.
    """
    name, argument = split(field)
    known = FIELDS.get(name)
    if known is None:
        raise Unfit(f"there is no field {field!r}; the fields are {', '.join(FIELDS)}")
    _check_argument(known, field, argument)
    if category is not None and category not in known.categories:
        raise Unfit(f"{name}: a record of category {category} has no such field")
    if not value:
        return None
    try:
        if name == "weight_g" and category in WORN:
            return _WORN_GRAMS(value)
        if name == "kind" and category is Category.SOURCE:
            return v.choice(SourceKind)(value)
        return known.parse(value)
    except Unfit as unfit:
        raise Unfit(f"{field}: {unfit}") from None


def _check_argument(known: Field, field: str, argument: str) -> None:
    if known.argument is None and argument:
        raise Unfit(f"{field}: {known.name} takes nothing after a colon")
    if known.argument is None:
        return
    try:
        known.argument(argument)
    except Unfit as unfit:
        raise Unfit(f"{field}: after the colon, {unfit}") from None


def complaint(field: str, value: str, category: Category | None = None) -> str:
    """Say what is wrong with a field's value, or nothing.

    >>> complaint("impedance_ohm", "5000")
    'impedance_ohm: 5000 is outside 1-2000 ohms: check the unit'
    >>> complaint("back", "open", Category.DAC)
    'back: a record of category dac has no such field'
    >>> complaint("price:street", "149.99 USD")
    ''
    """
    try:
        parse(field, value, category)
    except Unfit as unfit:
        return str(unfit)
    return ""


def unit(field: str) -> str:
    """Name the unit in which a field is given; empty where it has none."""
    known = FIELDS.get(split(field)[0])
    return known.unit if known else ""


def id_complaint(gear: str) -> str:
    """Say what is wrong with a record's id, or nothing."""
    if _ID.fullmatch(gear) and gear == gear.lower() and not v.UNPRINTABLE.search(gear):
        return ""
    return "expected an id: brand and model in lower case, joined by hyphens, as in sennheiser-hd-600"


@lru_cache(maxsize=4096)
def date_complaint(as_of: str) -> str:
    """Say what is wrong with a fact's date, or nothing."""
    if not as_of or _DATE.fullmatch(as_of):
        return ""
    return "expected a date as 2024, 2024-05 or 2024-05-31, or nothing"
