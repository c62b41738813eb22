"""Names that stand without their brand."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.linking.evidence import FAMOUS, WELL_KNOWN, Strength, strength
from catalog.linking.forms import Kind
from catalog.linking.found import Found
from catalog.linking.going_on import goes_on, numbered, other_digits, other_tail
from catalog.linking.index import Entry
from catalog.linking.lexicon import commonness
from catalog.linking.scene import Scene, brand_at
from catalog.linking.unknown import longer_name
from catalog.linking.windows import Window
from catalog.models import How

RIVALS = 9
"""So many brands at most are weighed against each other for one name."""
FAMILIES = (Kind.FAMILY, Kind.GLUE)


def standing_alone(scene: Scene, own: Sequence[Window]) -> Found | None:
    """What the longest of some windows may mean without its brand, or with the brand said behind it."""
    for window in own:
        if len(window.key) == 1:
            return None
        brand = _brand_after(scene, window)
        if brand is not None:
            return brand
        kind, known = scene.index.told(window.key)
        needs = strength(scene.text, window, kind, known)
        if needs > Strength.BRAND or (needs is Strength.BRAND and not _said_daily(scene, window, known)):
            return _found(scene, window, kind, needs)
    return None


def _said_daily(scene: Scene, window: Window, known: int) -> bool:
    """Tell whether words are everyday ones with no capital, and no famous model's: nothing could ever settle them."""
    small = known < FAMOUS and not scene.text.capital(window.first)
    return small and all(word.isalpha() and commonness(word) == 2 for word in window.key.split())


def _brand_after(scene: Scene, window: Window) -> Found | None:
    """A model with its brand behind it: "the TMA1 from AIAIAI"."""
    text, at = scene.text, window.last + 1
    if at + 1 >= text.size or text.atoms[at] not in {"from", "by"} or text.gaps[at] > 3:
        return None
    brand = brand_at(scene, at + 1)
    if brand is None:
        return None
    entries = [entry for entry in window.entries if scene.index.brand_of[entry[0]] == brand.number]
    if not entries or min(kind for _, kind in entries) > Kind.FAMILY:
        return None
    kind = min(kind for _, kind in entries)
    how = How.FAMILY if kind is Kind.FAMILY else How.EXACT
    return Found(window.first, brand.last, how, scene.index.best(entries), brand.number, core=window.first, kind=kind)


def _with_number(scene: Scene, window: Window, end: int, needs: Strength, places: list[int]) -> Strength:
    """A number behind a word says that it is a model's, "Modi 9", unless everybody says the word every day."""
    number = scene.text.atoms[window.last + 1 : window.last + 2]
    counted = bool(number) and (number[0].isdigit() or window.last + 1 in scene.text.versions)
    known = counted and scene.index.records[places[0]].popularity >= WELL_KNOWN
    rare = any(commonness(word) < 2 for word in window.key.split())
    words = window.key.replace(" ", "").isalpha()
    if not words or end == window.last or needs <= Strength.NEVER or not (rare or known):
        return needs
    return max(needs, Strength.ALONE if rare and known else Strength.TALK)


def _weight(scene: Scene, entries: list[Entry]) -> float:
    """How likely a brand's entries are meant: how well known, and half of that without the series letters."""
    return max(scene.index.records[at].popularity / (2 if kind is Kind.TAIL else 1) for at, kind in entries)


def end_of_name(scene: Scene, window: Window, kind: Kind, places: list[int]) -> int:
    """The last atom of the name that a window begins: the window's own, unless a version or a number goes on behind."""
    end = goes_on(scene.text, window.last, not any(char.isdigit() for char in window.key.rpartition(" ")[2]))
    if end == window.last and kind <= Kind.ALIAS:
        end = other_tail(scene.text, window.last, scene.index.records[places[0]].aliases)
    if end > window.last or kind is Kind.FULL:
        return end
    models = [scene.index.records[place].model for place in places]
    if kind is Kind.FAMILY:
        end = other_digits(scene.text, window.first, window.last, models[:RIVALS])
        if end > window.last:
            return end
    if kind >= Kind.FAMILY or any(char.isdigit() and char not in window.key for char in models[0]):
        return numbered(scene.text, window.last, models)
    return end


def _found(scene: Scene, window: Window, kind: Kind, needs: Strength) -> Found | None:
    text, index = scene.text, scene.index
    usable = [entry for entry in window.entries if entry[1] <= Kind.TAIL] or list(window.entries)
    by_brand: dict[int, list[Entry]] = {}
    for entry in usable:
        by_brand.setdefault(index.brand_of[entry[0]], []).append(entry)
    ranked = sorted(by_brand, key=lambda brand: -_weight(scene, by_brand[brand]))
    best = by_brand[ranked[0]]
    places = index.best(best)
    kind = min(kind for _, kind in best)
    end = end_of_name(scene, window, kind, places)
    if end > window.last or (kind is Kind.GLUE and len(places) == 1):
        needs = _with_number(scene, window, end, needs, places)
        if needs < Strength.TALK or len(ranked) > 1:
            return None
        name = longer_name(index, text, window.first, window.last, end, places, kind <= Kind.ALIAS)
        return Found(window.first, max(end, window.last), How.UNKNOWN, places, ranked[0], name, needs, window.first)
    rivals = {brand: index.best(by_brand[brand]) for brand in ranked[1:RIVALS]}
    how = How.FAMILY if kind in FAMILIES else How.BRAND_LEFT_OUT
    found = Found(window.first, window.last, how, places, ranked[0], "", needs, window.first, rivals, kind=kind)
    found.words = not any(char.isdigit() for char in window.key)
    found.daily = found.words and all(commonness(word) == 2 for word in window.key.split())
    found.settled = needs is Strength.ALONE and not rivals
    return found
