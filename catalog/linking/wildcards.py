"""Patterns that stand for several models: "HD5x8" for HD 518, HD 558 and HD 598."""

from __future__ import annotations

import re

from catalog.linking.found import Found
from catalog.linking.scene import Scene
from catalog.linking.text import Gap
from catalog.models import How

PATTERN = re.compile(r"\d+x+\d+|\d+x{2,}|\dx+")


def wildcard(scene: Scene, first: int, at: int, brand: int | None = None) -> Found | None:
    """The models of a series that a pattern from an atom on stands for; `first` is where the mention begins."""
    text = scene.text
    letters = text.atoms[at] if at < text.size else ""
    if not letters.isalpha() or len(letters) > 4 or at + 2 >= text.size or text.gaps[at + 1] > Gap.SPACE:
        return None
    last = text.word_end(at + 1)
    pattern = text.word(at + 1)
    if last == at + 1 or not PATTERN.fullmatch(pattern) or letters + pattern in scene.index.entries:
        return None
    brand = scene.series.brand(letters, pattern) if brand is None else brand
    if brand is None:
        return None
    wanted = re.compile(re.escape(letters) + r"[ -]?" + pattern.replace("x", r"\d"))
    places = [at for at in scene.index.of_brand[brand] if wanted.fullmatch(scene.index.records[at].model.casefold())]
    if len(places) < 2:
        return None
    joint = scene.index.records[places[0]].model[len(letters)]
    series = letters.upper() + (joint if not joint.isdigit() else "") + pattern
    return Found(first, last, How.FAMILY, places, brand, f"{scene.index.brands.names[brand]} {series}", core=at)
