"""Settles what needs more than its own words: other gear beside it, its brand elsewhere, talk of gear."""

from __future__ import annotations

from catalog.linking.carrying import beside
from catalog.linking.evidence import FAMOUS, Strength, of_gear
from catalog.linking.forms import Kind
from catalog.linking.found import Found
from catalog.linking.lexicon import lexicon
from catalog.linking.reading import Reading
from catalog.linking.rivalry import choose
from catalog.linking.scene import Scene
from catalog.models import Category, How

RECENT = 12
"""So many names of a brand are remembered, to be taken up again by shorter ones."""

PLAIN = frozenset({"plain", "regular", "normal", "original", "standard", "vanilla", "stock", "basic", "first"})
"""Before a shorter name they say that it is not the longer one that was named."""


def settle(scene: Scene, reading: Reading) -> list[Found]:
    """The finds that stand, in order."""
    found = reading.found
    settled = [one.strength is Strength.ALONE for one in found]
    talk = of_gear(scene.text) or any(settled) or bool(reading.brands)
    for at, one in enumerate(found):
        if not settled[at] and one.strength is Strength.TALK and talk:
            settled[at] = True
    named = {number for number, _ in reading.brands}
    for _ in range(3):
        before = sum(settled)
        for at in range(len(found)):
            if not settled[at]:
                settled[at] = _in_company(scene, found, settled, at, named)
        if sum(settled) == before:
            break
    for at, one in enumerate(found):
        if settled[at] and one.rivals:
            choose(one, found[at - 1] if at else None, reading)
    return _one_thing([one for at, one in enumerate(found) if settled[at]], reading)


def _one_thing(found: list[Found], reading: Reading) -> list[Found]:
    """Let a shorter name that is taken up again mean the model that was named in full: "the K240 MkII ... the K240"."""
    scene = reading.scene
    named: dict[int | None, list[tuple[set[str], Found]]] = {}
    for at, one in enumerate(found):
        before = named.setdefault(one.brand, [])
        apart = one.first and scene.text.atoms[one.first - 1] in PLAIN
        if one.places and one.how is not How.UNKNOWN and not apart and not (at and beside(scene, found[at - 1], one)):
            short = scene.text.compact(one.core, one.last)
            full = next(
                (other for starts, other in before if short in starts or short.removesuffix("s") in starts), None
            )
            if full is not None:
                one.places, one.name, one.kind = full.places, full.name, Kind.FULL
                one.how = full.how if full.how is How.UNKNOWN else one.how
        if one.places and one.how is not How.AMBIGUOUS:
            before.insert(0, (scene.text.beginnings(one.core, one.last), one))
            del before[RECENT:]
    return found


def _in_company(scene: Scene, found: list[Found], settled: list[bool], at: int, named: set[int]) -> bool:
    one = found[at]
    if one.words and one.first and scene.text.atoms[one.first - 1].isdigit() and scene.text.gaps[one.first] <= 2:
        return False
    if one.brand in named or not named.isdisjoint(one.rivals):
        return not one.daily or (scene.text.capital(one.first) and not scene.text.opens_sentence(one.first))
    if one.strength is Strength.BRAND and not _famous(scene, one):
        return False
    if _said_to_be(scene, one) and one.strength > Strength.BRAND:
        return True
    before = at > 0 and beside(scene, found[at - 1], one) and _counts(found[at - 1], settled[at - 1])
    after = at + 1 < len(found) and beside(scene, one, found[at + 1]) and _counts(found[at + 1], settled[at + 1])
    return before or after


def _famous(scene: Scene, one: Found) -> bool:
    """Tell whether a daily word is so well known a model that a list of gear is company enough: "Ace, XM5 or HD 25"."""
    if not one.words or not one.places or not lexicon().gear.isdisjoint(scene.text.atoms[one.first : one.last + 1]):
        return False
    record = scene.index.records[one.places[0]]
    return record.popularity >= FAMOUS and record.category is not Category.ACCESSORY


def _counts(one: Found, settled: bool) -> bool:
    return settled or (one.strength >= Strength.COMPANY and not one.words)


def _said_to_be(scene: Scene, one: Found) -> bool:
    """Tell whether the noun behind a name says what it is: "Atom amp"."""
    after = one.last + 1
    if after >= scene.text.size or scene.text.gaps[after] > 2:
        return False
    if one.daily and scene.text.opens_sentence(one.first):
        return False
    noun = scene.text.word(after)
    category = scene.index.records[one.places[0]].category if one.places else None
    nouns = lexicon().nouns
    return (
        (noun in nouns["amps"] and category in (Category.AMP, Category.DAC_AMP))
        or (noun in nouns["dacs"] and category in (Category.DAC, Category.DAC_AMP))
        or noun in nouns["people"]
        or (noun in nouns["ears"] and category in (Category.HEADPHONES, Category.IEM))
    )
