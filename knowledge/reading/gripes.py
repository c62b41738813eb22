"""What the reader holds against a piece of gear that they know: "the X was too bright for me"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from knowledge.reading.mood import Moods, spoken
from knowledge.reading.phrases import Hit
from knowledge.reading.seen import Seen

_SAME = frozenset("it they way too but was were its theyre that great good fun sounds sounded always never".split())
"""Words with which a sentence goes on about the gear of the one before."""
_LESS = frozenset("not less without nothing isnt arent wasnt if never than".split())
_HEARSAY = frozenset(
    "concerned worried afraid fear might may could would seem seems hear heard reviews say says people".split()
)
"""What is only feared or told is no complaint of the reader's."""
_NEAR = 3


def gripes_about(moods: Moods, seen: Sequence[Seen], hits: Sequence[Hit]) -> Mapping[int, tuple[str, ...]]:
    """The complaints about each mention, by its place among the words; those of a question are none."""
    found: dict[int, list[str]] = {}
    places = [one.at for one in seen]
    for hit in spoken(hits, "gripe") if seen else ():
        about = _about(moods, places, hit)
        if about is not None and not _questioned(moods, hit) and not _softened(moods, hit):
            found.setdefault(about, []).append(hit.label.value)
    return {at: tuple(dict.fromkeys(words)) for at, words in found.items()}


def _about(moods: Moods, places: Sequence[int], hit: Hit) -> int | None:
    """Where the gear stands that a complaint is about: before it in its sentence, in the one before, or behind it."""
    sentence = moods.text.sentence(hit.first)
    behind = bisect_right(places, hit.last)
    earlier = places[behind - 1] if behind else -1
    if earlier >= sentence.start:
        return earlier
    goes_on = moods.text.tokens[sentence.start].word in _SAME
    if goes_on and earlier >= moods.text.before_last(hit.first):
        return earlier
    later = places[behind] if behind < len(places) else len(moods.text.tokens)
    return later if later < moods.text.clause(hit.first).stop else None


def _questioned(moods: Moods, hit: Hit) -> bool:
    """ "Is it too bright?" and "too bright for metal?" complain of nothing."""
    tokens = moods.text.tokens
    sentence, clause = moods.text.sentence(hit.first), moods.text.clause(hit.first)
    if tokens[sentence.stop - 1].word == "?" and clause.stop == sentence.stop:
        return True
    return bool(moods.before("ask", hit)) or bool(moods.before("hypothetical", hit))


def _softened(moods: Moods, hit: Hit) -> bool:
    """ "Less harsh than" and "not boring" are no complaints; what begins with its own "no" or "not" is one."""
    clause = moods.text.clause(hit.first)
    words = [moods.text.tokens[place].word for place in range(clause.start, hit.first)]
    return bool(_LESS & set(words[-_NEAR:])) or bool(_HEARSAY & set(words))
