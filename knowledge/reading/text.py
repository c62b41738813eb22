"""A message cut into words, clauses and sentences, every word with its place in what was typed.

Folding makes spellings equal that mean the same: letter case, curly quotes, accents, apostrophes ("don't" is "dont").
Nothing here knows about headphones.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.values import Words

GEAR = "\ue000"
"""Stands for a whole gear name, so that "tried the <gear>" is one phrase whatever the name."""
LINK = "\ue001"
"""Stands for an address; nothing inside it is read."""
BREAK = "\n"

_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+)"
    r"|(?P<word>[^\W\d_]+(?:['’´`ʼ]+[^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<line>\n\s*)"
    r"|(?P<mark>[^\w\s]|_)"
)
_SENTENCE_ENDS = frozenset(".!?…\n")
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset(",;:()–—[]{}|•")
_SOFT = frozenset("-'\"*~_“”„«»‘’`´^‐‑‚#")
_AS_WRITTEN = frozenset({"word", "number", "mark"})
_COMBINING = re.compile(r"[̀-ͯ҃-҉᪰-᫿᷀-᷿⃐-⃿︠-︯]")


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Spell a word plainly: no case, accents or apostrophes.

    >>> fold("Don’t"), fold("Café")
    ('dont', 'cafe')
    """
    flat = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in flat if char not in "'’´`ʼ" and not unicodedata.combining(char)) or word


class Token(NamedTuple):
    """A word, number or mark; `start` and `end` are offsets into the text, `clause` and `sentence` count from 0."""

    word: str
    start: int
    end: int
    clause: int
    sentence: int


class Text:
    """A message as tokens. `tokens` leaves out marks that only decorate (hyphens, quotes, asterisks)."""

    __slots__ = ("_clauses", "_sentences", "_starts", "raw", "tokens")

    def __init__(self, raw: str, gear: Iterable[tuple[int, int]] = ()) -> None:
        self.raw = raw
        self.tokens: tuple[Token, ...] = tuple(_cut(raw, sorted(gear)))
        self._starts = [token.start for token in self.tokens]
        self._clauses = _stretches([token.clause for token in self.tokens])
        self._sentences = _stretches([token.sentence for token in self.tokens])

    def words(self, first: int, last: int) -> Words:
        """The words from token `first` to token `last`, both included, as typed."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Words(text=self.raw[start:end], start=start, end=end)

    def every_word(self) -> tuple[str, ...]:
        """All folded words, those of gear names included."""
        words = tuple(token.word for token in self.tokens)
        return words_of(self.raw) if GEAR in words else words

    def at(self, offset: int) -> int:
        """The index of the first token that starts at or after this offset."""
        return bisect_left(self._starts, offset)

    def clause(self, index: int) -> range:
        """The indices of the tokens in the same clause as this one."""
        return self._clauses[self.tokens[index].clause]

    def sentence(self, index: int) -> range:
        """The indices of the tokens in the same sentence as this one."""
        return self._sentences[self.tokens[index].sentence]

    def before_last(self, index: int) -> int:
        """The first token of the sentence before the one that holds this token."""
        start = self.sentence(index).start
        return self.sentence(start - 1).start if start else start


def _stretches(numbers: Sequence[int]) -> dict[int, range]:
    """The run of places that each number holds."""
    found: dict[int, range] = {}
    for place, number in enumerate(numbers):
        found[number] = range(found[number].start if number in found else place, place + 1)
    return found


def words_of(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase, cut as a message is.

    >>> words_of("Noise-cancelling isn't")
    ('noise', 'cancelling', 'isnt')
    """
    return tuple(token.word for token in _cut(phrase, ()))


def _cut(raw: str, gear: Sequence[tuple[int, int]]) -> Iterable[Token]:
    clause = sentence = 0
    spans = iter(gear)
    span = next(spans, None)
    source = _blank_combining(raw)
    position = 0
    while match := _TOKEN.search(source, position):
        position = match.end()
        if span and match.start() >= span[0]:
            yield Token(GEAR, span[0], span[1], clause, sentence)
            position, span = max(span[1], span[0] + 1), next(spans, None)
            continue
        kind, text = match.lastgroup, match.group()
        dash = text == "-" and _is_dash(source, match)
        if kind == "mark" and text in _SOFT and not dash:
            continue
        word = fold(text) if kind in _AS_WRITTEN else LINK if kind == "link" else BREAK
        yield Token(word, match.start(), position, clause, sentence)
        if dash or word in _CLAUSE_ENDS:
            clause += 1
            sentence += word in _SENTENCE_ENDS


def _is_dash(source: str, match: re.Match[str]) -> bool:
    """A hyphen with spaces around it parts clauses as a dash does."""
    start, end = match.span()
    return source[start - 1 : start].isspace() and source[end : end + 1].isspace()


def _blank_combining(raw: str) -> str:
    """Turn stacked accents into apostrophes, which folding drops: no word is cut apart and no offset moves."""
    return _COMBINING.sub("'", raw)
