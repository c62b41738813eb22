"""Names with a slip of typing in them that stand without their brand, or that a shorter name begins."""

from __future__ import annotations

from catalog.linking.evidence import Strength
from catalog.linking.found import Found
from catalog.linking.lexicon import commonness
from catalog.linking.scene import Scene
from catalog.linking.text import Gap, Text
from catalog.models import How


def coined(scene: Scene, at: int) -> Found | None:
    """A well-known model without its brand and with a slip in a word that nobody says otherwise: "sundarra"."""
    text, spelling = scene.text, scene.spelling
    for brand in spelling.coined(text.atoms[at]):
        got = spelling.models(text, at, brand)
        if got is not None:
            return Found(at, got[0], How.SPELLING, got[1][:1], brand, "", Strength.TALK, at)
    return None


def longer(scene: Scene, found: Found) -> Found:
    """The longer name of the brand that stands here with a slip in it: "Arya Organci" is no Arya."""
    text = scene.text
    if found.brand is None or found.how is How.UNKNOWN or found.rivals or not _maybe_misspelt(text, found.last + 1):
        return found
    got = scene.spelling.longer(text, max(found.core, found.first), found.last, found.brand)
    if got is None:
        return found
    last, place = got
    return Found(found.first, last, How.SPELLING, [place], found.brand, core=found.core)


def _maybe_misspelt(text: Text, at: int) -> bool:
    """Tell whether one of the next three words is none of everyday, and so may be a name's with a slip in it."""
    for after in range(at, min(at + 3, text.size)):
        if text.gaps[after] > Gap.SPACE:
            return False
        if len(text.atoms[after]) > 3 and text.atoms[after].isalpha() and commonness(text.atoms[after]) < 2:
            return True
    return False
