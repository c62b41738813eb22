"""How a clause is meant: wished, denied, indifferent, told of the past or of others, or described.

A need or a sound counts when the reader wants it. Most messages list wishes in fragments ("closed, comfy, under 100"),
so a clause without any sign of another mood is taken as a wish; the signs are data (`words/cue.toml`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.reading.phrases import Hit
from knowledge.reading.text import GEAR, Text

REACH = 5
"""How many words a negation reaches forward: "not after boosting bass" is three."""


@dataclass(frozen=True, slots=True)
class Moods:
    """The cues of a text, by kind, as stretches of tokens."""

    text: Text
    cues: dict[str, tuple[Hit, ...]]

    @classmethod
    def of(cls, text: Text, hits: Iterable[Hit]) -> Moods:
        """Sort the cue hits by kind."""
        cues: dict[str, list[Hit]] = {}
        for hit in hits:
            if hit.label.slot.startswith("cue."):
                cues.setdefault(hit.label.value, []).append(hit)
        return cls(text, {kind: tuple(found) for kind, found in cues.items()})

    def near(self, kind: str, stretch: range) -> tuple[Hit, ...]:
        """The cues of a kind within a stretch of tokens."""
        cues = self.cues.get(kind, ())
        first = bisect_left(cues, stretch.start, key=_place)
        last = bisect_left(cues, stretch.stop, key=_place)
        return tuple(hit for hit in cues[first:last] if hit.last < stretch.stop)

    def before(self, kind: str, hit: Hit, reach: int | None = None) -> tuple[Hit, ...]:
        """The cues of a kind in the same clause that stand before a hit, at most `reach` words away."""
        clause = self.text.clause(hit.first)
        start = clause.start if reach is None else max(clause.start, hit.first - reach)
        return self.near(kind, range(start, hit.first))

    def after(self, kind: str, hit: Hit) -> tuple[Hit, ...]:
        """The cues of a kind in the same clause that stand after a hit."""
        clause = self.text.clause(hit.last)
        return self.near(kind, range(hit.last + 1, clause.stop))

    def denied(self, hit: Hit, reach: int = REACH) -> bool:
        """Whether a negation reaches the hit: "no in-ears", "noise cancelling isn't for me"."""
        for cue in self.before("deny", hit, reach + 2):
            between = range(cue.last + 1, hit.first)
            if len(between) <= reach and not self.near("contrast", between) and not _only(self.text, cue):
                return True
        return bool(self.after("deny_after", hit))

    def indifferent(self, hit: Hit) -> bool:
        """Whether the clause says that it doesn't matter."""
        clause = self.text.clause(hit.first)
        return any(
            not self._turned(range(min(cue.last, hit.last) + 1, max(cue.first, hit.first)))
            for cue in self.near("indifferent", clause)
        )

    def _turned(self, between: range) -> bool:
        """ "Preferred, though not necessary" is a wish all the same."""
        return bool(self.near("contrast", between))

    def asked(self, hit: Hit) -> bool:
        """Whether the clause asks if something is so: "is it too bright?"; a verb in its midst asks nothing."""
        return any(self._opens(cue) for cue in self.before("ask", hit))

    def _opens(self, cue: Hit) -> bool:
        start = self.text.clause(cue.first).start
        return cue.first == start or self.text.tokens[cue.first - 1].word in _BEFORE_A_QUESTION

    def wished(self, hit: Hit) -> bool:
        """Whether the clause says that the reader wants it."""
        return bool(self.near("wish", self.text.clause(hit.first)))

    def told(self, hit: Hit) -> bool:
        """Whether the sentence tells of the past or of others before the hit, and wishes for nothing since."""
        if any(not self._goes_on(range(cue.last + 1, hit.first)) for cue in self.before("compare", hit)):
            return True
        starts = {"past": self.text.sentence(hit.first).start, "other": self.text.clause(hit.first).start}
        for kind, start in starts.items():
            for cue in self.near(kind, range(start, hit.first)):
                between = range(cue.last + 1, hit.first)
                if not self.near("wish", between) and not self.near("contrast", between):
                    return True
        return False

    def _goes_on(self, between: range) -> bool:
        """ "Better than these that has a mic", "like the HD 600 but warmer": what follows is asked for."""
        return any(self.text.tokens[place].word in _GOING_ON for place in between)

    def described(self, hit: Hit) -> bool:
        """Whether the clause says how some piece of gear is, rather than how it should be."""
        if self.wished(hit):
            return False
        if self._said_of_gear(hit):
            return True
        tokens = self.text.tokens
        return any(
            any(tokens[place].word == GEAR for place in range(self.text.before_last(cue.first), cue.last + 1))
            for cue in self.before("describe", hit)
            if not self._asks_which(cue)
        )

    def _asks_which(self, cue: Hit) -> bool:
        """ "Which is the more forgiving" wants the more forgiving."""
        return self.text.tokens[cue.first].word == "which" and cue.first == self.text.sentence(cue.first).start

    def _said_of_gear(self, hit: Hit) -> bool:
        """ "the M50 (closed, I know)" and "the M50 for bass" describe the M50."""
        start = self.text.clause(hit.first).start
        tokens = self.text.tokens
        bracket = [tokens[place].word for place in range(max(0, start - 2), start)]
        before = [tokens[place].word for place in range(max(0, hit.first - 2), hit.first)]
        return bracket == [GEAR, "("] or before == [GEAR, "for"]


_BEFORE_A_QUESTION = frozenset({"and", "or", "but", "so", "also", "how", "why", "what", "whether", GEAR, "hi", "hello"})
_GOING_ON = frozenset({"that", "with", "but", "and", "which", "only", "just"})


def _place(hit: Hit) -> int:
    return hit.first


def _only(text: Text, cue: Hit) -> bool:
    """ "not only", "not just", "no matter" deny nothing."""
    following = text.tokens[cue.last + 1].word if cue.last + 1 < len(text.tokens) else ""
    return following in {"only", "just", "matter", "idea", "problem", "doubt", "worries", "sure"}


def spoken(hits: Sequence[Hit], slot: str) -> list[Hit]:
    """The hits of one slot, in the order of the text; a phrase that bears two values (`office+calls`) is a hit of each.

    What is part of an artist's name says nothing else: there is no attack in "Massive Attack".
    """
    found = [hit for hit in hits if hit.label.slot == slot]
    if slot in _BESIDE_NAMES:
        names = [hit for hit in hits if hit.label.slot == "artist" and hit.label.manner == "says"]
        found = [hit for hit in found if not any(name.covers(hit) for name in names)]
    return [one for hit in found for one in _valued(hit)]


_BESIDE_NAMES = frozenset({"need", "sound", "use", "source"})


def _valued(hit: Hit) -> list[Hit]:
    values = hit.label.value.split("+")
    return [hit] if len(values) == 1 else [replace(hit, label=replace(hit.label, value=value)) for value in values]
