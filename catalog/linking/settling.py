"""Settles what needs more than its own words: other gear beside it, its brand elsewhere, talk of gear."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.linking.evidence import Strength, of_gear
from catalog.linking.forms import Kind
from catalog.linking.found import Found
from catalog.linking.lexicon import lexicon
from catalog.linking.reading import Reading, beside
from catalog.linking.scene import Scene
from catalog.models import Category, How, Record

RECENT = 12
"""So many names of a brand are remembered, to be taken up again by shorter ones."""
CLEAR = 2
"""So many times better known than its rivals of other brands must a model be, to be meant without its brand."""


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
    kept = [one for one, is_settled in zip(found, settled, strict=True) if is_settled]
    return _one_thing([one for one in kept if _choose(one, reading)], reading)


def _one_thing(found: list[Found], reading: Reading) -> list[Found]:
    """Let a shorter name that is taken up again mean the model that was named in full: "the K240 MkII ... the K240"."""
    records = reading.scene.index.records
    named: dict[int | None, list[tuple[str, Found]]] = {}
    for at, one in enumerate(found):
        before = named.setdefault(one.brand, [])
        if one.places and one.how is not How.UNKNOWN and not (at and beside(reading.scene, found[at - 1], one)):
            full = next((other for longer, other in before if _is_short_for(one, longer, other, records)), None)
            if full is not None:
                one.places, one.name, one.kind = full.places, full.name, Kind.FULL
                one.how = full.how if full.how is How.UNKNOWN else one.how
        if one.places and one.how is not How.AMBIGUOUS:
            before.insert(0, (one.name or records[one.places[0]].name, one))
            del before[RECENT:]
    return found


def _is_short_for(one: Found, longer: str, other: Found, records: Sequence[Record]) -> bool:
    """Tell whether a find is the beginning, at a word's end, of a name said before, or a family that it is of."""
    if other.how is not How.UNKNOWN and len(one.places) > 1 and one.kind > Kind.TAIL:
        return other.places[0] in one.places
    short = records[one.places[0]].name.casefold()
    return one.kind <= Kind.TAIL and longer.casefold().startswith((f"{short} ", f"{short}-"))


def _in_company(scene: Scene, found: list[Found], settled: list[bool], at: int, named: set[int]) -> bool:
    one = found[at]
    if one.brand in named or not named.isdisjoint(one.rivals):
        return not one.daily or (scene.text.capital(one.first) and not scene.text.opens_sentence(one.first))
    if one.strength is Strength.BRAND:
        return False
    if _said_to_be(scene, one):
        return True
    before = at > 0 and beside(scene, found[at - 1], one) and _counts(found[at - 1], settled[at - 1])
    after = at + 1 < len(found) and beside(scene, one, found[at + 1]) and _counts(found[at + 1], settled[at + 1])
    return before or after


def _counts(one: Found, settled: bool) -> bool:
    return settled or (one.strength >= Strength.COMPANY and not one.words)


def _said_to_be(scene: Scene, one: Found) -> bool:
    """Tell whether the noun behind a name says what it is: "Atom amp"."""
    after = one.last + 1
    if after >= len(scene.text) or scene.text.gaps[after] > 2:
        return False
    noun = scene.text.word(after)
    category = scene.index.records[one.places[0]].category if one.places else None
    nouns = lexicon().nouns
    return (
        (noun in nouns["amps"] and category in (Category.AMP, Category.DAC_AMP))
        or (noun in nouns["dacs"] and category in (Category.DAC, Category.DAC_AMP))
        or (noun in nouns["ears"] and category in (Category.HEADPHONES, Category.IEM))
    )


def _choose(one: Found, reading: Reading) -> bool:
    """Decide between brands that have the same model's name; False where nothing decides."""
    if not one.rivals:
        return True
    records = reading.scene.index.records
    all_of = dict(one.rivals)
    if one.brand is not None:
        all_of[one.brand] = one.places
    near = reading.nearest_brand(all_of, one.first)
    if near is not None:
        one.brand, one.places, one.rivals = near, all_of[near], {}
        return True
    best = records[one.places[0]].popularity
    second = max(records[places[0]].popularity for places in one.rivals.values())
    if best >= CLEAR * max(second, 1) or (best == second and _renowned(one, reading)):
        one.rivals = {}
        return True
    one.places += [place for places in one.rivals.values() for place in places]
    one.how, one.brand = How.AMBIGUOUS, None
    return True


def _renowned(one: Found, reading: Reading) -> bool:
    """Of equally known models of several brands, put the best-known brand's first, if it is far ahead."""
    index = reading.scene.index
    all_of = {one.brand or 0: one.places, **one.rivals}
    renown = {number: index.renown[number] for number in all_of}
    first, second = sorted(renown, key=lambda number: -renown[number])[:2]
    if renown[first] < 3 * renown[second]:
        return False
    one.brand, one.places = first, all_of[first]
    return True
