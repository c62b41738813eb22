"""Take out of a model's facts what cannot stand beside the rest of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import log10

from catalog.build.choose import Fact
from catalog.build.claims import Notes
from catalog.build.merge import HAND_SOURCE
from catalog.models import Trust

LONG_SOLD = 10
APART = 4


def coherent(lines: Iterable[Fact], notes: Notes) -> list[Fact]:
    """Of a sensitivity at 1 mW and one at 1 V that do not go together, leave the better trusted."""
    lines = list(lines)
    first = {f.field: f for f in reversed(lines)}
    ohm, per_mw, per_v = (first.get(f) for f in ("impedance_ohm", "sensitivity_db_mw", "sensitivity_db_v"))
    if not (ohm and per_mw and per_v):
        return lines
    difference = float(per_v.value) - float(per_mw.value) - 10 * log10(1000 / float(ohm.value))
    if abs(difference) <= APART:
        return lines
    worse = max((per_mw, per_v), key=lambda f: (list(Trust).index(f.trust), f.source == "frieve", f.field))
    notes.add("dropped: sensitivity at odds with the other unit's", f"{worse.gear} {worse.field} {worse.value}")
    return [f for f in lines if f.field != worse.field]


def tidy_prices(lines: Iterable[Fact], notes: Notes) -> list[Fact]:
    """Drop a shop's price that the maker's own or the model's age makes absurd."""
    lines = list(lines)
    dollars = [f for f in lines if f.field.startswith("price:") and f.value.endswith("USD")]
    prices = {f.field.split(":")[1]: float(f.value.split()[0]) for f in dollars}
    gone = any(f.field == "status" and f.value == "discontinued" for f in lines)
    years = [int(f.value) for f in lines if f.field == "release_year" and f.source != "frieve"]
    old = any(year < 2012 for year in years)
    live = any(f.field == "status" and f.value == "current" for f in lines)
    anchor = prices.get("msrp") or prices.get("seen")
    result = []
    for fact in lines:
        amount = float(fact.value.split()[0]) if fact.field.startswith("price:") else 0.0
        shop = fact.field == "price:street" and fact.source != HAND_SOURCE
        if shop and (gone or (old and not live) or (anchor and not 0.3 * anchor <= amount <= 1.3 * anchor)):
            notes.add("dropped: shop price of a model no longer sold, or absurd", f"{fact.gear} {fact.value}")
        elif fact.field == "price:msrp" and gone and years and int(fact.as_of[:4]) > min(years) + LONG_SOLD:
            if "seen" not in prices:
                result.append(replace(fact, field="price:seen"))
        elif fact.field == "price:seen" and (msrp := prices.get("msrp")) and not 0.25 * msrp <= amount <= 3 * msrp:
            notes.add("dropped: seen price contradicts the maker's", f"{fact.gear} {fact.value} against {msrp}")
        else:
            result.append(fact)
    return result


def possible_power(lines: Iterable[Fact], notes: Notes) -> list[Fact]:
    """Drop a balanced figure of what has no balanced output, and a single-ended one that only repeats the balanced."""
    lines = list(lines)
    balanced = {f.field.removesuffix(":balanced"): f for f in lines if f.field.endswith(":balanced")}
    unbalanced = any(f.field == "balanced" and f.value == "no" for f in lines)
    result = []
    for fact in lines:
        twin = balanced.get(fact.field)
        if unbalanced and fact.field.endswith(":balanced"):
            notes.add("dropped: balanced power without a balanced output", f"{fact.gear} {fact.field} {fact.value}")
        elif twin and not unbalanced and (fact.value, fact.source) == (twin.value, twin.source):
            notes.add("dropped: power that repeats the balanced output's", f"{fact.gear} {fact.field} {fact.value}")
        else:
            result.append(fact)
    return result
