"""How a follow-up changes what was said before: what it takes back, what it allows, whether it starts afresh."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.reading.mood import Moods
from knowledge.reading.phrases import Hit
from knowledge.values import Critique, Need

BUDGET = "budget"
_VALUES = frozenset({"name", "need", "sound"})
_PLACES = frozenset({"source", "use", "genre"})
_CRITIQUES = {"cheaper": Critique.CHEAPER, "dearer": Critique.DEARER}
_SHORT = 5
"""Up to so many words, "cheaper" needs no words around it to be a wish."""
_RIVALS: tuple[frozenset[str], ...] = (
    frozenset({Need.OPEN_BACK, Need.CLOSED_BACK}),
    frozenset({Need.OVER_EAR, Need.ON_EAR, Need.IN_EAR}),
    frozenset({Need.WIRELESS, "wired"}),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a follow-up does to the conversation; all of it empty for one that only adds."""

    fresh: bool = False
    dropped: frozenset[str] = frozenset()
    """Values that count no more, and `BUDGET`."""
    allowed: frozenset[str] = frozenset()
    """Values that are welcome too, which is no wish for them."""
    critiques: tuple[Critique, ...] = field(default=())
    others: bool = False
    """Something else than what was shown is wanted."""

    @property
    def changes(self) -> bool:
        """Whether it asks for the same thing under other conditions."""
        return bool(self.dropped or self.allowed or self.critiques or self.others)


def turned(moods: Moods, hits: Sequence[Hit]) -> Turn:
    """The signs of `words/turn.toml` in a follow-up, weighed with the values that their clauses name."""
    signs = [hit for hit in hits if hit.label.slot.startswith("turn.")]
    if not signs and not any(hit.label.slot in _PLACES for hit in hits):
        return Turn()
    allowed = frozenset(_named(moods, hits, signs, "fine"))
    dropped = frozenset(_named(moods, hits, signs, "drop")) | frozenset(_denied(moods, hits))
    rivals = {other for group in _RIVALS if group & allowed for other in group - allowed}
    return Turn(
        fresh=any(hit.label.value == "fresh" for hit in signs),
        dropped=dropped | rivals,
        allowed=allowed,
        critiques=tuple(dict.fromkeys(_critiques(moods, signs))),
        others=any(hit.label.value == "others" for hit in signs),
    )


def _named(moods: Moods, hits: Sequence[Hit], signs: Sequence[Hit], kind: str) -> Iterator[str]:
    """The values that stand on the right side of a sign of this kind in its clause."""
    values = [hit for hit in hits if hit.label.slot in _VALUES]
    for sign in (hit for hit in signs if hit.label.value.startswith(kind)):
        clause = moods.text.clause(sign.first)
        before = sign.label.value.endswith("before")
        start, stop = (sign.last + 1, clause.stop) if before else (clause.start, sign.first)
        first, last = bisect_left(values, start, key=_place), bisect_left(values, stop, key=_place)
        yield from (hit.label.value for hit in values[first:last])


def _place(hit: Hit) -> int:
    return hit.first


def _denied(moods: Moods, hits: Sequence[Hit]) -> Iterator[str]:
    """Places, sources and genres that a negation takes back: "not from the laptop"."""
    yield from (hit.label.value for hit in hits if hit.label.slot in _PLACES and moods.denied(hit, 2))


def _critiques(moods: Moods, signs: Sequence[Hit]) -> Iterator[Critique]:
    words = sum(token.word[0].isalnum() for token in moods.text.tokens)
    for hit in signs:
        if hit.label.value in _CRITIQUES and (hit.label.manner == "says" or words <= _SHORT):
            yield _CRITIQUES[hit.label.value]
