"""A piece of gear named in a text: where, which, how it was recognised, and how sure that is."""

from __future__ import annotations

from enum import StrEnum

from catalog.models.facts import Frozen


class How(StrEnum):
    """Why a stretch of text was linked, or why not."""

    EXACT = "exact"
    ALIAS = "alias"
    SPELLING = "spelling"
    BRAND_LEFT_OUT = "brand left out"
    FAMILY = "family"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class Mention(Frozen):
    """One mention. `gear` holds one id when it was resolved, several when ambiguous, none when unknown.

    `start` and `end` are character offsets, `text` the words between them. `name` is "Brand Model" as understood: the
    record's, or, for an unknown model of a known brand, that brand and the model as written. `near` names what the
    catalogue has next to an unknown one, never as a stand-in for it. `sure` runs from 0 to 1.
    """

    start: int
    end: int
    text: str
    how: How
    name: str
    gear: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    sure: float = 1.0
