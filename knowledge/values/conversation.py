"""What is kept of a conversation, and the changes to it that need no typing: values without the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from catalog.models import SourceKind
from catalog.models.facts import Frozen
from knowledge.values.reading import Budget, Genre, Need, Reading, Sound, Use, Want


class Shown(Frozen):
    """An option as it was shown: the ids of its items, and its total in `currency` where that is known."""

    gear: tuple[str, ...]
    total: float | None = None
    currency: str = "USD"


class Conversation(Frozen):
    """A conversation so far: what was understood, and what was shown last, in the order of the reply.

    It holds ids, canonical values and numbers only, nothing as it was typed. `knowledge.remember` makes it of a reply.
    """

    reading: Reading
    shown: tuple[Shown, ...] = ()

    def offers(self, gear: str | None) -> bool:
        """Whether a record was among what was shown last."""
        return any(gear in option.gear for option in self.shown)

    def to_json(self) -> str:
        """The conversation as one line of JSON, about half a kilobyte, for `from_json`."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def from_json(cls, text: str | bytes) -> Conversation:
        """The conversation that `to_json` wrote.

        Errors: ValueError where it is none, or one of another version: the conversation is to be started afresh.
        """
        return cls.model_validate_json(text)


class Critique(StrEnum):
    """A change that one word or one button asks for; all but `NOT_THIS` make sense without naming an option."""

    CHEAPER = "cheaper"
    DEARER = "dearer"
    LESS_LEAKAGE = "less_leakage"
    MORE_BASS = "more_bass"
    LESS_BASS = "less_bass"
    WARMER = "warmer"
    BRIGHTER = "brighter"
    CLOSED_ONLY = "closed_only"
    OPEN_ONLY = "open_only"
    WIRELESS = "wireless"
    LIGHTER = "lighter"
    NOT_THIS = "not_this"


class Edits(Frozen):
    """Slots as the reader corrected them: one that is given replaces what was understood, one left out stays.

    `budget=None` given outright says that money is no matter; `genres` are shares, or None where none was given.
    """

    budget: Budget | None = None
    wants: tuple[Want, ...] = ()
    genres: Mapping[Genre, float | None] = Field(default_factory=dict)
    sources: tuple[SourceKind, ...] = ()
    use: tuple[Use, ...] = ()
    needs: tuple[Need, ...] = ()
    sound: tuple[Sound, ...] = ()
