"""Text forms of values: each function makes a parser, or is one. A parser returns the value or complains (Unfit).

Numbers are finite, words are lower case, and text holds no control characters; the complaint says what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TypeVar

from catalog.models import Bands, Tonality

SOUND = frozenset(
    {"warm", "bright", "bass", "light_bass", "neutral", "detail", "soundstage", "vocals", "smooth", "lively"}
)
BANDS = ("sub_bass", "bass", "low_mids", "mids", "upper_mids", "treble", "air")

T = TypeVar("T", bound=StrEnum)

_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
_MONEY = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,2})?) ([A-Z]{3})")
_WORD = re.compile(r"[a-z0-9][a-z0-9_.+-]{0,39}")
_PAIR = re.compile(r"(\w+)=(.*?)(?= \w+=|$)")
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


_MARKUP = re.compile(r"[*_`~<\[\]\\=]|^#|(?<!\w)@|\|\||://|\bdiscord\.gg\b")
"""What formats, links or calls somebody where a name is shown; "Opus #1" and "Cube@Home" do not."""
_FORMULA = re.compile(r"[+-](?! )")


class Unfit(ValueError):  # noqa: N818 - said of a value, as in "unfit: expected ohms"
    """A value that does not fit; the text is a complaint without the field's name."""


class Drive(StrEnum):
    PHONE = "phone"
    DONGLE = "dongle"
    AMP = "amp"
    STRONG = "strong"


class Topology(StrEnum):
    TUBE = "tube"
    SOLID_STATE = "solid_state"
    HYBRID = "hybrid"


def text(value: str) -> str:
    """Read a name: up to 120 characters, none of them a control character or markup, no blanks around."""
    if not value or value != value.strip():
        raise Unfit("expected a name, without blanks around it")
    if len(value) > 120:
        raise Unfit(f"expected at most 120 characters, not {len(value)}")
    if UNPRINTABLE.search(value):
        raise Unfit("expected printable characters; take out the invisible ones")
    if found := _MARKUP.search(value) or _FORMULA.match(value):
        raise Unfit(
            f"expected a name as the maker writes it, without {found[0]!r}: no markup, mention, link or formula"
        )
    return value


def word(value: str) -> str:
    """Read one word in lower case."""
    if not _WORD.fullmatch(value):
        raise Unfit(f"{value!r}: expected a word in lower case, as in cd_player")
    return value


def words(known: frozenset[str] | None = None) -> Callable[[str], tuple[str, ...]]:
    """Make a parser of words joined by semicolons, each from `known` where that is given."""

    def parse(value: str) -> tuple[str, ...]:
        read = tuple(word(part) for part in value.split(";"))
        strange = [part for part in read if known is not None and part not in known]
        if strange:
            raise Unfit(f"{', '.join(strange)}: expected words from {', '.join(sorted(known or ()))}, joined by ;")
        return tuple(dict.fromkeys(read))

    return parse


@cache
def choice(options: type[T]) -> Callable[[str], T]:
    """Make a parser of one of an enumeration's values."""

    def parse(value: str) -> T:
        try:
            return options(value)
        except ValueError:
            raise Unfit(f"{value!r}: expected one of {', '.join(options)}") from None

    return parse


def number(low: float, high: float, unit: str) -> Callable[[str], float]:
    """Make a parser of a number within a plausible range.

    >>> number(1, 2000, "ohms")("300")
    300.0
    """

    def parse(value: str) -> float:
        if not _NUMBER.fullmatch(value):
            raise Unfit(f"{value!r}: expected a number from {low:g} to {high:g} ({unit}), with a point for decimals")
        read = float(value)
        if not low <= read <= high:
            raise Unfit(f"{value} is outside {low:.10g}-{high:.10g} {unit}: check the unit")
        return read

    return parse


def whole(low: int, high: int, meaning: str) -> Callable[[str], int]:
    """Make a parser of a whole number."""

    def parse(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not low <= int(value) <= high:
            raise Unfit(f"{value!r}: expected a whole number from {low} to {high} ({meaning})")
        return int(value)

    return parse


def yes_no(value: str) -> bool:
    """Read `yes` or `no`."""
    if value not in ("yes", "no"):
        raise Unfit(f"{value!r}: expected yes or no")
    return value == "yes"


def yes(value: str) -> bool:
    """Read `yes`; what is not so has no fact."""
    if value != "yes":
        raise Unfit(f"{value!r}: expected yes, or nothing to take it out")
    return True


def year(value: str) -> int:
    """Read a year of release: from the first headphones to what is announced for next year."""
    latest = date.today().year + 1
    if not re.fullmatch(r"[0-9]{4}", value) or not 1900 <= int(value) <= latest:
        raise Unfit(f"{value!r}: expected a year from 1900 to {latest}")
    return int(value)


def money(value: str) -> tuple[Decimal, str]:
    """Read an amount and its currency.

    >>> money("149.99 USD")
    (Decimal('149.99'), 'USD')
    """
    match = _MONEY.fullmatch(value)
    if match is None or not Decimal(match[1]):
        raise Unfit(f"{value!r}: expected an amount and a currency, as in 149.99 USD")
    return Decimal(match[1]), match[2]


def load(value: str) -> tuple[float, bool]:
    """Read the load that a power is delivered into: ohms, and whether from a balanced output.

    >>> load("300:balanced")
    (300.0, True)
    """
    ohm, _, balanced = value.partition(":")
    if balanced not in ("", "balanced"):
        raise Unfit(f"{value!r}: expected ohms, or ohms and balanced, as in power:32:balanced")
    return number(1, 10_000, "ohms")(ohm), bool(balanced)


def tonality(value: str) -> Tonality:
    """Read seven bands in dB, and what else is said of the measurement."""
    if UNPRINTABLE.search(value) or len(value) > 1000:
        raise Unfit("expected one line of printable characters")
    pairs = dict(_PAIR.findall(value))
    if _PAIR.sub("", value).strip():
        raise Unfit(f"{value!r}: expected sub_bass=… to air=…, spread=…, grade=…, measurers=…")
    strange = sorted(pairs.keys() - {*BANDS, "spread", "grade", "measurers", "note"})
    missing = [band for band in BANDS if band not in pairs]
    if strange or missing:
        raise Unfit(f"expected each of {', '.join(BANDS)}; {_difference(missing, strange)}")
    if any(_MARKUP.search(pairs.get(name, "")) for name in ("grade", "measurers", "note")):
        raise Unfit("expected the grade, the measurers and the note as plain text")
    decibels = number(-60, 60, "dB")
    return Tonality(
        bands=Bands(**{band: decibels(pairs[band]) for band in BANDS}),
        spread_db=decibels(pairs["spread"]) if "spread" in pairs else None,
        grade=pairs.get("grade", ""),
        measurers=pairs.get("measurers", ""),
        note=pairs.get("note", ""),
    )


def _difference(missing: list[str], strange: list[str]) -> str:
    parts = [f"missing: {', '.join(missing)}" if missing else "", f"unknown: {', '.join(strange)}" if strange else ""]
    return "; ".join(part for part in parts if part)
