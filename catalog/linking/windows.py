"""Windows over a text: which stretches from one atom on are surface forms that the index knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.linking.forms import versioned
from catalog.linking.index import Entry, Index
from catalog.linking.text import Gap, Text

LONGEST = 9
"""Atoms in the longest name that is looked for."""


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
    if atom not in index.firsts and (atom[-1] != "s" or atom[:-1] not in index.firsts):
        return []
    found: list[Window] = []
    known, gaps, size = index.entries, text.gaps, text.size
    made = ""
    last = first
    while last < size and last - first < LONGEST:
        if last > first:
            if gaps[last] > Gap.BRACKET or (gaps[last] == Gap.BRACKET and _counts_things(text, last)):
                break
            made += text.joints[last]
        made += text.atoms[last]
        last += 1
        if last == size or gaps[last] != Gap.GLUED:
            entries = known.get(made)
            if entries:
                found.append(Window(first, last - 1, made, entries))
            elif made[-1] == "s":
                _add_plural(index, first, last - 1, made, found)
        if last == first + 2 and made not in index.pairs:
            break
    if text.versions:
        _add_versioned(index, text, first, found)
    found.reverse()
    return found


def _counts_things(text: Text, at: int) -> bool:
    """Tell whether a bracket begins with a small number that is no version: "a studio (4 hosts)"."""
    return len(text.atoms[at]) == 1 and text.atoms[at].isdigit() and at not in text.versions


def _add_plural(index: Index, first: int, last: int, made: str, found: list[Window]) -> None:
    """Look up what a plural or a possessive is of: "hd25s", "dt770 pros"."""
    one = made[:-1]
    if len(one) > 3 or (len(one) > 1 and not one.isalpha()):
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


def _add_versioned(index: Index, text: Text, first: int, found: list[Window]) -> None:
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
            made = versioned(text, first, last)
            entries = index.entries.get(made)
            if entries:
                found.append(Window(first, last, made, entries))
            elif made[-1:] == "s":
                _add_plural(index, first, last, made, found)
    found.sort(key=lambda window: window.last)
