"""Finds mentions in a free text, and links a name that stands on its own."""

from __future__ import annotations

from catalog.linking.addresses import in_addresses
from catalog.linking.evidence import Strength
from catalog.linking.found import Found
from catalog.linking.index import Index
from catalog.linking.lexicon import lexicon
from catalog.linking.naming import mention
from catalog.linking.reading import Reading
from catalog.linking.rivalry import choose
from catalog.linking.scene import Scene
from catalog.linking.settling import settle
from catalog.linking.spelling import Spelling
from catalog.linking.text import Text
from catalog.linking.unknown import Series
from catalog.models import How, Mention


def find(index: Index, series: Series, spelling: Spelling, text: str) -> tuple[Mention, ...]:
    """Every mention in a free text."""
    scene = Scene(index, series, spelling, Text(text))
    found = [mention(scene, one) for one in settle(scene, Reading(scene))]
    linked = {gear for one in found for gear in one.gear}
    found += [one for one in in_addresses(index, series, spelling, text) if linked.isdisjoint(one.gear)]
    return tuple(sorted(found, key=lambda one: one.start))


def link(index: Index, series: Series, spelling: Spelling, name: str) -> Mention:
    """What a name on its own means; unknown unless every word of it is accounted for."""
    scene = Scene(index, series, spelling, Text(name))
    reading = Reading(scene)
    whole = [one for one in reading.found if _is_all(scene, one, reading)]
    best = max(whole, key=lambda one: one.last - one.first, default=None)
    if best is None:
        best = _misspelt(scene)
    if best is None:
        text = " ".join(name.split())
        return Mention(start=0, end=len(name), text=name, how=How.UNKNOWN, name=text, sure=0.5)
    if best.rivals:
        choose(best, None, reading)
    return mention(scene, best)


def _is_all(scene: Scene, one: Found, reading: Reading) -> bool:
    """Tell whether a find is all there is of a name, but for its brand, articles and nouns like "headphones"."""
    text, words = scene.text, lexicon()
    brands = {at: number for number, at in reading.brands if not one.first <= at <= one.last}
    of_others = any(number != one.brand and number not in one.rivals for number in brands.values())
    rest = [at for at in range(text.size) if not one.first <= at <= one.last and at not in brands]
    known = words.gear | words.joining | words.owning | words.edition | {"type", "condenser"}
    if all(atom in words.gear for atom in text.atoms):
        return False
    return not of_others and one.strength > Strength.NEVER and all(text.atoms[at] in known for at in rest)


def _misspelt(scene: Scene) -> Found | None:
    """A model without its brand and with a slip in it, if it is one brand's only."""
    size = scene.text.size
    found = [
        Found(0, last, How.SPELLING, places, brand)
        for brand in scene.spelling.brands(scene.text.atoms)
        for last, places in [scene.spelling.models(scene.text, 0, brand) or (-1, [])]
        if last == size - 1
    ]
    return found[0] if len(found) == 1 else None
