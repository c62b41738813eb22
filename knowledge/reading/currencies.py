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
from knowledge.reading.text import Text, words_of

DOLLAR = "dollar"
"""A dollar of no named country: the server's."""


@dataclass(frozen=True, slots=True)
class Tables:
    """`currencies.toml`, with every name as the words that a message is cut into."""

    signs: dict[str, str]
    dollars: dict[str, str]
    before: dict[str, str]
    letters: dict[str, str]
    names: dict[tuple[str, ...], str]
    vague: dict[str, list[str]]
    places: dict[str, list[str]]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Earshot's own table of currencies, loaded once."""
    file = resources.files("knowledge.reading") / "currencies.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    lands, nouns = ({words_of(name): code for name, code in table[part].items()} for part in ("lands", "nouns"))
    names = {words_of(name): code for name, code in table["names"].items()} | nouns
    for land, code in lands.items():
        for noun, group in nouns.items():
            if code in table["vague"][group]:
                names[land + noun] = names[noun + land] = code
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
        vague=table["vague"],
        places=places,
    )


Known = tuple[dict[tuple[str, ...], str], frozenset[str]]
_known: list[Known] = []


def babel_names() -> Known:
    """Babel's English names of currencies ("kenyan shillings", or "hryvnias" if no other has the noun) and codes."""
    if not _known:
        _known.append(_babel_names())
    return _known[0]


def adopt(known: Known) -> None:
    """Take the names that were put together before from this very release of Babel."""
    _known[:] = [known]


def _babel_names() -> Known:
    from babel import Locale  # here, because it costs 50 ms that most messages need not wait for
    from babel.numbers import get_currency_name

    locale = Locale("en")
    names: dict[tuple[str, ...], str] = {}
    nouns: dict[str, set[str]] = {}
    for code in map(str, locale.currencies):
        for count in (1, 2):
            words = words_of(form := get_currency_name(code, count=count, locale=locale))
            if words and "(" not in form:
                names.setdefault(words, code)
                nouns.setdefault(words[-1], set()).add(code)
    current = frozenset(str(code).casefold() for code in locale.currency_symbols) - number_words().no_codes
    for noun, codes in nouns.items():
        only = min(codes)
        if len(codes) == 1 and noun.endswith("s") and only.casefold() in current:
            names.setdefault((noun,), only)
    return names, current


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
