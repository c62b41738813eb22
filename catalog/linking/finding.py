"""Finds mentions in a free text, and links a name that stands on its own."""

from __future__ import annotations

from catalog.linking.index import Index
from catalog.linking.naming import mention
from catalog.linking.reading import Reading
from catalog.linking.scene import Scene
from catalog.linking.settling import settle
from catalog.linking.spelling import Spelling
from catalog.linking.text import Text
from catalog.linking.unknown import Series
from catalog.models import How, Mention


def find(index: Index, series: Series, spelling: Spelling, text: str) -> tuple[Mention, ...]:
    """Every mention in a free text."""
    scene = Scene(index, series, spelling, Text(text))
    return tuple(mention(scene, found) for found in settle(scene, Reading(scene)))


def link(index: Index, series: Series, spelling: Spelling, name: str) -> Mention:
    """What a name on its own means."""
    scene = Scene(index, series, spelling, Text(name))
    reading = Reading(scene)
    for one in reading.found:
        if one.first == 0 and one.last == len(scene.text) - 1:
            return mention(scene, one)
    return Mention(start=0, end=len(name), text=name, how=How.UNKNOWN, name=" ".join(name.split()))
