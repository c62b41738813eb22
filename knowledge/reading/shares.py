"""Shares of genres: percents, fractions, halves, and ratios like 70/30."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.reading.phrases import Hit
from knowledge.reading.text import Text
from knowledge.values import Genre

_PERCENT = frozenset({"%", "percent", "pct", "prozent"})
_FRACTIONS = {("half",): 0.5, ("two", "thirds"): 2 / 3, ("a", "third"): 1 / 3, ("one", "third"): 1 / 3,
              ("a", "quarter"): 0.25, ("three", "quarters"): 0.75, ("a", "fifth"): 0.2,
              ("a", "tenth"): 0.1}  # fmt: skip
_FIRSTS = frozenset(words[0] for words in _FRACTIONS)
_FILL = frozenset("of is are s my the to for about roughly around ~ - : music".split())
_GROUP = frozenset("/ and & + or with some".split())


def read_shares(text: Text, hits: Sequence[Hit]) -> dict[Genre, float]:
    """The share of each genre that has one, 0 to 1.

    A share that names two canonical genres is split evenly between them.
    """
    if not hits:
        return {}
    shares: dict[Genre, float] = {}
    at = {hit.first: hit for hit in hits}
    ending = {hit.last: hit for hit in hits}
    for first, last, share in _amounts(text):
        group = _after(text, last, at) or _before(text, first, ending)
        genres = dict.fromkeys(Genre(hit.label.value) for hit in group)
        for genre in genres:
            shares[genre] = round(shares.get(genre, 0.0) + share / len(genres), 4)
    return {genre: share for genre, share in shares.items() if share <= 1.0}


def _amounts(text: Text) -> Iterator[tuple[int, int, float]]:
    """Each amount that may be a share: its first and last token, and its value."""
    tokens = text.tokens
    for place, token in enumerate(tokens):
        if token.word[0].isdigit():
            if place + 1 < len(tokens) and tokens[place + 1].word in _PERCENT:
                yield place, place + 1, _number(token.word) / 100
            continue
        if token.word not in _FIRSTS:
            continue
        for words, share in _FRACTIONS.items():
            if tuple(one.word for one in tokens[place : place + len(words)]) == words:
                yield place, place + len(words) - 1, share


def _number(word: str) -> float:
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return 1000.0


def _after(text: Text, last: int, at: dict[int, Hit]) -> list[Hit]:
    """The genres that follow a share, as far as they belong together: "70% techno/house and dnb"."""
    group: list[Hit] = []
    place = last + 1
    while place < len(text.tokens):
        word = text.tokens[place].word
        if place in at:
            group.append(at[place])
            place = at[place].last + 1
        elif word in (_GROUP if group else _FILL):
            place += 1
        else:
            break
    return group


def _before(text: Text, first: int, ending: dict[int, Hit]) -> list[Hit]:
    """The genres right before a share: "metal 50%"."""
    group: list[Hit] = []
    place = first - 1
    while place >= 0 and (place in ending or text.tokens[place].word in (_FILL | _GROUP | {"("})):
        if place in ending:
            group.append(ending[place])
            place = ending[place].first - 1
        else:
            place -= 1
    return group
