"""Reads a text from left to right and finds what may name gear."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from catalog.linking.alone import standing_alone
from catalog.linking.behind import behind, unknown
from catalog.linking.brands import SHORTEST
from catalog.linking.carrying import carried, sibling
from catalog.linking.found import Found
from catalog.linking.scene import Brand, Scene, brand_at
from catalog.linking.slipped import coined, longer
from catalog.linking.text import Gap
from catalog.linking.unknown import in_series
from catalog.linking.wildcards import wildcard
from catalog.linking.windows import Window, windows
from catalog.models import How


class Reading:
    """One pass over one text; `brands` are those named in it, each with the atom at which it was."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[Found] = []
        self.brands: list[tuple[int, int]] = []
        self.named: set[int] = set()
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
                self._brand(brand.number, at)
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
        leaning = self._leaning(at, own) if own and self.found else None
        if brand is not None and (leaning is None or brand.sure or leaning.last <= brand.last):
            return self._branded(at, brand, own)
        found = leaning or (standing_alone(self.scene, own) if own else None)
        found = found or coined(self.scene, at)
        if found is not None or not self._numbered(at):
            return found and longer(self.scene, found)
        return wildcard(self.scene, at, at) or self._in_series(at)

    def _leaning(self, at: int, own: list[Window]) -> Found | None:
        """What leans on a name before it."""
        return carried(self.scene, self.found[-1], at, own) or sibling(self.scene, self.found, self.named, at, own)

    def _branded(self, at: int, brand: Brand, own: list[Window]) -> Found | None:
        """What a brand and the words behind it name; its first words as a brand count where more is known of them."""
        found = wildcard(self.scene, at, brand.last + 1, brand.number) or behind(self.scene, brand, own)
        if brand.shorter is not None:
            other = behind(self.scene, brand.shorter, own)
            if other and other.how is not How.UNKNOWN and (not found or other.last > found.last):
                found = other
        return found and longer(self.scene, found)

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
            self._brand(found.brand, found.first)

    def _brand(self, number: int, at: int) -> None:
        self.brands.append((number, at))
        self.named.add(number)

    def _is_of(self, found: Found, before: Found) -> bool:
        """Tell whether words say a second time, right behind a model, which one it is: "E11K Kilimanjaro"."""
        text, first = self.scene.text, found.first
        if before.last + 1 != first or first != found.core or text.gaps[first] != Gap.SPACE:
            return False
        return found.brand == before.brand and text.atoms[first].isalpha() and len(text.word(first)) > 3

    def _in_series(self, at: int) -> Found | None:
        got = in_series(self.scene.text, at, self.scene.series)
        return None if got is None else unknown(self.scene, at, at, *got)
