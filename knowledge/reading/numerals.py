"""Numbers as people write them: "1.5k", "2.000", "1 234,50", "1,50,000", "a hundred and fifty", "half a grand"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from knowledge.reading.text import Text, Token

_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?|\d{1,3}(?:,\d{2})*,\d{3}(?:\.\d{1,2})?")
_PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,3})?")
_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")
_GROUP_GAP = re.compile(r"[^\S\n]{1,3}|['’‘´`]")
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the tokens that say it; `scale` is the last factor in it, `currency` what its own words tell.

    `currency` is None for a plain number and "" for money of any kind ("a grand").
    """

    value: float
    first: int
    last: int
    scale: float = 1.0
    currency: str | None = None
    worded: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of `numerals.toml`."""

    small: dict[str, float]
    shares: dict[str, float]
    scales: dict[str, float]
    money: dict[str, str]
    coins: dict[str, tuple[float, str]]
    follow: frozenset[str]
    fill: frozenset[str]
    point: frozenset[str]
    no_codes: frozenset[str]
    starts: frozenset[str]
    carried: frozenset[str]


@lru_cache(maxsize=1)
def number_words() -> Words:
    """The words of numbers and what may stand around them, loaded once."""
    file = resources.files("knowledge.reading") / "numerals.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    around = {name: frozenset(words) for name, words in table["around"].items()}
    return Words(
        small=table["small"],
        shares=table["shares"],
        scales=table["scales"],
        money=table["money"],
        coins={word: (value, code) for word, (value, code) in table["coins"].items()},
        follow=around["follow"],
        fill=around["fill"],
        point=around["point"],
        no_codes=around["words"],
        starts=frozenset(table["small"]) | frozenset(table["coins"]) | frozenset(table["shares"]) | {"hundred"},
        carried=frozenset(table["scales"]) | frozenset(table["shares"]) | frozenset(table["coins"]) | {"of"},
    )


def figure(text: str) -> float | None:
    """The value of figures with their marks, whichever of the world's marks they are; None for a time or a version.

    >>> [figure(n) for n in ("2.000", "1,999", "1,50,000", "1.299,00", "300.00", "1.5", "0.250", "10:30", "1.2.3")]
    [2000.0, 1999.0, 150000.0, 1299.0, 300.0, 1.5, 0.25, None, None]
    """
    if _GROUPED.fullmatch(text) and not text.startswith("0"):
        whole, cents = text, ""
        if (mark := text[-3:-2]) in ".," or (mark := text[-2:-1]) in ".,":
            whole, _, cents = text.rpartition(mark)
        return float(whole.replace(".", "").replace(",", "") + "." + (cents or "0"))
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    return None


def numeral(text: Text, at: int) -> Numeral | None:
    """The longest number that starts at a token."""
    word = text.tokens[at].word
    if word[0].isdigit():
        return _figures(text, at)
    if word in number_words().starts:
        return _coin(text, at) or _worded(text, at)
    return None


def _figures(text: Text, at: int) -> Numeral | None:
    tokens = text.tokens
    written, last = tokens[at].word, at
    while last + 1 < len(tokens) and len(written) <= 12 and _continues(text, written, tokens[last], tokens[last + 1]):
        last += 1
        written += tokens[last].word
    value = figure(written)
    if value is None:
        return None
    last = _dashes(text, last)
    scale, currency = 1.0, None
    words = number_words()
    while last + 1 < len(tokens) and (factor := words.scales.get(tokens[last + 1].word)) and scale < 1e5:
        last += 1
        scale *= factor
        currency = words.money.get(tokens[last].word, currency)
    return Numeral(value * scale, at, last, scale, currency)


def _continues(text: Text, written: str, left: Token, right: Token) -> bool:
    """Whether the next token is a further group of thousands: "12 000", "1'000"."""
    if not (_GROUP.fullmatch(right.word) and _GROUP_GAP.fullmatch(text.raw[left.end : right.start])):
        return False
    return written.isdigit() and written[0] != "0" and (len(written) <= 3 or left.word != written)


def _dashes(text: Text, last: int) -> int:
    """Pass over the dash that stands for no cents: "300.-", "200.—", "5000/-"."""
    end = text.tokens[last].end
    tail = text.raw[end : end + 2]
    if len(tail) == 2 and tail[0] in ".,/:" and tail[1] in "-–—":
        while last + 1 < len(text.tokens) and text.tokens[last + 1].start < end + 2:
            last += 1
    return last


def _coin(text: Text, at: int) -> Numeral | None:
    words = number_words()
    here = at + (text.tokens[at].word in ("a", "one") and at + 1 < len(text.tokens))
    if coin := words.coins.get(text.tokens[here].word):
        return Numeral(coin[0], at, here, 1.0, coin[1], worded=True)
    return None


def _worded(text: Text, at: int) -> Numeral | None:
    """Number words up to the last that belongs to them."""
    words, tokens = number_words(), text.tokens
    total, part, scale, currency = 0.0, 0.0, 1.0, None
    share, last, here = False, at - 1, at
    while here < min(len(tokens), at + _LONGEST):
        word = tokens[here].word
        if (factor := words.scales.get(word)) and (part or here == at):
            part, scale, share = (part or 1.0) * factor, factor, False
            currency = words.money.get(word, currency)
            if factor >= 1000:
                total, part = total + part, 0.0
            last = here
        elif (small := words.small.get(word)) is not None and not share:
            if not _fits(part, small):
                break
            part, last = _add(part, small), here
        elif word in words.shares and not total and (not part or share):
            part, share = (part or 1.0) * words.shares[word], True
        elif not (word == "of" and share) and not (word == "and" and scale > 1 and _more(text, here)):
            break
        here += 1
    value = total + (part if not share else 0.0)
    return Numeral(value, at, last, scale, currency, worded=True) if last >= at and value else None


def _fits(part: float, small: float) -> bool:
    """Whether a small number may follow: "seventy five", "two fifty", "hundred five"; never "five six"."""
    return not part or part >= 100 or (part % 10 == 0 and small < 10) or (part < 10 <= small)


def _add(part: float, small: float) -> float:
    return part * 100 + small if 0 < part < 10 <= small else part + small


def _more(text: Text, at: int) -> bool:
    """Whether a small number stands behind an "and"."""
    return at + 1 < len(text.tokens) and text.tokens[at + 1].word in number_words().small
