"""Settle what stands for each field of one model, and keep a dissenting figure as unverified."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log10

from catalog.build.claims import HAND, LETTERS, Claim, Notes
from catalog.build.merge import HAND_SOURCE, Model
from catalog.build.specs import MEASURED
from catalog.models import Trust

EARS = {
    "form", "back", "driver", "impedance_ohm", "sensitivity_db_mw", "sensitivity_db_v", "weight_g", "wireless",
    "noise_cancelling", "microphone", "removable_cable", "release_year", "status", "tonality", "character",
    "popularity",
}  # fmt: skip
ELECTRONICS = {
    "output_impedance_ohm", "max_output_v", "balanced", "battery", "inputs", "outputs", "topology", "drive",
    "weight_g", "release_year", "status", "character", "popularity",
}  # fmt: skip
ACCESSORY = {"kind", "release_year", "status", "popularity"}
FIELDS = {"headphones": EARS, "iem": EARS, "source": ELECTRONICS | {"kind"}, "accessory": ACCESSORY}
FORMS = {"headphones": {"over_ear", "on_ear"}, "iem": {"in_ear", "earbud"}}
WORDS = {"form", "back", "driver", "wireless", "noise_cancelling", "microphone", "balanced", "battery", "status"}
GRAMS = {"headphones": (40, 1000), "iem": (1, 200)}
OFF = 5
"""dB by which samples and ways of measuring do not differ."""
FIRST_YEAR_READ = 2012
"""Earlier years that a machine read from prose are mostly of the maker's history."""
LISTS = {"inputs", "outputs"}
"""Fields in which a source that names fewer words does not contradict one that names more."""
SLIP = 8
"""How many times too large or small a figure is that lost or won a digit."""
NEAR = {"sensitivity_db_mw": 1.0, "sensitivity_db_v": 1.0}


@dataclass(frozen=True)
class Fact:
    """One line of the bundled data."""

    gear: str
    field: str
    value: str
    source: str
    trust: Trust
    as_of: str


def facts(model: Model, gear: str, notes: Notes) -> Iterator[Fact]:
    """All facts of one model that are carried."""
    first = min(model.claims.get("", []) or [c for cs in model.claims.values() for c in cs], key=_preference)
    source = "names" if first.source in {"specs", "names"} else first.source
    trust = Trust.UNVERIFIED if source in {"names", HAND_SOURCE} else first.trust
    for field, value in (("brand", model.brand), ("model", model.name), ("category", model.category)):
        yield Fact(gear, field, value, source, trust, first.as_of or "2026-07")
    allowed = FIELDS.get(model.category, ELECTRONICS)
    for field, claims in sorted(model.claims.items()):
        if field and _allowed(field, allowed, model.category):
            for claim in _standing(field, _fitting(field, claims, model, notes), notes, gear):
                yield Fact(gear, field, claim.value, claim.source, claim.trust, claim.as_of)


def _allowed(field: str, allowed: set[str], category: str) -> bool:
    head = field.split(":")[0]
    return (
        field in allowed
        or head in {"alias", "price"}
        or (head == "power" and allowed is not EARS and category not in {"accessory", "dac"})
    )


def _fitting(field: str, claims: list[Claim], model: Model, notes: Notes) -> list[Claim]:
    """Leave out what cannot be of this model: the form of another kind, another impedance's figures."""
    if field == "form" and model.category in FORMS:
        claims = [c for c in claims if c.value in FORMS[model.category] or c.source == HAND_SOURCE]
    if field == "back" and model.category == "iem":
        claims = [c for c in claims if c.value == "closed" or c.source == HAND_SOURCE]
    if field in {"impedance_ohm", "sensitivity_db_mw", "sensitivity_db_v"} and model.by_hand:
        meant = next((c.value for c in model.claims.get("impedance_ohm", []) if c.source == HAND_SOURCE), "")
        fit = [c for c in claims if not meant or _ohms(c.variant) in {"", meant}]
        if field == "impedance_ohm" and meant:
            fit = [c for c in fit if 1 / SLIP < float(c.value) / float(meant) < SLIP]
        if len(fit) < len(claims):
            notes.add("dropped: figure of another impedance", f"{model.brand} {model.name} {field}")
        claims = fit
    if field == "weight_g" and model.category in GRAMS:
        low, high = GRAMS[model.category]
        claims = [c for c in claims if low <= float(c.value) <= high]
    if field in NEAR:
        claims = [_checked(c, model, notes) for c in claims]
    if field == "release_year":
        claims = _years(claims, model, notes)
    return claims


