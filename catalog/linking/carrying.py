"""Names that lean on what was named before: the brand is carried over, or a series goes on."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.linking.behind import resolved
from catalog.linking.evidence import Strength
from catalog.linking.forms import Kind
from catalog.linking.found import Found
from catalog.linking.going_on import is_quantity
from catalog.linking.lexicon import commonness, lexicon
from catalog.linking.scene import Scene
from catalog.linking.text import Gap, Text
from catalog.linking.windows import Window
from catalog.models import How

RECENT = 12
"""So many names are looked back at for the series that a short name goes on."""
IMPEDANCES = frozenset({"120", "150", "250", "300", "600"})
"""Behind an article these are a version's ohms."""


def joined(scene: Scene, last: int, first: int) -> bool:
    """Tell whether two names stand in one list: only "and", "or", commas and the like between them."""
    text = scene.text
    if first - last > 4:
        return False
    between = text.folded[text.ends[last] : text.starts[first]]
    if any(mark in between for mark in ".?!;") or "\n\n" in between or not between.strip():
        return False
    return all(atom in lexicon().joining for atom in text.atoms[last + 1 : first])


def beside(scene: Scene, one: Found, other: Found) -> bool:
    """Tell whether two finds stand in one list."""
    return joined(scene, one.last, other.first)


def carried(scene: Scene, before: Found, at: int, own: list[Window]) -> Found | None:
    """A model whose brand the name before it carries over: "the MDR 1A and the 10RC", "DT 770/880"."""
    if before.brand is None or not joined(scene, before.last, at):
        return None
    for window in own:
        entries = [entry for entry in window.entries if scene.index.brand_of[entry[0]] == before.brand]
        if entries and _carries(scene.text, window, min(kind for _, kind in entries), before):
            found = resolved(scene, at, window, entries)
            elsewhere = found.how is How.UNKNOWN and own[0].last >= found.last and own[0] is not window
            return None if elsewhere and min(kind for _, kind in own[0].entries) <= Kind.ALIAS else found
    return None


def _carries(text: Text, window: Window, kind: Kind, before: Found) -> bool:
    if window.key.isdigit():
        return len(window.key) > 2 and bool(before.places) and not is_quantity(text, window.first)
    if window.key[0].isdigit() or kind in (Kind.REST, Kind.BARE):
        return any(char.isdigit() for char in window.key) and len(window.key) > 2 and kind is not Kind.GLUE
    if any(char.isdigit() for char in window.key):
        return True
    if before.words and before.strength < Strength.TALK:
        return False
    return kind <= Kind.ALIAS and (commonness(window.key) == 0 or text.capital(window.first))


def sibling(scene: Scene, found: Sequence[Found], named: set[int], at: int, own: list[Window]) -> Found | None:
    """A model of the series that was named before, with an article: "my SE215 ... the 535", "X2HR ... the X3"."""
    text, index = scene.text, scene.index
    if not at or text.atoms[at - 1] not in lexicon().owning or not text.closes(at - 1):
        return None
    series = _series(text, at)
    if series is None or is_quantity(text, at) or text.atoms[at] in IMPEDANCES:
        return None
    for before in reversed(found[-RECENT:]):
        if before.brand is None or not before.settled or series not in _series_of(text, before):
            continue
        for window in own:
            entries = [entry for entry in window.entries if index.brand_of[entry[0]] == before.brand]
            others = {index.brand_of[place] for place, kind in window.entries if kind <= Kind.TAIL}
            if entries and not (others & named) - {before.brand}:
                return resolved(scene, at, window, entries)
    return None


def _series(text: Text, at: int) -> tuple[str, int] | None:
    """The letters glued to a number, and how many digits it has; at least three where there are no letters."""
    letters = text.atoms[at] if text.atoms[at].isalpha() else ""
    number = at + 1 if letters else at
    if number >= text.size or not text.atoms[number].isdigit() or (letters and text.gaps[number] > Gap.HYPHEN):
        return None
    digits = len(text.atoms[number])
    return (letters, digits) if letters or digits > 2 else None


def _series_of(text: Text, found: Found) -> set[tuple[str, int] | None]:
    """What the series of a model's short names may be: with the letters before its number, and without."""
    places = range(max(found.core, found.first), found.last + 1)
    return {_series(text, at) for at in places} - {None}
