"""What stands behind a brand: a model, a misspelt one, one that the catalogue does not hold, or nothing."""

from __future__ import annotations

from catalog.linking.alone import end_of_name, standing_alone
from catalog.linking.evidence import WELL_KNOWN, Strength
from catalog.linking.forms import Kind
from catalog.linking.found import Found
from catalog.linking.going_on import goes_on, is_quantity, numbered
from catalog.linking.index import Entry
from catalog.linking.lexicon import commonness, lexicon
from catalog.linking.scene import Brand, Scene, brand_at
from catalog.linking.text import Gap
from catalog.linking.unknown import as_written, behind_brand, longer_name
from catalog.linking.windows import Window, windows
from catalog.models import How


def behind(scene: Scene, brand: Brand, own: list[Window]) -> Found | None:
    """What a brand and the words behind it name; `own` are the windows that begin with the brand itself."""
    text, after = scene.text, brand.last + 1
    again = brand_at(scene, after) if after < text.size and text.gaps[after] <= Gap.SPACE else None
    if again and again.number == brand.number:
        after = again.last + 1
    near = after < text.size and text.gaps[after] <= Gap.BRACKET
    found = _model(scene, brand, after) if near else None
    whole = standing_alone(scene, own)
    if whole and whole.how is not How.UNKNOWN and whole.last > (found.last if found else brand.last):
        return whole
    if near and not found:
        found = _misspelt(scene, brand, after) or _sold(scene, brand, after) or _unknown_model(scene, brand, after)
    if not found and whole and whole.brand == brand.number:
        return whole
    return found


def _model(scene: Scene, brand: Brand, at: int) -> Found | None:
    for window in windows(scene.index, scene.text, at):
        entries = [entry for entry in window.entries if scene.index.brand_of[entry[0]] == brand.number]
        if entries and _fits(scene, brand, window, entries):
            return resolved(scene, brand.first, window, entries, How.SPELLING if brand.misspelt else None)
    return None


def _fits(scene: Scene, brand: Brand, window: Window, entries: list[Entry]) -> bool:
    """Tell whether a brand's surface form means the model here, and not an ordinary word or number."""
    text, kind = scene.text, min(kind for _, kind in entries)
    if window.key.isdigit():
        if not brand.sure and not text.capital(brand.first):
            return False
        return (kind <= Kind.ALIAS or len(window.key) > 2) and not is_quantity(text, window.first)
    if any(char.isdigit() for char in window.key):
        return True
    words = window.key.split()
    if kind >= Kind.REST and all(
        commonness(word) == 2 or (commonness(word) and not text.capital(window.first)) for word in words
    ):
        return False
    if brand.sure and len(window.key) > 2 and (window.key not in lexicon().gear):
        return True
    if text.capital(brand.first) and text.capital(window.first):
        return True
    known = scene.index.fame(entries)
    return known >= WELL_KNOWN or not all(commonness(word) for word in words)


def resolved(scene: Scene, first: int, window: Window, entries: list[Entry], how: How | None = None) -> Found:
    """The record, or the family, that a surface form of one brand means; unknown where the name goes on."""
    text, index = scene.text, scene.index
    brand = index.brand_of[entries[0][0]]
    kind = min(kind for _, kind in entries)
    places = index.best(entries)
    end = end_of_name(scene, window, kind, places)
    if end > window.last or (kind is Kind.GLUE and len(places) == 1):
        name = longer_name(index, text, window.first, window.last, end, places, kind <= Kind.ALIAS)
        return Found(first, max(end, window.last), How.UNKNOWN, places, brand, name, core=window.first)
    return Found(first, window.last, how or how_of(kind), places, brand, core=window.first, kind=kind)


def how_of(kind: Kind) -> How:
    """What a surface form behind its brand is called."""
    if kind is Kind.ALIAS or kind is Kind.BRANDED:
        return How.ALIAS
    return How.FAMILY if kind >= Kind.FAMILY else How.EXACT


def unknown(scene: Scene, first: int, core: int, last: int, brand: int) -> Found:
    """A model that the catalogue does not hold, named as the reader wrote it."""
    name = f"{scene.index.brands.names[brand]} {as_written(scene.text, core, last)}"
    return Found(first, last, How.UNKNOWN, [], brand, name, core=core)


def _misspelt(scene: Scene, brand: Brand, at: int) -> Found | None:
    got = scene.spelling.models(scene.text, at, brand.number)
    if got is None:
        return None
    last, places = got
    if last + 1 < scene.text.size and scene.text.gaps[last + 1] <= Gap.HYPHEN:
        return None
    model = scene.index.records[places[0]].model
    if max(goes_on(scene.text, last, scene.text.atoms[last].isalpha()), numbered(scene.text, last, [model])) > last:
        return None
    return Found(brand.first, last, How.SPELLING, places[:1], brand.number, core=at)


def _sold(scene: Scene, brand: Brand, at: int) -> Found | None:
    """Another maker's model behind a seller's name: "Drop HD 6XX"."""
    if scene.index.brands.names[brand.number] not in lexicon().sellers:
        return None
    found = standing_alone(scene, windows(scene.index, scene.text, at))
    if found is None or found.strength < Strength.TALK:
        return None
    found.first, found.how, found.strength = (
        brand.first,
        How.EXACT if found.how is How.BRAND_LEFT_OUT else found.how,
        Strength.ALONE,
    )
    return found


def _unknown_model(scene: Scene, brand: Brand, at: int) -> Found | None:
    if not brand.sure and not scene.text.capital(brand.first):
        return None
    end = behind_brand(scene.text, at, brand.sure)
    return None if end is None else unknown(scene, brand.first, at, end, brand.number)