def _ohms(variant: str) -> str:
    """The impedance that a variant is named after."""
    match = re.search(r"(\d+) ?(?:ohm|Ω)", variant, re.IGNORECASE)
    return match[1] if match else ""


def _checked(claim: Claim, model: Model, notes: Notes) -> Claim:
    """A stated sensitivity that a measurement contradicts is carried as unverified."""
    measured = model.claims.get(MEASURED, [])
    ohms = model.claims.get("impedance_ohm", [])
    if not measured or not ohms or claim.trust is Trust.MEASURED:
        return claim
    per_volt = 94 - 20 * log10(float(measured[0].value) / 1000)
    more = 0.0 if claim.field.endswith("_v") else 10 * log10(1000 / float(min(ohms, key=_preference).value))
    if abs(float(claim.value) + more - per_volt) <= OFF:
        return claim
    notes.add("doubted: sensitivity far from a measurement", f"{model.brand} {model.name} {claim.field} {claim.value}")
    return replace(claim, trust=Trust.UNVERIFIED)


def _years(claims: list[Claim], model: Model, notes: Notes) -> list[Claim]:
    """A year read by machine stands only when it is recent and nobody says another."""
    sure = {c.value for c in claims if c.rank < LETTERS.index("C") or c.source == HAND_SOURCE}
    kept = []
    for claim in claims:
        machine = claim.rank >= LETTERS.index("C+") and claim.source != HAND_SOURCE
        likely = claim.value in sure or (not sure and int(claim.value) >= FIRST_YEAR_READ)
        if likely or not machine:
            kept.append(claim)
        else:
            notes.add("dropped: year read by machine, not plausible", f"{model.brand} {model.name} {claim.value}")
    return kept


def _preference(claim: Claim) -> tuple[int, int, str, str]:
    return list(Trust).index(claim.trust), claim.rank, claim.source, claim.value


def _age(claim: Claim, newest: bool) -> tuple[int, int]:
    """Trust, and the year where the newest is wanted."""
    return list(Trust).index(claim.trust), -int(claim.as_of[:4] or 0) if newest else 0


def _standing(field: str, claims: list[Claim], notes: Notes, gear: str) -> Iterator[Claim]:
    """The claim that stands, and at most one that differs from it."""
    if not claims:
        return
    if field.startswith("alias:"):
        yield claims[0]
        return
    if field == "tonality":
        yield min(claims, key=lambda c: (c.rank, c.source, c.value))
        return
    votes = Counter(value for value, _ in {(c.value, c.source) for c in claims}) if field in WORDS else Counter()
    newest = field == "price:seen"
    order = sorted(claims, key=lambda c: (*_age(c, newest), -votes[c.value], *_preference(c)))
    hand = next((c for c in order if c.source == HAND_SOURCE), None)
    best = order[0]
    if field in LISTS:
        best = max((c for c in order if _agree(field, c, best)), key=lambda c: c.value.count(";"))
    if hand and field not in WORDS | LISTS:
        equals = [c for c in order if (c.rank, c.trust) == (best.rank, best.trust)]
        best = next((c for c in equals if _agree(field, c, hand)), best)
    if hand and field.startswith("price:"):
        yield from {c.source: c for c in (best, hand)}.values()
        return
    if hand and field in WORDS - {"status"} and best.rank >= HAND:
        best = next(c for c in order if _agree(field, c, hand))
    yield best
    other = next((c for c in order if not _agree(field, c, best)), None)
    if other and other.source == HAND_SOURCE:
        notes.add("dropped: hand-kept, and a source says otherwise", f"{gear} {field}: {other.value} for {best.value}")
    elif other and not field.startswith("price:"):
        notes.add("disputed", f"{gear} {field}: {best.value} ({best.source}) against {other.value} ({other.source})")
        yield replace(other, trust=Trust.UNVERIFIED, as_of=min(other.as_of, best.as_of))


def _agree(field: str, one: Claim, other: Claim) -> bool:
    """Whether two claims say the same, figures within what rounding and samples explain."""
    if field in LISTS:
        mine, theirs = set(one.value.split(";")), set(other.value.split(";"))
        return mine <= theirs or theirs <= mine
    try:
        a, b = float(one.value.split()[0]), float(other.value.split()[0])
    except (ValueError, IndexError):
        return one.value == other.value
    return abs(a - b) <= NEAR.get(field, 0.1 * max(a, b))
