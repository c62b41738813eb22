"""Surface forms: the ways in which the name of one record may stand in a text, each as a key to look up.

A key keeps letters and digits only; a space stays between two words of letters, a dot between two numbers, nothing
between letters and digits: "ATH-M50x" and "ath m50 x" are both "ath m50x".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

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


def key(text: Text, first: int, last: int) -> str:
    """The key of the atoms from the first through the last."""
    parts = [text.atoms[first]]
    for at in range(first + 1, last + 1):
        parts.append(text.joints[at] + text.atoms[at])
    return "".join(parts)


def versioned(text: Text, first: int, last: int) -> str:
    """The key of those atoms with every version written as a bare number; empty where there is none.

    >>> versioned(Text("Pro500MK2"), 0, 3), versioned(Text("Chu II"), 0, 1)
    ('pro500.2', 'chu2')
    """
    made, at, changed = text.atoms[first], first + 1, False
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


def spellings(text: Text, first: int, last: int) -> Iterator[str]:
    """The keys of those atoms: as written, glued, and both with versions as numbers."""
    plain = key(text, first, last)
    yield plain
    if " " in plain:
        yield plain.replace(" ", "")
    if text.versions:
        other = versioned(text, first, last)
        if other and other != plain:
            yield other
            if " " in other:
                yield other.replace(" ", "")


def forms_of(model: str) -> Iterator[Form]:
    """The surface forms of a model as its maker writes it.

    >>> sorted(form for form, kind in forms_of("ATH-M50x") if kind is Kind.TAIL)
    ['m50x']
    >>> [form for form, kind in forms_of("DT 770 Pro") if kind is Kind.FAMILY]
    ['dt770', '770']
    """
    if "(" in model:
        yield from ((form, Kind.FULL) for form in spellings_of(model))
        bracketed, model = model, model.partition("(")[0].rstrip() or model
        if any(char.isdigit() for char in bracketed[len(model) :]):
            yield from ((form, Kind.FAMILY if kind is Kind.FULL else kind) for form, kind in _forms_as(model))
            return
    yield from _forms_as(model)
    split = CAMEL.sub(" ", model)
    if split != model:
        yield from _forms_as(split)


def _forms_as(model: str) -> Iterator[Form]:
    text = Text(model)
    last = text.size - 1
    if last < 0:
        return
    for form in spellings(text, 0, last):
        yield form, Kind.FULL
    yield from _shortened(text, 0, last)
    if last and text.atoms[0].isalpha():
        yield from _beheaded(text, last)


def spellings_of(name: str) -> Iterator[str]:
    """The keys of a whole name."""
    split = CAMEL.sub(" ", name)
    for one in (name, split) if split != name else (name,):
        text = Text(one)
        if text.size:
            yield from spellings(text, 0, text.size - 1)


def _shortened(text: Text, first: int, last: int) -> Iterator[Form]:
    """Families: the first words of a name, and its first number without the letters glued to it."""
    number = False
    for at in range(first, last):
        number = number or text.atoms[at].isdigit()
        gap = text.gaps[at + 1]
        if gap == Gap.GLUED or gap == Gap.HYPHEN:
            if text.atoms[at].isdigit() and at > first and (gap == Gap.GLUED or not text.atoms[at + 1].isdigit()):
                yield key(text, first, at), Kind.GLUE
            continue
        if (number or at > first or len(text.atoms[at]) > 3) and text.atoms[at] not in OPEN:
            for form in spellings(text, first, at):
                yield form, Kind.FAMILY


def _beheaded(text: Text, last: int) -> Iterator[Form]:
    """What is left without the first word or the series letters."""
    if text.atoms[1].isdigit():
        yield key(text, 1, last), Kind.BARE
        if text.versions:
            yield versioned(text, 1, last) or key(text, 1, last), Kind.BARE
        for form, kind in _shortened(text, 1, last):
            if kind is Kind.FAMILY:
                yield form, kind
    if text.gaps[1] == Gap.GLUED:
        return
    prefix = len(text.atoms[0]) <= 4 and text.gaps[1] == Gap.HYPHEN and text.atoms[1].isalpha()
    prefix = prefix and last > 1 and text.atoms[2].isdigit()
    kind = Kind.TAIL if prefix else Kind.REST
    for form in spellings(text, 1, last):
        yield form, kind
    if prefix:
        yield from _shortened(text, 1, last)
