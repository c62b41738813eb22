"""Reads a text from left to right and finds what may name gear."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from catalog.linking.alone import standing_alone
from catalog.linking.behind import behind, resolved, unknown
from catalog.linking.forms import Kind
from catalog.linking.found import Found
from catalog.linking.going_on import is_quantity
from catalog.linking.lexicon import commonness, lexicon
from catalog.linking.scene import Brand, Scene, brand_at
from catalog.linking.unknown import in_series
from catalog.linking.wildcards import wildcard
from catalog.linking.windows import Window, windows


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
        while at < len(text):
            if not text.begins(at):
                at += 1
                continue
            own = windows(self.scene.index, text, at)
            brand = brand_at(self.scene, at)
            found = self._named(at, brand, own)
            if found is not None:
                self._note(found)
                at = found.last + 1
            elif brand is not None:
                self.brands.append((brand.number, at))
                at = brand.last + 1
            else:
                at += 1

    def _named(self, at: int, brand: Brand | None, own: list[Window]) -> Found | None:
        if brand is not None:
            after = brand.last + 1
            return wildcard(self.scene, at, after, brand.number) or behind(self.scene, brand, own)
        found = self._carried(at, own) or standing_alone(self.scene, own)
        if found is not None:
            return found
        if self.scene.text.atoms[at].isdigit():
            return None
        return wildcard(self.scene, at, at) or self._in_series(at)

    def _note(self, found: Found) -> None:
        self.found.append(found)
        if found.brand is not None and found.settled:
            self.brands.append((found.brand, found.first))

    def _in_series(self, at: int) -> Found | None:
        got = in_series(self.scene.text, at, self.scene.series)
        return None if got is None else unknown(self.scene, at, at, *got)

    def _carried(self, at: int, own: list[Window]) -> Found | None:
        """A model whose brand the name before it carries over: "the MDR 1A and the 10RC", "DT 770/880"."""
        before = self.found[-1] if self.found else None
        if before is None or before.brand is None or not joined(self.scene, before.last, at):
            return None
        for window in own:
            entries = [entry for entry in window.entries if self.scene.index.brand_of[entry[0]] == before.brand]
            if entries and self._carries(window, min(kind for _, kind in entries), before):
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
        return kind <= Kind.ALIAS and (commonness(window.key) == 0 or text.capital(window.first))


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
