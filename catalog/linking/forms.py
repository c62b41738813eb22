"""Surface forms: the ways in which the name of one record may stand in a text, each as a key to look up.

A key keeps letters and digits only; a space stays between two words of letters, a dot between two numbers, nothing
between letters and digits: "ATH-M50x" and "ath m50 x" are both "ath m50x".
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from catalog.linking.text import OPEN, Gap, Text

CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")


class Kind(IntEnum):
    """What a surface form leaves of the name, the most telling first."""

    FULL = 0  # the whole model: "HD 600", "ATH-M50x"
    ALIAS = 1  # a name that people gave it
    TAIL = 2  # without the maker's series prefix: "M50x"
    BRANDED = 3  # an alias that only means it behind the brand
    REST = 4  # without the first word: "L1" for Fidelio L1
    BARE = 5  # the number and what follows it: "598"
    FAMILY = 6  # the first words: "DT 770" for DT 770 Pro
    GLUE = 7  # up to the first number: "M50" for M50x


Form = tuple[str, Kind]


def growing(text: Text, first: int) -> list[str]:
    """The keys of the atoms from the first through each that follows.

    >>> growing(Text("ATH-M50x"), 0)
    ['ath', 'ath m', 'ath m50', 'ath m50x']
    """
    made, keys = "", []
    for atom, joint in zip(text.atoms[first:], text.joints[first:], strict=True):
        made = f"{made}{joint}{atom}" if made else atom
        keys.append(made)
    return keys


def versioned(text: Text, first: int, last: int, begun: str = "") -> str:
    """The key of those atoms with every version written as a bare number; empty where there is none.

    `begun` stands for the first atom, if it is to be read otherwise than it is written.

    >>> versioned(Text("Pro500MK2"), 0, 3), versioned(Text("Chu II"), 0, 1)
    ('pro500.2', 'chu2')
    """
    made, at, changed = begun or text.atoms[first], first + 1, False
    while at <= last:
        version = text.versions.get(at)
        if version and at + version[1] - 1 <= last:
            number, length = version
            made += ("." if made[-1].isdigit() else "") + number
            at, changed = at + length, True
            continue
        joint = text.joints[at]
        if made[-1].isdigit() and text.atoms[at].isdigit():
            joint = "."
        made += joint + text.atoms[at]
        at += 1
    return made if changed else ""


def spellings(text: Text, first: int, last: int) -> list[str]:
    """The keys of those atoms: as written, glued, and both with versions as numbers."""
    return _spellings(text, first, last, growing(text, first)[last - first])


def _spellings(text: Text, first: int, last: int, plain: str) -> list[str]:
    made = [plain]
    if " " in plain:
        made.append(plain.replace(" ", ""))
    if text.versions:
        other = versioned(text, first, last)
        if other and other != plain:
            made.append(other)
            if " " in other:
                made.append(other.replace(" ", ""))
    return made


@lru_cache(maxsize=50_000)
def spellings_of(name: str) -> tuple[str, ...]:
    """The keys of a whole name."""
    split = CAMEL.sub(" ", name)
    texts = [Text(one) for one in ((name, split) if split != name else (name,))]
    return tuple(form for text in texts if text.size for form in spellings(text, 0, text.size - 1))


def forms_of(model: str) -> list[Form]:
    """The surface forms of a model as its maker writes it, the whole name first.

    >>> sorted(form for form, kind in forms_of("ATH-M50x") if kind is Kind.TAIL)
    ['m50x']
    >>> [form for form, kind in forms_of("DT 770 Pro") if kind is Kind.FAMILY]
    ['dt770', '770']
    """
    made: list[Form] = []
    numbered = False
    if "(" in model:
        made += [(form, Kind.FULL) for form in spellings_of(model)]
        bracketed, model = model, model.partition("(")[0].rstrip() or model
        numbered = any(char.isdigit() for char in bracketed[len(model) :])
    first = len(made)
    _add_forms(Text(model), made)
    split = CAMEL.sub(" ", model)
    if split != model:
        _add_forms(Text(split), made)
    if first:
        without = Kind.FAMILY if numbered else Kind.ALIAS
        made[first:] = [(form, without if kind is Kind.FULL else kind) for form, kind in made[first:]]
    return made


def _add_forms(text: Text, made: list[Form]) -> None:
    last = text.size - 1
    if last < 0:
        return
    keys = growing(text, 0)
    for form in _spellings(text, 0, last, keys[last]):
        made.append((form, Kind.FULL))
    if last:
        _add_shorter(text, 0, keys, made)
        if text.atoms[0].isalpha():
            _add_beheaded(text, last, made)


def _add_shorter(text: Text, first: int, keys: list[str], made: list[Form]) -> None:
    """Add families: the first words of a name, and its first number without the letters glued to it."""
    number = False
    for at in range(first, text.size - 1):
        atom, gap = text.atoms[at], text.gaps[at + 1]
        digits = atom.isdigit()
        number = number or digits
        if gap <= Gap.HYPHEN:
            if digits and at > first and (gap == Gap.GLUED or not text.atoms[at + 1].isdigit()):
                made.append((keys[at - first], Kind.GLUE))
        elif (number or at > first or len(atom) > 3) and atom not in OPEN and text.atoms[first] not in OPEN:
            for form in _spellings(text, first, at, keys[at - first]):
                made.append((form, Kind.FAMILY))


def _add_beheaded(text: Text, last: int, made: list[Form]) -> None:
    """Add what is left without the first word or the series letters."""
    numbered = text.atoms[1].isdigit()
    glued = text.gaps[1] == Gap.GLUED
    if glued and not numbered:
        return
    keys = growing(text, 1)
    if numbered:
        made.append((keys[-1], Kind.BARE))
        if text.versions:
            made.append((versioned(text, 1, last) or keys[-1], Kind.BARE))
        shorter: list[Form] = []
        _add_shorter(text, 1, keys, shorter)
        made += [form for form in shorter if form[1] is Kind.FAMILY]
    if glued:
        return
    prefix = text.gaps[1] == Gap.HYPHEN and len(text.atoms[0]) <= 4 and not numbered
    prefix = prefix and last > 1 and text.atoms[2].isdigit()
    kind = Kind.TAIL if prefix else Kind.REST
    for form in _spellings(text, 1, last, keys[-1]):
        made.append((form, kind))
    if prefix:
        _add_shorter(text, 1, keys, made)
