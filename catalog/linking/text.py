"""Texts cut into atoms, runs of letters or of digits, without losing where they stood.

Folding keeps every character in its place, so that offsets into the folded text are offsets into the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from catalog.linking.versions import versions_in

QUOTES = {ord(mark): "'" for mark in "‘’‚‛ʼ´`"} | {ord(mark): '"' for mark in "“”„‟«»"}
DASHES = {ord(mark): "-" for mark in "‐‑‒–—―−"}
ATOM = re.compile(r"((?!(?<=[a-z0-9]')s(?![a-z0-9]))[a-z]+|[0-9]+|(?<=[a-z0-9])\+(?![a-z0-9])|(?<=[a-z])&(?=[a-z]))")
NO_WORDS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|<[@#:a][^\s>]*>|\w+(?:\.\w+)*\.(?:com|net|org|de|co\.uk)\b\S*"
)
DOMAIN = re.compile(r"\.(?:com|net|org|de|co\.uk)\b")
DRESSING = re.compile(r"[\s\"'()\[\]*_~^]+")


OPEN = frozenset({"to", "and", "for", "with", "of", "the", "by", "x", "w"})
"""Words with which no name ends."""


class Gap(IntEnum):
    """What parts an atom from the one before it; up to BRACKET a name may go on."""

    GLUED = 0
    HYPHEN = 1
    SPACE = 2
    BRACKET = 3
    SLASH = 4
    BREAK = 5


class _Folds(dict[int, str]):
    """Folds a character when it is first met: lower case, without accent, one for one."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFKD", chr(code))[0].lower()
        self[code] = folded = base if len(base) == 1 else chr(code)
        return folded


_FOLDS = _Folds(QUOTES | DASHES | {ord("ø"): "o", ord("Ø"): "o", 0xA0: " "})


def fold(text: str) -> str:
    """Lower the case, take accents off and straighten quotes and dashes, one character for one.

    >>> fold("Audéo PFE–012, “TMA1’s”")
    'audeo pfe-012, "tma1\\'s"'
    """
    return text.translate(_FOLDS)


@lru_cache(maxsize=4096)
def gap_of(between: str) -> Gap:
    """Class the characters between two atoms; the s of a possessive is among them.

    >>> gap_of(" "), gap_of("-"), gap_of(", ")
    (<Gap.SPACE: 2>, <Gap.HYPHEN: 1>, <Gap.BREAK: 5>)
    """
    if between in ("", "'"):
        return Gap.GLUED
    between = between[2:] if between.startswith("'s") else between
    if "\n" in between or "\r" in between:
        return Gap.BREAK
    bare = DRESSING.sub("", between)
    if not bare:
        return Gap.BRACKET if "(" in between or "[" in between else Gap.SPACE
    if bare in {"-", ".", ":", "_"} and len(between) == 1:
        return Gap.HYPHEN
    return Gap.SLASH if bare in {"/", "&", "+", "|"} else Gap.BREAK


class Text:
    """A text as atoms. `joints[i]` is what a key writes between atom i - 1 and atom i."""

    __slots__ = ("atoms", "ends", "folded", "gaps", "given", "joints", "size", "starts", "versions")

    def __init__(self, given: str) -> None:
        self.given = given
        self.folded = fold(given)
        if "://" in given or "www" in given or "<" in given or "@" in given or DOMAIN.search(self.folded):
            self.folded = NO_WORDS.sub(lambda found: "\n" * len(found[0]), self.folded)
        self.atoms: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gaps: list[Gap] = []
        self.joints: list[str] = []
        self._cut()
        self.size = len(self.atoms)
        self.versions = versions_in(self.atoms, self.gaps)

    def _cut(self) -> None:
        pieces = ATOM.split(self.folded)
        self.atoms = atoms = pieces[1::2]
        between = pieces[0:-1:2]
        self.gaps = gaps = [gap_of(piece) if piece else Gap.GLUED for piece in between]
        self.joints = [""] * len(atoms)
        if not atoms:
            return
        gaps[0] = Gap.BREAK
        before, end = "", 0
        for at, (piece, atom) in enumerate(zip(between, atoms, strict=True)):
            if piece == ". " and len(before) == 1 and between[at - 1] == ".":
                gaps[at] = Gap.SPACE  # an abbreviation's full stop, "S.G. 2"
            if gaps[at] and before.isalnum():
                if before.isalpha():
                    self.joints[at] = " " if atom.isalpha() else ""
                elif atom.isdigit():
                    self.joints[at] = "."
            start = end + len(piece)
            end = start + len(atom)
            self.starts.append(start)
            self.ends.append(end)
            before = atom

    def __len__(self) -> int:
        return self.size

    def begins(self, at: int) -> bool:
        """Tell whether a word begins with this atom."""
        return at == 0 or self.gaps[at] != Gap.GLUED

    def closes(self, at: int) -> bool:
        """Tell whether a word ends with this atom."""
        return at + 1 == self.size or self.gaps[at + 1] != Gap.GLUED

    def word_end(self, at: int) -> int:
        """The last atom of the word that this atom is in."""
        while not self.closes(at):
            at += 1
        return at

    def word(self, at: int) -> str:
        """The letters and digits from this atom to its word's end."""
        return "".join(self.atoms[at : self.word_end(at) + 1])

    def compact(self, first: int, last: int) -> str:
        """The letters and digits of some atoms."""
        return "".join(self.atoms[first : last + 1])

    def beginnings(self, first: int, last: int) -> set[str]:
        """What those atoms begin with, up to the end of each word but the last."""
        return {self.compact(first, at) for at in range(first, last) if self.closes(at)}

    def slice(self, first: int, last: int) -> str:
        """The text as given, from the first atom through the last."""
        return self.given[self.starts[first] : self.ends[last]]

    def capital(self, at: int) -> bool:
        """Tell whether this atom begins with a capital letter as given."""
        return self.given[self.starts[at]].isupper()

    def opens_sentence(self, at: int) -> bool:
        """Tell whether a sentence, or a line, begins with this atom."""
        if at == 0:
            return True
        between = self.folded[self.ends[at - 1] : self.starts[at]]
        return any(mark in between for mark in ".!?\n:")
