"""What a rule row can ask of a piece of gear: yes, no and unknown are three different properties.

A record's properties are one integer, a bit for each, so that thousands of records can be tested in a moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from catalog.models import Amp, Back, Category, Dac, Driver, Form, Headphones, Record, Status
from knowledge.rules.power import Effort, effort
from knowledge.rules.tables import table
from knowledge.rules.tastes import measured

LIGHT_G, HEAVY_G = 230.0, 330.0
LOW_OHM, HIGH_OHM = 2.0, 10.0
_THREE = ("yes", "no", "unknown")
_INPUTS = ("usb", "optical", "coaxial", "line", "bluetooth", "lightning")
_CHARACTER = ("warm", "bright", "bass", "light_bass", "neutral", "detail", "soundstage", "vocals", "smooth", "lively")
_KINDS = table("kinds")

NAMES: tuple[str, ...] = (
    *(f"kind:{kind}" for kind in (*Category, "drive")),
    *(f"form:{form}" for form in (*Form, "unknown")),
    *(f"back:{back}" for back in (*Back, "unknown")),
    *(f"driver:{driver}" for driver in (*Driver, "unknown")),
    *(f"{field}:{said}" for field in ("wireless", "anc", "mic", "cable", "balanced", "carry") for said in _THREE),
    *(f"weight:{said}" for said in ("light", "medium", "heavy", "unknown")),
    *(f"tone:{said}" for said in ("measured", "words", "unknown")),
    *(f"effort:{said}" for said in ("phone", "dongle", "amp", "strong", "unknown")),
    *(f"zout:{said}" for said in ("low", "medium", "high", "unknown")),
    *(f"drives:{said}" for said in ("phone", "dongle", "amp", "strong", "unknown")),
    *(f"in:{said}" for said in _INPUTS),
    *(f"topology:{said}" for said in ("tube", "hybrid", "solid_state")),
    *(f"char:{said}" for said in _CHARACTER),
    *(f"made-for:{said}" for said in _KINDS),
    *(f"status:{status}" for status in Status),
)
BITS: dict[str, int] = {name: 1 << n for n, name in enumerate(NAMES)}


def mask(names: Iterable[str]) -> int:
    """The bits of some properties; a name that is none of them is a KeyError."""
    total = 0
    for name in names:
        total |= BITS[name]
    return total


_KEPT = 512
_known: dict[int, tuple[Record, int]] = {}
"""The bits of records that were asked for lately, by identity: hashing a whole record costs more than its bits."""


def properties(gear: Record) -> int:
    """The bits of a record."""
    known = _known.get(id(gear))
    if known is not None and known[0] is gear:
        return known[1]
    if len(_known) >= _KEPT:
        _known.clear()
    bits = mask(_of(gear))
    _known[id(gear)] = gear, bits
    return bits


def _of(gear: Record) -> Iterator[str]:
    yield f"kind:{gear.category}"
    if gear.status is not None:
        yield f"status:{gear.status}"
    if isinstance(gear, Headphones):
        yield from _headphones(gear)
    elif isinstance(gear, Amp | Dac):
        yield from _electronics(gear)


def _headphones(gear: Headphones) -> Iterator[str]:
    form = gear.form or (Form.IN_EAR if gear.category == Category.IEM else None)
    yield f"form:{form or 'unknown'}"
    yield f"back:{gear.back or 'unknown'}"
    yield f"driver:{gear.driver or 'unknown'}"
    yield f"wireless:{_said(gear.wireless)}"
    yield f"anc:{_said(gear.noise_cancelling)}"
    yield f"mic:{_said(gear.microphone)}"
    yield f"cable:{_said(gear.removable_cable)}"
    yield f"tone:{'measured' if measured(gear) else 'words' if gear.character else 'unknown'}"
    yield f"weight:{_weight(gear.weight_g)}"
    needs = effort_of(gear)
    yield f"effort:{'unknown' if needs is None else needs.name.lower()}"
    yield from (f"char:{word}" for word in gear.character if word in _CHARACTER)
    named = made_for(gear.brand, gear.model)
    yield from (f"made-for:{kind}" for kind in named if kind != "studio" or not (gear.wireless or "gaming" in named))
    if gear.release_year and gear.release_year < _KINDS["vintage"]["before"]:
        yield "made-for:vintage"


def effort_of(gear: Headphones) -> Effort | None:
    """What a pair asks of its source; None where the figures are not known. Wireless ones bring their own amp."""
    if gear.wireless:
        return Effort.PHONE
    if gear.db_per_volt is None or not gear.impedance_ohm:
        return None
    return effort(gear.db_per_volt, gear.impedance_ohm)


def _electronics(gear: Amp | Dac) -> Iterator[str]:
    if isinstance(gear, Amp):
        yield "kind:drive"
    yield f"balanced:{_said(gear.balanced)}"
    yield f"carry:{_carry(gear)}"
    yield f"drives:{gear.drive or 'unknown'}"
    ohm = gear.output_impedance_ohm
    yield f"zout:{'unknown' if ohm is None else 'low' if ohm <= LOW_OHM else 'high' if ohm > HIGH_OHM else 'medium'}"
    yield from (f"in:{word}" for word in gear.inputs if word in _INPUTS)
    yield from (f"char:{word}" for word in gear.character if word in _CHARACTER)
    yield from (f"made-for:{kind}" for kind in made_for(gear.brand, gear.model))
    if gear.topology in ("tube", "hybrid", "solid_state"):
        yield f"topology:{gear.topology}"


def _carry(gear: Amp | Dac) -> str:
    """Whether it runs without the mains, where a battery, its class or its line says so."""
    if gear.battery or gear.category == Category.DAP or gear.drive in ("phone", "dongle"):
        return "yes"
    if "portable" in made_for(gear.brand, gear.model):
        return "yes"
    return "no" if gear.battery is False or gear.topology == "tube" or "rca" in gear.inputs else "unknown"


def _said(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"


def _weight(grams: float | None) -> str:
    if grams is None:
        return "unknown"
    return "light" if grams <= LIGHT_G else "heavy" if grams > HEAVY_G else "medium"


@lru_cache(maxsize=32768)
def made_for(brand: str, model: str) -> tuple[str, ...]:
    """What the name tells of its purpose.

    >>> made_for("HyperX", "Cloud II"), made_for("Sennheiser", "HD 600"), made_for("Beyerdynamic", "DT 770 Pro")
    (('gaming',), ('studio',), ('studio',))
    """
    maker, name = brand.casefold(), model.casefold()
    found = tuple(kind for kind, brands, words in _NAMED if maker in brands or (words and words.search(name)))
    at = tuple(kind for kind, words, brands in _AT if maker in brands and words.search(name) and kind not in found)
    return found if "gaming" in found else (*found, *at)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])")


_NAMED = tuple(
    (kind, frozenset(row["brands"]), _pattern(row["words"]) if row["words"] else None) for kind, row in _KINDS.items()
)
_AT = tuple(
    (kind, _pattern([word]), frozenset(brands))
    for kind, row in _KINDS.items()
    for word, brands in row.get("at", {}).items()
)
