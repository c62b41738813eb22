"""Reads a text from left to right and finds what may name gear."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from catalog.linking.alone import standing_alone
from catalog.linking.behind import behind, resolved, unknown
from catalog.linking.brands import SHORTEST
from catalog.linking.evidence import Strength
from catalog.linking.forms import Kind
from catalog.linking.found import Found
from catalog.linking.going_on import is_quantity
from catalog.linking.lexicon import commonness, lexicon
from catalog.linking.scene import Brand, Scene, brand_at
from catalog.linking.text import Gap, Text
from catalog.linking.unknown import in_series
from catalog.linking.wildcards import wildcard
from catalog.linking.windows import Window, windows
from catalog.models import How

RECENT = 12
"""So many names are looked back at for the series that a short name goes on."""

IMPEDANCES = frozenset({"120", "150", "250", "300", "600"})
"""Behind an article these are a version's ohms."""


class Reading:
    """One pass over one text; `brands` are those named in it, each with the atom at which it was."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[Found] = []
        self.brands: list[tuple[int, int]] = []
        self._read()

    def nearest_brand(self, among: Iterable[int], at: int) -> int | None:
        """Of some brands, the one that was named last before an atom, else first after it."""
        before: list[tuple[int, int]] = []
        after: list[tuple[int, int]] = []
        for number in among:
            places = self._places_of.get(number, [])
            split = bisect_right(places, at)
            before += [(places[split - 1], number)] if split else []
            after += [(places[split], number)] if split < len(places) else []
        return max(before)[1] if before else min(after)[1] if after else None

    @cached_property
    def _places_of(self) -> dict[int, list[int]]:
        places: dict[int, list[int]] = {}
        for number, at in self.brands:
            places.setdefault(number, []).append(at)
        return places

    def _read(self) -> None:
        text, at = self.scene.text, 0
        while at < text.size:
            if text.gaps[at] == Gap.GLUED or not self._may_begin(at):
                at += 1
                continue
            brand = brand_at(self.scene, at)
            found = self._named(at, brand)
            if found is not None:
                self._note(found)
                at = found.last + 1
            elif brand is not None:
                self.brands.append((brand.number, at))
                at = brand.last + 1
            else:
                at += 1

    def _may_begin(self, at: int) -> bool:
        """Tell, by a look at one word, whether a name may begin here; most words are done with by this."""
        text, starts = self.scene.text, self.scene.index.starts
        atom = text.atoms[at]
        if atom in starts or len(atom) >= SHORTEST:
            return True
        return (atom[-1] == "s" and atom[:-1] in starts) or self._numbered(at)

    def _named(self, at: int, brand: Brand | None) -> Found | None:
        own = windows(self.scene.index, self.scene.text, at)
        carried = self._carried(at, own) or self._sibling(at, own) if own and self.found else None
        if brand is not None and (carried is None or brand.sure or carried.last <= brand.last):
            return self._branded(at, brand, own)
        found = carried or (standing_alone(self.scene, own) if own else None)
        if found is not None or not self._numbered(at):
            return found and self._longer(found)
        return wildcard(self.scene, at, at) or self._in_series(at)

    def _branded(self, at: int, brand: Brand, own: list[Window]) -> Found | None:
        """What a brand and the words behind it name; its first words as a brand count where more is known of them."""
        found = wildcard(self.scene, at, brand.last + 1, brand.number) or behind(self.scene, brand, own)
        if brand.shorter is not None:
            other = behind(self.scene, brand.shorter, own)
            if other and other.how is not How.UNKNOWN and (not found or other.last > found.last):
                found = other
        return found and self._longer(found)

    def _longer(self, found: Found) -> Found:
        """The longer name of the brand that stands here with a slip in it: "Arya Organci" is no Arya."""
        text = self.scene.text
        if found.brand is None or found.how is How.UNKNOWN or found.rivals or not _coined(text, found.last + 1):
            return found
        got = self.scene.spelling.longer(text, max(found.core, found.first), found.last, found.brand)
        if got is None:
            return found
        last, place = got
        return Found(found.first, last, How.SPELLING, [place], found.brand, core=found.core)

    def _numbered(self, at: int) -> bool:
        """Tell whether a number follows an atom, or a code follows it behind a hyphen."""
        text, after = self.scene.text, at + 1
        return after < text.size and (text.atoms[after].isdigit() or text.gaps[after] == Gap.HYPHEN)

    def _note(self, found: Found) -> None:
        before = self.found[-1] if self.found else None
        if before and self._is_of(found, before):
            before.last = found.last
            return
        self.found.append(found)
        if found.brand is not None and found.settled:
            self.brands.append((found.brand, found.first))

    def _is_of(self, found: Found, before: Found) -> bool:
        """Tell whether words say a second time, right behind a model, which one it is: "E11K Kilimanjaro"."""
        text, first = self.scene.text, found.first
        if before.last + 1 != first or first != found.core or text.gaps[first] != Gap.SPACE:
            return False
        return found.brand == before.brand and text.atoms[first].isalpha() and len(text.word(first)) > 3

    def _in_series(self, at: int) -> Found | None:
        got = in_series(self.scene.text, at, self.scene.series)
        return None if got is None else unknown(self.scene, at, at, *got)

    def _carried(self, at: int, own: list[Window]) -> Found | None:
        """A model whose brand the name before it carries over: "the MDR 1A and the 10RC", "DT 770/880"."""
        before = self.found[-1]
        if before.brand is None or not joined(self.scene, before.last, at):
            return None
        for window in own:
            entries = [entry for entry in window.entries if self.scene.index.brand_of[entry[0]] == before.brand]
            if entries and self._carries(window, min(kind for _, kind in entries), before):
                found = resolved(self.scene, at, window, entries)
                elsewhere = found.how is How.UNKNOWN and own[0].last >= found.last and own[0] is not window
                return None if elsewhere and min(kind for _, kind in own[0].entries) <= Kind.ALIAS else found
        return None

    def _sibling(self, at: int, own: list[Window]) -> Found | None:
        """A model of the series that was named before, with an article: "my SE215 ... the 535", "X2HR ... the X3"."""
        text, index = self.scene.text, self.scene.index
        if not at or text.atoms[at - 1] not in lexicon().owning or not text.closes(at - 1):
            return None
        series = _series(text, at)
        if series is None or is_quantity(text, at) or text.atoms[at] in IMPEDANCES:
            return None
        named = {number for number, _ in self.brands}
        for before in reversed(self.found[-RECENT:]):
            if before.brand is None or not before.settled or series not in _series_of(text, before):
                continue
            for window in own:
                entries = [entry for entry in window.entries if index.brand_of[entry[0]] == before.brand]
                others = {index.brand_of[place] for place, kind in window.entries if kind <= Kind.TAIL}
                if entries and others.isdisjoint(named - {before.brand}):
                    return resolved(self.scene, at, window, entries)
        return None

    def _carries(self, window: Window, kind: Kind, before: Found) -> bool:
        text = self.scene.text
        if window.key.isdigit():
            return len(window.key) > 2 and bool(before.places) and not is_quantity(text, window.first)
        if window.key[0].isdigit() or kind in (Kind.REST, Kind.BARE):
            return any(char.isdigit() for char in window.key) and len(window.key) > 2 and kind is not Kind.GLUE
        if any(char.isdigit() for char in window.key):
            return True
        if before.words and before.strength < Strength.TALK:
            return False
        return kind <= Kind.ALIAS and (commonness(window.key) == 0 or text.capital(window.first))


def _coined(text: Text, at: int) -> bool:
    """Tell whether one of the next three words is none of everyday, and so may be a name's with a slip in it."""
    for after in range(at, min(at + 3, text.size)):
        if text.gaps[after] > Gap.SPACE:
            return False
        if len(text.atoms[after]) > 3 and text.atoms[after].isalpha() and commonness(text.atoms[after]) < 2:
            return True
    return False


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
