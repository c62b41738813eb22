"""Versions of a model, however they are written: mk2, Mark II, 2nd Gen, v2, II are one and the same second version."""

from __future__ import annotations

from collections.abc import Sequence

ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}
MARKED = {"mki": "1"} | {f"mk{roman}": number for roman, number in ROMAN.items()} | {"mkv": "5"}
ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6"}
MARKERS = frozenset({"mk", "mark", "version", "ver", "gen", "generation", "series", "rev", "v"})
GENERATION = frozenset({"gen", "generation", "version", "series"})
SUFFIX = frozenset({"st", "nd", "rd", "th"})
SEEDS = MARKERS | SUFFIX | ROMAN.keys() | MARKED.keys() | ORDINALS.keys()

Versions = dict[int, tuple[str, int]]
"""Where a version begins: its number, and how many atoms spell it."""


def versions_in(atoms: Sequence[str], gaps: Sequence[int]) -> Versions:
    """Find the versions among atoms; `gaps` as in catalog.linking.text.

    >>> versions_in(["pro", "500", "mk", "2"], [5, 0, 0, 0])
    {2: ('2', 2)}
    >>> versions_in(["x", "3", "2", "nd", "gen"], [5, 0, 2, 0, 2])
    {2: ('2', 3)}
    """
    if SEEDS.isdisjoint(atoms):
        return {}
    found: Versions = {}
    for at, atom in enumerate(atoms):
        version = _version(atoms, gaps, at, atom)
        if version:
            found[at] = version
    return found


def _version(atoms: Sequence[str], gaps: Sequence[int], at: int, atom: str) -> tuple[str, int] | None:
    if atom in ROMAN:
        return ROMAN[atom], 1
    if atom in MARKED:
        return MARKED[atom], 1
    after = atoms[at + 1] if at + 1 < len(atoms) and gaps[at + 1] <= 2 else ""
    if atom in MARKERS:
        return _marked(atom, after, gaps, at)
    if atom in ORDINALS and after in GENERATION:
        return ORDINALS[atom], 2
    if atom.isdigit() and len(atom) <= 2 and after in SUFFIX and gaps[at + 1] == 0:
        more = at + 2 < len(atoms) and gaps[at + 2] <= 2 and atoms[at + 2] in GENERATION
        return atom, 3 if more else 2
    return None


def _marked(atom: str, after: str, gaps: Sequence[int], at: int) -> tuple[str, int] | None:
    number = ROMAN.get(after, "1" if after == "i" and atom in {"mk", "mark"} else after)
    if not number.isdigit() or len(number) > 1:
        return None
    if atom == "v" and gaps[at + 1] != 0:
        return None
    return number, 2
