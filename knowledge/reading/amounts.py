"""Amounts of money in a message: numbers with their currencies, ranges with both ends, whatever they are for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.reading.currencies import DOLLAR
from knowledge.reading.currency_marks import Money, currency_after, currency_before
from knowledge.reading.numerals import Numeral, number_words, numeral
from knowledge.reading.text import Text

_DASHES = frozenset("-–—‐‑‒~/")
_TO = frozenset({"to", "till", "til", "until", "thru", "through", "upto", "bis", "-", "–", "—", "~"})
_LEAD = frozenset({"up", "around", "about", "maybe", "like", "say"})
_MOST = 400
"""Nobody states so many amounts; what is longer is a table or noise."""
_LEAST = 10
"""Below this a bare number is never money."""
_ISH = frozenset({"ish", "odd", "something", "plus"})
_CENTS = frozenset({99, 95, 49, 90, 98, 97})


@dataclass(frozen=True, slots=True)
class Found:
    """An amount: its value or its two ends, its currency as said (None for a bare number, "" for money of any kind).

    `weak` is a currency of one letter. `open` is the "+" of "$200+". `priced` has the cents of a price tag.
    """

    high: float
    first: int
    last: int
    low: float | None = None
    currency: str | None = None
    weak: bool = False
    ish: bool = False
    open: bool = False
    priced: bool = False
    scale: float = 1.0

    @property
    def bare(self) -> bool:
        """Whether nothing in the amount itself says money."""
        return self.currency is None or self.weak


def find_amounts(text: Text) -> list[Found]:
    """All numbers that may be money, in their order; ranges are joined.

    >>> [(a.low, a.high, a.currency) for a in find_amounts(Text("$5-8k, or 300 quid for the 250 ohm K701"))]
    [(5000.0, 8000.0, 'dollar'), (None, 300.0, 'GBP'), (None, 250.0, None)]
    """
    joined: list[Found] = []
    for found in _singles(text):
        if joined and (span := _range(text, joined[-1], found)):
            joined[-1] = span
        else:
            joined.append(found)
        if len(joined) > _MOST:
            break
    return [found for found in joined if not found.bare or found.high >= _LEAST]


def _singles(text: Text) -> Iterator[Found]:
    starts, tokens, at, free = number_words().starts, text.tokens, 0, 0
    while at < len(tokens):
        word = tokens[at].word
        number = numeral(text, at) if word[0].isdigit() or (word in starts and _counts(text, at)) else None
        if number is None:
            at += 1
            continue
        found = _amount(text, number, free)
        at = free = (found.last if found else number.last) + 1
        if found:
            yield found


def _counts(text: Text, at: int) -> bool:
    """Whether "a" and the like open a number: "a hundred", not "a pair"."""
    words = number_words()
    return text.tokens[at].word not in words.shares or _word(text, at + 1) in words.carried


def _amount(text: Text, number: Numeral, free: int) -> Found | None:
    """A number with the currency on either side of it; None for a part of a longer name ("m50x", "80ohm")."""
    before = currency_before(text, number.first)
    if before and before.first < free:
        before = None
    last, ish, more = _suffix(text, number.last)
    after = _behind(text, last, before)
    if not before and not number.worded and number.first != free and _inside_name(text, number.first):
        return None
    if after is None and (before is None or before.weak) and _runs_on(text, number, last):
        return None
    code = _agreed(before, after, number.currency)
    return Found(
        high=number.value,
        first=before.first if before else number.first,
        last=after.last if after else last,
        currency=code,
        weak=code is not None and after is None and before is not None and before.weak,
        ish=ish,
        open=more or (after is not None and _word(text, after.last + 1) == "+"),
        priced=round(number.value * 100) % 100 in _CENTS and number.value > 1,
        scale=number.scale,
    )


def _suffix(text: Text, last: int) -> tuple[int, bool, bool]:
    """Pass over "ish", "odd" and "+" behind a number."""
    word = _word(text, last + 1)
    if word == "+":
        return last + 1, False, True
    if word in _ISH and (word != "plus" or currency_after(text, last + 2)):
        return last + 1, word != "plus", word == "plus"
    return last, False, False


def _behind(text: Text, last: int, before: Money | None) -> Money | None:
    """The currency behind a number: "€", "quid", "(CAD)", after a sign only what says more of it ("$300 Aussie")."""
    at = last + 1
    bracket = _word(text, at) == "("
    money = currency_after(text, at + bracket)
    if money is None or (bracket and _word(text, money.last + 1) != ")"):
        return None
    if money.sign and (before or _belongs_ahead(text, money)):
        return None
    if before and not before.weak and before.code != DOLLAR and money.code != before.code:
        return None
    if bracket:
        return replace(money, last=money.last + 1)
    further = currency_after(text, money.last + 1) if money.code == DOLLAR else None
    return further if further and not further.sign else money


def _belongs_ahead(text: Text, money: Money) -> bool:
    """Whether a sign is glued to the next number and not to this one: "200 $300"."""
    tokens, follows = text.tokens, money.last + 1
    if follows >= len(tokens) or not tokens[follows].word[0].isdigit():
        return False
    return tokens[money.last].end == tokens[follows].start and tokens[money.first - 1].end != tokens[money.first].start


def _agreed(before: Money | None, after: Money | None, own: str | None) -> str | None:
    """The most telling of the currencies around a number."""
    codes = [money.code for money in (after, before) if money] + ([own] if own is not None else [])
    return next((code for code in codes if code and code != DOLLAR), codes[0] if codes else None)


def _inside_name(text: Text, first: int) -> bool:
    """Whether a figure is glued to the word before it: "K701", "SR-80", "PX 100-II"."""
    if first == 0:
        return False
    token, left = text.tokens[first], text.tokens[first - 1]
    gap = text.raw[left.end : token.start]
    if not left.word[0].isalnum() or (gap and gap not in _DASHES):
        return False
    return left.word != "sub" and (not gap or not left.word[0].isdigit())


def _runs_on(text: Text, number: Numeral, last: int) -> bool:
    """Whether letters are glued behind a figure that are no part of money: "300ohm", "50mm", "90s"."""
    if last + 1 >= len(text.tokens) or number.worded or last != number.last:
        return False
    token, right = text.tokens[last], text.tokens[last + 1]
    return right.start == token.end and (right.word[0].isalpha() or right.word in "%°\"'")


def _range(text: Text, left: Found, right: Found) -> Found | None:
    """One amount with two ends out of two that a dash, "to" or "between … and" joins."""
    if left.low is not None or right.low is not None or not _joined(text, left, right):
        return None
    low = left.high
    if left.scale == 1 and right.scale > 1 and low * right.scale <= right.high:
        low *= right.scale
    if low >= right.high or left.weak or (left.bare and right.bare and low * 50 < right.high and low):
        return None
    codes = [code for code in (right.currency, left.currency) if code is not None]
    code = next((code for code in codes if code and code != DOLLAR), codes[0] if codes else None)
    return replace(right, low=low, first=left.first, currency=code, ish=left.ish or right.ish, weak=False)


def _joined(text: Text, left: Found, right: Found) -> bool:
    tokens = text.tokens
    gap = text.raw[tokens[left.last].end : tokens[right.first].start].strip()
    between = [token.word for token in tokens[left.last + 1 : right.first]]
    if not between:
        return gap in _DASHES and gap != ""
    if len(between) > 3:
        return False
    if between == ["and"]:
        return "between" in (_word(text, left.first - 1), _word(text, left.first - 2))
    return any(word in _TO for word in between) and all(word in _TO | _LEAD for word in between)


def _word(text: Text, at: int) -> str:
    return text.tokens[at].word if 0 <= at < len(text.tokens) else ""
