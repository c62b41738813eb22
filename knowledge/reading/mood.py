"""How a clause is meant: wished, denied, indifferent, told of the past or of others, or described.

A need or a sound counts when the reader wants it. Most messages list wishes in fragments ("closed, comfy, under 100"),
so a clause without any sign of another mood is taken as a wish; the signs are data (`words/cue.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.reading.phrases import Hit
from knowledge.reading.text import Text

_REACH = 5
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
        return tuple(
            hit for hit in self.cues.get(kind, ()) if stretch.start <= hit.first and hit.last < stretch.stop
        )

    def before(self, kind: str, hit: Hit, reach: int | None = None) -> tuple[Hit, ...]:
        """The cues of a kind in the same clause that stand before a hit, at most `reach` words away."""
        clause = self.text.clause(hit.first)
        start = clause.start if reach is None else max(clause.start, hit.first - reach)
        return self.near(kind, range(start, hit.first))

    def after(self, kind: str, hit: Hit) -> tuple[Hit, ...]:
        """The cues of a kind in the same clause that stand after a hit."""
        clause = self.text.clause(hit.last)
        return self.near(kind, range(hit.last + 1, clause.stop))

    def denied(self, hit: Hit) -> bool:
        """Whether a negation reaches the hit: "no in-ears", "noise cancelling isn't for me"."""
        for cue in self.before("deny", hit, _REACH + 2):
            between = range(cue.last + 1, hit.first)
            if len(between) <= _REACH and not self.near("contrast", between) and not _only(self.text, cue):
                return True
        return bool(self.after("deny_after", hit))

    def indifferent(self, hit: Hit) -> bool:
        """Whether the clause says that it doesn't matter."""
        clause = self.text.clause(hit.first)
        return bool(self.near("indifferent", clause))

    def wished(self, hit: Hit) -> bool:
        """Whether the clause says that the reader wants it."""
        return bool(self.near("wish", self.text.clause(hit.first)))

    def told(self, hit: Hit) -> bool:
        """Whether the clause tells of the past, of other people or of a comparison, before it comes to the hit."""
        return any(self.before(kind, hit) for kind in ("past", "other", "compare"))

    def described(self, hit: Hit) -> bool:
        """Whether the clause says how some piece of gear is, rather than how it should be."""
        return bool(self.before("describe", hit)) and not self.wished(hit)


def _only(text: Text, cue: Hit) -> bool:
    """ "not only", "not just", "no matter" deny nothing."""
    following = text.tokens[cue.last + 1].word if cue.last + 1 < len(text.tokens) else ""
    return following in {"only", "just", "matter", "idea", "problem", "doubt", "worries", "sure"}


def spoken(hits: Sequence[Hit], slot: str) -> list[Hit]:
    """The hits of one slot, in the order of the text."""
    return [hit for hit in hits if hit.label.slot == slot]
