"""What a rule says of a candidate: for, against, blocks or unknown, with the facts that it quotes."""

from __future__ import annotations

from enum import StrEnum

from catalog.models import Provenance
from catalog.models.facts import Frozen
from knowledge.values.candidates import Candidate


class Stance(StrEnum):
    FOR = "for"
    AGAINST = "against"
    BLOCKS = "blocks"
    UNKNOWN = "unknown"


class Quoted(Frozen):
    """A fact as quoted: whose, which field, the value in words, and where it comes from."""

    gear: str
    field: str
    value: str
    provenance: Provenance | None = None


class Verdict(Frozen):
    """One rule's word on one candidate. `weight` is an integer: what it adds to the score (negative: takes away).

    `text` is the finished sentence that readers see.
    """

    rule: str
    stance: Stance
    text: str
    weight: int = 0
    facts: tuple[Quoted, ...] = ()


class Judged(Frozen):
    """A candidate with all verdicts on it; equal scores fall back on price, then on name."""

    candidate: Candidate
    verdicts: tuple[Verdict, ...]

    @property
    def score(self) -> int:
        """The sum of the weights."""
        return sum(verdict.weight for verdict in self.verdicts)
