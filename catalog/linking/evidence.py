"""How much a name that stands without its brand says by itself."""

from __future__ import annotations

import re
from enum import IntEnum

from catalog.linking.forms import Kind
from catalog.linking.going_on import YEAR, is_quantity
from catalog.linking.lexicon import commonness, lexicon
from catalog.linking.text import Gap, Text
from catalog.linking.windows import Window

QUANTITY = re.compile(
    r"\d+(?:[a-z]|st|nd|rd|th|[kmg]b|mm|cm|khz|hz|db|mw|bit|ohms?|x|v|am|pm|yo|hrs?|min|ish|fps|mah|eur|usd)"
)
THOUSANDS = re.compile(r"[.,]\d{3}\b")
DECADE = re.compile(r"\d*0s")


class Strength(IntEnum):
    """What a name without its brand needs before it is linked."""

    NEVER = 0
    BRAND = 1  # its brand, named somewhere in the message
    COMPANY = 2  # other gear beside it
    TALK = 3  # any sign that the talk is of gear
    ALONE = 4  # nothing


FAMOUS = 40
"""From this popularity on, a list of gear is company enough for a daily word."""
WELL_KNOWN = 20
"""From this popularity on, a daily word with a number means the model where the talk is of gear."""


def strength(text: Text, window: Window, kind: Kind, popularity: int = 0) -> Strength:
    """Weigh the words of a window."""
    compact = window.key.replace(" ", "")
    if compact in lexicon().codes or _is_phrase(text, window):
        return Strength.BRAND
    if THOUSANDS.match(text.folded, text.ends[window.last]):
        return Strength.NEVER
    digits = sum(char.isdigit() for char in compact)
    if not digits:
        return _of_words(text, window, kind, popularity)
    if kind is Kind.REST or kind is Kind.BARE or kind is Kind.BRANDED:
        return Strength.BRAND if digits < len(compact) else Strength.NEVER
    if compact[0].isdigit():
        if compact.isdigit() and is_quantity(text, window.first):
            return Strength.NEVER
        return _known(_of_number(window.key, digits, kind), popularity)
    if digits > 1 and window.last > window.first and text.gaps[window.first + 1] == Gap.HYPHEN and len(compact) > 4:
        return Strength.ALONE
    return _known(_of_code(window.key, digits), popularity)


def _known(needs: Strength, popularity: int) -> Strength:
    """A well-known model needs a step less."""
    if popularity < WELL_KNOWN or needs not in (Strength.COMPANY, Strength.TALK):
        return needs
    return Strength.TALK if needs is Strength.COMPANY else Strength.ALONE


def _is_phrase(text: Text, window: Window) -> bool:
    """Tell whether a code is an everyday word and a number: "to 200", "at 50"."""
    word = text.atoms[window.first]
    if window.last == window.first or text.gaps[window.first + 1] == 0 or not text.atoms[window.first + 1].isdigit():
        return False
    small = not text.capital(window.first) or text.opens_sentence(window.first)
    return (1 < len(word) < 4 or word in "ai") and commonness(word) == 2 and small


def _of_number(key: str, digits: int, kind: Kind) -> Strength:
    """Names that begin with a number: "99 classics", "6xx"."""
    words = [word for word in re.split(r"[^a-z]+", key) if word]
    if not words:
        return Strength.COMPANY if kind is Kind.ALIAS and digits > 3 and not YEAR.fullmatch(key) else Strength.NEVER
    if QUANTITY.fullmatch(key) or DECADE.fullmatch(key):
        return Strength.COMPANY if kind is Kind.ALIAS else Strength.NEVER
    if any(len(word) > 3 for word in words):
        return Strength.ALONE if any(commonness(word) < 2 for word in words) else Strength.TALK
    return Strength.TALK if kind is Kind.ALIAS and digits + len(words[0]) > 2 else Strength.COMPANY


def _of_code(key: str, digits: int) -> Strength:
    """Letters, then a number: "hd600", "m50x", "chu2"."""
    head = re.match(r"[a-z ]+", key)
    letters = head[0].strip() if head else ""
    compact = key.replace(" ", "").replace(".", "")
    if len(letters) >= 4 or " " in letters:
        rank = min(commonness(word) for word in letters.split())
        if rank and re.search(r"\d[^a-z]*[a-z]{2}", key):
            return Strength.TALK
        return (Strength.ALONE, Strength.TALK, Strength.COMPANY)[rank]
    if digits >= 2 and len(compact) >= 4:
        return Strength.ALONE
    if len(compact) >= 4 and digits == 1:
        return Strength.TALK
    return Strength.TALK if len(compact) == 3 else Strength.COMPANY


def _of_words(text: Text, window: Window, kind: Kind, popularity: int) -> Strength:
    """Names of words alone: "sundara", "porta pro", "utopia"."""
    words = window.key.split()
    ranks = [commonness(word) for word in words]
    if kind > Kind.TAIL:
        return Strength.BRAND if kind is not Kind.REST and min(ranks) == 0 else Strength.NEVER
    capitals = all(text.capital(at) for at in range(window.first, window.last + 1) if text.begins(at))
    if max(ranks) == 2 and len(words) == 1 and len(window.key) > 1:
        capitals = capitals and not text.slice(window.first, window.last).isupper()
    if all(word in lexicon().gear for word in words):
        return Strength.NEVER
    if len(words) > 1:
        if min(ranks) == 0:
            return Strength.ALONE
        if capitals:
            return _known(Strength.TALK, popularity)
        whole = kind <= Kind.ALIAS and (len(words) > 2 or popularity >= FAMOUS)
        return _known(Strength.TALK if whole else Strength.COMPANY, popularity) if min(ranks) == 1 else Strength.BRAND
    rank = ranks[0]
    if rank == 0:
        if len(window.key) > 4:
            return Strength.ALONE
        return Strength.TALK if popularity >= WELL_KNOWN else Strength.COMPANY
    named = capitals and not text.opens_sentence(window.first)
    if rank == 1:
        said = Strength.ALONE if words[0] in lexicon().persons else Strength.TALK  # nobody is called "the Arya"
        return said if named and _owned(text, window.first) else Strength.COMPANY
    return Strength.COMPANY if capitals else Strength.BRAND


def _owned(text: Text, first: int) -> bool:
    return first > 0 and text.atoms[first - 1] in lexicon().owning


def of_gear(text: Text) -> bool:
    """Tell whether any word shows that the talk is of gear."""
    return not lexicon().gear.isdisjoint(text.atoms)
