"""Models of several brands that have the same name: which brand is meant where the reader left it out."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.linking.carrying import beside
from catalog.linking.found import Found
from catalog.linking.reading import Reading
from catalog.models import How

CLEAR = 2
"""So many times better known than its rivals must a model be, to be meant without its brand."""
FAR = 3
"""So many times better known must a brand be, to be meant where its model is no better known than others'."""

Models = Mapping[int, list[int]]


def choose(one: Found, before: Found | None, reading: Reading) -> None:
    """Decide by a brand named nearby, by the kind of the name before it in a list, by fame; else ambiguous."""
    all_of: Models = {one.brand: one.places, **one.rivals} if one.brand is not None else one.rivals
    chosen = reading.nearest_brand(all_of, one.first)
    if chosen is None:
        chosen = _best_known(_alike(one, before, all_of, reading), reading)
    one.rivals = {}
    if chosen is not None:
        one.brand, one.places = chosen, all_of[chosen]
        return
    one.places = [place for places in all_of.values() for place in places]
    one.how, one.brand = How.AMBIGUOUS, None


def _alike(one: Found, before: Found | None, all_of: Models, reading: Reading) -> Models:
    """Those of the kind of the name that stands before it in a list, if any are: "the DX50 or the X1"."""
    if before is None or not before.places or not beside(reading.scene, before, one):
        return all_of
    records = reading.scene.index.records
    category = records[before.places[0]].category
    return {brand: at for brand, at in all_of.items() if records[at[0]].category is category} or all_of


def _best_known(all_of: Models, reading: Reading) -> int | None:
    index = reading.scene.index
    order = sorted(all_of, key=lambda brand: -index.records[all_of[brand][0]].popularity)
    if len(order) == 1:
        return order[0]
    best, second = (index.records[all_of[brand][0]].popularity for brand in order[:2])
    if best >= CLEAR * max(second, 1):
        return order[0]
    if best > second:
        return None
    equal = [brand for brand in order if index.records[all_of[brand][0]].popularity == best]
    first, other = sorted(equal, key=lambda brand: -index.renown[brand])[:2]
    return first if index.renown[first] >= FAR * max(index.renown[other], 1) else None
