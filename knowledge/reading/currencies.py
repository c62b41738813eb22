"""Which currency a sign, a code or a name is: Earshot's own table first, then Babel's English names and codes.

Babel is only loaded when a message holds a word beside a number that the own table doesn't know.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from knowledge.reading.numerals import number_words
from knowledge.reading.text import Text, Token, words_of

DOLLAR = "dollar"
"""A dollar of no named country: the server's."""
_LONGEST_NAME = 4
_CODE = 3


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


@dataclass(frozen=True, slots=True)
class Tables:
    """`currencies.toml`, with every name as the words that a message is cut into."""

    signs: dict[str, str]
    dollars: dict[str, str]
    before: dict[str, str]
    letters: dict[str, str]
    names: dict[tuple[str, ...], str]
    alone: frozenset[str]
    vague: dict[str, list[str]]
    places: dict[str, list[str]]
    longest: int


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Earshot's own table of currencies, loaded once."""
    file = resources.files("knowledge.reading") / "currencies.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    names = {words_of(name): code for name, code in (table["names"] | table["nouns"]).items()}
    for land, code in table["lands"].items():
        for noun, group in table["nouns"].items():
            if code in table["vague"][group]:
                names[words_of(f"{land} {noun}")] = names[words_of(f"{noun} {land}")] = code
    for land in table["alone"]["words"]:
        names.setdefault((land,), table["lands"][land])
    places: dict[str, list[str]] = {}
    for code, towns in table["places"].items():
        for town in towns:
            places.setdefault(town, []).append(code)
    return Tables(
        signs=table["signs"],
        dollars=table["dollars"],
        before=table["before"],
        letters=table["letters"],
        names=names,
        alone=frozenset(table["alone"]["words"]),
        vague=table["vague"],
        places=places,
        longest=max(map(len, names)),
    )


@lru_cache(maxsize=1)
def _babel() -> tuple[dict[tuple[str, ...], str], frozenset[str]]:
    """Babel's English names of currencies ("kenyan shillings", and "hryvnias" where one only has that noun), and codes."""
    from babel import Locale  # here, because it costs 50 ms that most messages need not wait for
    from babel.numbers import get_currency_name

    locale = Locale("en")
    names: dict[tuple[str, ...], str] = {}
    nouns: dict[str, set[str]] = {}
    for code in locale.currencies:
        for count in (1, 2):
            words = words_of(form := get_currency_name(code, count=count, locale=locale))
            if words and "(" not in form:
                names.setdefault(words, code)
                nouns.setdefault(words[-1], set()).add(code)
    current = frozenset(code.casefold() for code in locale.currency_symbols) - number_words().no_codes
    for noun, codes in nouns.items():
        if len(codes) == 1 and noun.endswith("s") and (code := next(iter(codes))).casefold() in current:
            names.setdefault((noun,), code)
    return names, current


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
    if not words[0].isalpha() or words[0] in known.follow or words[0] in known.fill or len(words[0]) < _CODE:
        return None
    names, codes = _babel()
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
    if last < 0 or tokens[last].sentence != tokens[at].sentence and last == at - 1:
        return None
    if sign := tables().signs.get(tokens[last].word):
        first = _run(tokens, last, -1)
        return _prefixed(tokens, first, last) if sign == DOLLAR else Money(sign, first, last, sign=True)
    return _worded(text, last, at)


def _worded(text: Text, last: int, at: int) -> Money | None:
    word, glued = text.tokens[last].word, text.tokens[last].end == text.tokens[at].start
    own = tables()
    if code := own.before.get(word):
        return Money(code, last, last)
    if len(word) == 1:
        return Money(own.letters[word], last, last, weak=True) if glued and word in own.letters else None
    if len(word) == _CODE and word.isalpha():
        if code := own.names.get((word,)):
            return Money(code, last, last) if code == word.upper() else None
        return _named((word,), last)
    return None


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


def settle(code: str, text: Text, dollar: str) -> str | None:
    """The ISO code of a currency found; a vague noun is decided by the places that the message names.

    >>> settle("krone", Text("700 kr, I'm in Copenhagen"), "USD")
    'DKK'
    >>> settle("dollar", Text("I'm in Toronto, 200 dollars"), "USD")
    'USD'
    """
    if code == DOLLAR:
        return dollar
    choices = tables().vague.get(code)
    if choices is None:
        return code or None
    for token in text.tokens:
        for place in tables().places.get(token.word, ()):
            if place in choices:
                return place
    return choices[0] or None


def is_dollar(code: str | None) -> bool:
    """Whether a currency may be meant by a plain "$"."""
    return code in tables().vague[DOLLAR]
