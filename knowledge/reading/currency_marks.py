"""Currencies beside a number: signs, codes and names, before it or behind it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.reading.currencies import DOLLAR, babel_names, tables
from knowledge.reading.numerals import figure, number_words
from knowledge.reading.text import Text, Token

_LONGEST_NAME = 6
_CODE = 3
_LEAST_SHORTHAND = 300
"""Below this "RS 120" may be a headphone as well as rupees; a cue must decide."""


@dataclass(frozen=True, slots=True)
class Money:
    """A currency found: an ISO code, or a vague noun such as `dollar` or `krone`; with the tokens that say it.

    `weak` is a lone letter ("P3,000"), which is money only where a cue says so.
    """

    code: str
    first: int
    last: int
    weak: bool = False
    sign: bool = False


def currency_after(text: Text, at: int) -> Money | None:
    """The currency that starts at a token: "€€", "US dollars", "pesos mexicanos", "kr"."""
    tokens = text.tokens
    if at >= len(tokens):
        return None
    if sign := tables().signs.get(tokens[at].word):
        return Money(sign, at, _run(tokens, at, 1), sign=True)
    end = min(len(tokens), at + _LONGEST_NAME)
    words = tuple(token.word for token in tokens[at:end])
    for length in range(len(words), 0, -1):
        if code := tables().names.get(words[:length]):
            return Money(code, at, at + length - 1)
    if tokens[at].word in tables().dollars and _sign_at(tokens, at + 1) == DOLLAR:
        return Money(tables().dollars[tokens[at].word], at, at + 1)
    return _named(words, at)


def _named(words: tuple[str, ...], at: int) -> Money | None:
    """A currency that only Babel knows."""
    known = number_words()
    if not words[0].isalpha() or words[0] in known.follow or words[0] in known.fill or len(words[0]) < 2:
        return None
    names, codes = babel_names()
    for length in range(len(words), 0, -1):
        if code := names.get(words[:length]):
            return Money(code, at, at + length - 1)
    return Money(words[0].upper(), at, at) if words[0] in codes else None


def currency_before(text: Text, at: int) -> Money | None:
    """The currency that ends right before a token: "$", "C$", "US $", "Rs.", "CHF", "P"."""
    tokens = text.tokens
    last = at - 1
    if last >= 0 and tokens[last].word == "." and last > 0 and tokens[last - 1].word in tables().before:
        last -= 1
    if last < 0 or (tokens[last].sentence != tokens[at].sentence and last == at - 1):
        return None
    if sign := tables().signs.get(tokens[last].word):
        first = _run(tokens, last, -1)
        return _prefixed(tokens, first, last) if sign == DOLLAR else Money(sign, first, last, sign=True)
    return _worded(text, last, at)


def _worded(text: Text, last: int, at: int) -> Money | None:
    word, glued = text.tokens[last].word, text.tokens[last].end == text.tokens[at].start
    own = tables()
    if code := own.before.get(word):
        low = (figure(text.tokens[at].word) or 0) < _LEAST_SHORTHAND and _plain_behind(text, at)
        return Money(code, last, last, weak=low and len(word) == len("rs"))
    if len(word) == 1:
        return Money(own.letters[word], last, last, weak=True) if glued and word in own.letters else None
    if len(word) == _CODE and word.isalpha():
        if code := own.names.get((word,)):
            return Money(code, last, last) if code == word.upper() else None
        return _named((word,), last)
    return None


def _plain_behind(text: Text, at: int) -> bool:
    """Whether a figure has no "k" or "lakh" behind it."""
    return at + 1 >= len(text.tokens) or text.tokens[at + 1].word not in number_words().scales


def _prefixed(tokens: tuple[Token, ...], first: int, last: int) -> Money:
    """A dollar sign with the letters before it, if there are any."""
    if first > 0 and (code := tables().dollars.get(word := tokens[first - 1].word)):
        glued = tokens[first - 1].end == tokens[first].start
        if glued or (len(word) > 1 and word not in ("can", "tt", "ec", "ar")):
            return Money(code, first - 1, last)
    return Money(DOLLAR, first, last, sign=True)


def _sign_at(tokens: tuple[Token, ...], at: int) -> str | None:
    return tables().signs.get(tokens[at].word) if at < len(tokens) else None


def _run(tokens: tuple[Token, ...], at: int, step: int) -> int:
    """The far end of a run of the same sign."""
    while 0 <= at + step < len(tokens) and tokens[at + step].word == tokens[at].word:
        at += step
    return at
