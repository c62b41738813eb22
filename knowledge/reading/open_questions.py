"""Questions that leave open what to get: "any planar under 300?", "which amp?", "closed and sturdy for the train?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.reading.mood import Moods
from knowledge.reading.phrases import Hit
from knowledge.reading.text import GEAR

_OPEN = frozenset("any another which what".split())
_REACH = 4
_PARTS = frozenset(
    "is are was do does did can could would will should has have the a an my your his her our their this that these "
    "those in on of for to with about it they i you we there s difference point happens kind sort type makes if".split()
) | {GEAR}
"""Words that part an opening word from the noun: "what does an amp …" asks for none."""
_VERBS = frozenset(
    "is are was were do does did can could would will should has have had am isnt arent dont doesnt whats thats its "
    "im ive id i you he she they we what which who how why where when right really huh eh".split()
)
_WISHES = frozenset({"need", "want", "sound", "use"})
_ENOUGH = 2
"""So many wishes make a question without a verb one for gear, where none is named."""


def openly_asked(moods: Moods, hits: Sequence[Hit], named: bool) -> int:
    """How many questions of a message leave open what to get; `named` says that it names gear besides."""
    nouns = sum(_open_noun(moods, hit) for hit in hits if hit.label.slot == "want")
    wishes: dict[int, set[str]] = {}
    for hit in hits:
        if hit.label.slot in _WISHES:
            wishes.setdefault(moods.text.tokens[hit.first].sentence, set()).add(hit.label.value)
    least = 1 if named else _ENOUGH
    return nouns + sum(_bare_wish(moods, wishes, sentence, least) for sentence in _asked_sentences(moods))


def _open_noun(moods: Moods, hit: Hit) -> bool:
    """A noun for gear that an opening word belongs to, in a sentence that asks."""
    tokens, clause = moods.text.tokens, moods.text.clause(hit.first)
    behind = [token.word for token in tokens[hit.last + 1 : hit.last + 3]]
    if behind[1:] == ["you"] and behind[0] in ("do", "did", "are"):
        return False  # "which player do you use?" asks its addressee
    for place in range(hit.first - 1, max(clause.start, hit.first - _REACH) - 1, -1):
        word = tokens[place].word
        if word in _OPEN:
            opens = place == moods.text.sentence(place).start and word in ("which", "what")
            return opens or _asked(moods, place)
        if word in _PARTS:
            return False
    return False


def _asked(moods: Moods, place: int) -> bool:
    sentence = moods.text.sentence(place)
    return moods.text.tokens[sentence.stop - 1].word == "?"


def _asked_sentences(moods: Moods) -> list[range]:
    tokens = moods.text.tokens
    return [moods.text.sentence(place) for place, token in enumerate(tokens) if token.word == "?" and place]


def _bare_wish(moods: Moods, wishes: Mapping[int, set[str]], sentence: range, least: int) -> bool:
    """A question that is a list of wishes: no verb, no name, nothing but what it should be and where."""
    if len(wishes.get(moods.text.tokens[sentence.start].sentence, ())) < least:
        return False
    words = {moods.text.tokens[place].word for place in sentence}
    return not words & _VERBS and not words & {GEAR, "too"}
