"""Windows over a text: which stretches from one atom on are surface forms that the index knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.linking.forms import versioned
from catalog.linking.index import Entry, Index
from catalog.linking.lexicon import commonness
from catalog.linking.text import Gap, Text

LONGEST = 9
"""Atoms in the longest name that is looked for."""
GOING_ON = frozenset({"is", "i", "im", "it", "a"})
"""Behind a number and a space with these the sentence goes on, and not the name: "my SR225 is", "the HE-400 i had"."""
PLURAL = 4
"""Words of more letters may be plurals in the middle of a name."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of whole words, its key, and what the index has under it."""

    first: int
    last: int
    key: str
    entries: Sequence[Entry]


def windows(index: Index, text: Text, first: int) -> list[Window]:
    """The known stretches from an atom on, longest first."""
    atom = text.atoms[first]
    plural = atom[-1] == "s" and atom[:-1] in index.firsts
    if not plural and atom not in index.firsts:
        return []
    found: list[Window] = []
    _walk(index, text, first, atom, found)
    if plural and len(atom) > PLURAL and _numbered(text, first):
        _walk(index, text, first, atom[:-1], found)
    found.sort(key=lambda window: -window.last)
    return found


def _numbered(text: Text, first: int) -> bool:
    """Tell whether a number or a version stands behind an atom: "Blessings 2"."""
    after = first + 1
    return after < text.size and (text.atoms[after].isdigit() or after in text.versions)


def _walk(index: Index, text: Text, first: int, made: str, found: list[Window]) -> None:
    """Look up an atom, as given in `made`, with what follows it."""
    known, gaps, size = index.entries, text.gaps, text.size
    begun, last = made, first
    while last < size and last - first < LONGEST:
        if last > first:
            if gaps[last] > Gap.BRACKET or (gaps[last] == Gap.BRACKET and _counts_things(text, last)):
                break
            if text.atoms[last] in GOING_ON and gaps[last] == Gap.SPACE and made[-1].isdigit():
                break
            made += text.joints[last] + text.atoms[last]
        last += 1
        if last == size or gaps[last] != Gap.GLUED:
            entries = known.get(made)
            if entries:
                found.append(_told(index, text, Window(first, last - 1, made, entries)))
            if made[-1] == "s":
                _add_plural(index, first, last - 1, made, found)
        if last == first + 2 and made not in index.pairs:
            break
    if text.versions:
        _add_versioned(index, text, first, begun, found)


def _told(index: Index, text: Text, window: Window) -> Window:
    """Take a small s behind a word for the plural's, where that is the better known: "Andromedas", no Andromeda S."""
    one, last = window.key[:-1], window.last
    if window.key[-1] != "s" or not one[-1:].isalpha() or text.given[text.ends[last] - 1] != "s":
        return window
    entries = index.entries.get(one)
    if len(text.atoms[last]) < PLURAL or not entries or index.fame(entries) <= index.fame(window.entries):
        return window
    return Window(window.first, last, one, entries)


def _counts_things(text: Text, at: int) -> bool:
    """Tell whether a bracket begins with a small number that is no version: "a studio (4 hosts)", but not "Ear (2)"."""
    small = len(text.atoms[at]) == 1 and text.atoms[at].isdigit() and at not in text.versions
    return small and text.folded[text.ends[at] : text.ends[at] + 1] not in {")", "]"}


def _add_plural(index: Index, first: int, last: int, made: str, found: list[Window]) -> None:
    """Look up what a plural or a possessive is of: "hd25s", "dt770 pros"."""
    one = made[:-1]
    if len(one) > 3 or (len(one) > 1 and (not one.isalpha() or not commonness(made))):
        entries = index.entries.get(one)
        if entries:
            found.append(Window(first, last, one, entries))


def _reach(text: Text, first: int) -> int:
    """The last atom that a name beginning with `first` may have."""
    last, size = first, text.size
    while last + 1 < min(size, first + LONGEST) and text.gaps[last + 1] <= Gap.BRACKET:
        if text.gaps[last + 1] == Gap.BRACKET and _counts_things(text, last + 1):
            break
        last += 1
    return last


def _add_versioned(index: Index, text: Text, first: int, begun: str, found: list[Window]) -> None:
    """Look up stretches with their versions as bare numbers, where they are not known as written."""
    seen = {window.last for window in found}
    end = _reach(text, first)
    for at in range(first + 1, end + 1):
        version = text.versions.get(at)
        if not version:
            continue
        for last in range(at + version[1] - 1, end + 1):
            if last in seen or not text.closes(last):
                continue
            made = versioned(text, first, last, begun)
            entries = index.entries.get(made)
            if entries:
                found.append(Window(first, last, made, entries))
            elif made[-1:] == "s":
                _add_plural(index, first, last, made, found)
