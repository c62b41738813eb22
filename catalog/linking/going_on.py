"""Whether a name goes on behind what was recognised, and so is another model's: "Modi 9", "HD 600 mk2"."""

from __future__ import annotations

import re

from catalog.linking.lexicon import lexicon
from catalog.linking.text import Gap, Text

OHMS = re.compile(r"[\s(-]*\d{1,4}\s*-?\s*(?:ohms?\b|ω)\)?")
MONEY = re.compile(r"[$€£¥₹%]")
ANOTHER = frozenset({"pro", "ultra", "lite", "mini", "se", "anc", "nc"})


def goes_on(text: Text, last: int, words: bool) -> int:
    """The last atom of what makes another model of the name that ends with `last`; `last` where nothing does.

    `words` says that the name ends with a word, behind which a small number is a version.
    """
    after = last + 1
    if after >= len(text):
        return last
    gap, atom = text.gaps[after], text.atoms[after]
    if gap > Gap.BRACKET or OHMS.match(text.folded, text.ends[last]):
        return last
    version = text.versions.get(after)
    if version and version[0] != "1" and text.closes(after + version[1] - 1):
        return after + version[1] - 1
    if gap == Gap.HYPHEN:
        return text.word_end(after) if atom.isdigit() or len(text.word(after)) < 3 else last
    if atom in ANOTHER and text.closes(after) and gap == Gap.SPACE:
        return after
    if words and gap == Gap.SPACE and is_version(text, after):
        return after
    return last


def is_version(text: Text, at: int) -> bool:
    """Tell whether a number behind a word counts the model, not things, hours or money."""
    atom = text.atoms[at]
    if not atom.isdigit() or len(atom) > 1 or atom in "01":
        return False
    if not text.closes(at) or is_quantity(text, at):
        return False
    after = at + 1
    return after == len(text) or text.gaps[after] > Gap.SPACE or text.word(after) not in lexicon().counted


def is_quantity(text: Text, at: int) -> bool:
    """Tell whether the number at an atom is an amount of money, of ohms, of days."""
    start, end = text.starts[at], text.ends[at]
    if MONEY.search(text.folded[max(0, start - 2) : start]) or MONEY.search(text.folded[end : end + 2]):
        return True
    if OHMS.match(text.folded, start):
        return True
    if re.match(r"[.,:]\d|\s*-\s*\d", text.folded[end : end + 4]):
        return True
    after = at + 1
    if after >= len(text) or text.gaps[after] > Gap.SPACE:
        return False
    word = text.word(after)
    return word in lexicon().units


def with_ohms(text: Text, end: int) -> int:
    """The offset at which the name ends, with its impedance and its edition if they stand behind it."""
    ohms = OHMS.match(text.folded, end)
    return ohms.end() if ohms else end
