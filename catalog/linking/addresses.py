"""Addresses whose path says brand and model, ".../Behringer-HA400-4-Channel/dp/...". Nothing else in them is gear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.linking.found import Found
from catalog.linking.index import Index
from catalog.linking.naming import mention
from catalog.linking.scene import Scene, brand_at
from catalog.linking.spelling import Spelling
from catalog.linking.text import NO_WORDS, Text
from catalog.linking.unknown import Series
from catalog.linking.windows import windows
from catalog.models import How, Mention

SEGMENT = re.compile(r"(?<=/)[^/?#\s]+")


def in_addresses(index: Index, series: Series, spelling: Spelling, text: str) -> Iterator[Mention]:
    """Models that an address names behind their brand, letter for letter."""
    if "/" not in text:
        return
    for address in NO_WORDS.finditer(text.casefold()):
        for segment in SEGMENT.finditer(address[0]):
            start = address.start() + segment.start()
            scene = Scene(index, series, spelling, Text(text[start : start + len(segment[0])].replace("_", "-")))
            found = _named(scene)
            if found is not None:
                one = mention(scene, found)
                yield one.model_copy(update={"start": start + one.start, "end": start + one.end})


def _named(scene: Scene) -> Found | None:
    brand = brand_at(scene, 0) if scene.text.size else None
    if brand is None or brand.misspelt:
        return None
    for window in windows(scene.index, scene.text, brand.last + 1) if brand.last + 1 < scene.text.size else ():
        entries = [entry for entry in window.entries if scene.index.brand_of[entry[0]] == brand.number]
        if entries and any(char.isdigit() for char in window.key):
            places = scene.index.best(entries)
            return Found(0, window.last, How.EXACT, places[:1], brand.number) if len(places) == 1 else None
    return None
