"""What a message says: every slot with the words that it was read from.

The slots and their values are those of the annotation guide; the further fields (attitude, partner, use of several
budgets) serve the advice and are not part of the guide.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeVar

from catalog.models import How, SourceKind
from catalog.models.facts import Frozen

Value = TypeVar("Value")


class Intent(StrEnum):
    """What the message asks for."""

    RECOMMEND = "recommend"
    CHOOSE = "choose"
    ASSESS = "assess"
    EXPLAIN = "explain"
    TROUBLESHOOT = "troubleshoot"
    HOOKUP = "hookup"
    NONE = "none"


class Want(StrEnum):
    """What the reader would buy or choose."""

    HEADPHONES = "headphones"
    IEM = "iem"
    AMP = "amp"
    DAC = "dac"
    DAC_AMP = "dac_amp"
    DAP = "dap"


class Genre(StrEnum):
    ELECTRONIC = "electronic"
    ROCK = "rock"
    METAL = "metal"
    PUNK = "punk"
    ALTERNATIVE = "alternative"
    INDIE = "indie"
    POP = "pop"
    HIP_HOP = "hip_hop"
    RNB = "rnb"
    JAZZ = "jazz"
    BLUES = "blues"
    CLASSICAL = "classical"
    FOLK = "folk"
    COUNTRY = "country"
    SOUNDTRACK = "soundtrack"
    VOCAL = "vocal"
    LATIN = "latin"
    REGGAE = "reggae"
    WORLD = "world"
    EVERYTHING = "everything"


class Use(StrEnum):
    HOME = "home"
    OFFICE = "office"
    PORTABLE = "portable"
    STUDIO = "studio"
    GAMING = "gaming"
    EXERCISE = "exercise"
    SLEEP = "sleep"
    CALLS = "calls"


class Need(StrEnum):
    LOW_LEAKAGE = "low_leakage"
    ISOLATION = "isolation"
    NOISE_CANCELLING = "noise_cancelling"
    COMFORT = "comfort"
    OPEN_BACK = "open_back"
    CLOSED_BACK = "closed_back"
    OVER_EAR = "over_ear"
    ON_EAR = "on_ear"
    IN_EAR = "in_ear"
    LIGHTWEIGHT = "lightweight"
    DURABLE = "durable"
    WIRELESS = "wireless"
    MICROPHONE = "microphone"
    SMALL_HEAD = "small_head"
    BIG_HEAD = "big_head"
    GLASSES = "glasses"
    REMOVABLE_CABLE = "removable_cable"
    BALANCED = "balanced"
    EASY_TO_DRIVE = "easy_to_drive"


class Sound(StrEnum):
    BASS = "bass"
    LIGHT_BASS = "light_bass"
    WARM = "warm"
    BRIGHT = "bright"
    NEUTRAL = "neutral"
    DETAIL = "detail"
    SOUNDSTAGE = "soundstage"
    VOCALS = "vocals"
    SMOOTH = "smooth"
    LIVELY = "lively"
    LOUD = "loud"


class Role(StrEnum):
    """What a named piece of gear is to the reader: theirs, one they may get or ask about, or anything else."""

    OWNED = "owned"
    CANDIDATE = "candidate"
    MENTIONED = "mentioned"


class Words(Frozen):
    """The words that something was read from; offsets are None when an earlier message said them."""

    text: str = ""
    start: int | None = None
    end: int | None = None


class Said(Frozen, Generic[Value]):
    """A value and the words that say it; the words are empty where they are no longer kept."""

    value: Value
    words: Words = Words()


class Budget(Frozen):
    """What the reader would spend, in `currency` (ISO 4217; None where none was named).

    `approximate` lets a total go a tenth above `high`. `each` means that the amount is for one piece, not for the sum.
    `used` says that second-hand is welcome.
    """

    high: float | None = None
    low: float | None = None
    currency: str | None = None
    approximate: bool = False
    each: bool = False
    used: bool = False
    words: Words = Words()


class GenreShare(Frozen):
    """A genre and its share of the reader's music, 0 to 1, or None where no share was given."""

    genre: Genre
    share: float | None = None
    words: Words = Words()


class Named(Frozen):
    """A piece of gear that the reader named. `id` is None where the catalogue has no record of it or several fit.

    `disliked` holds the sound or comfort words of a complaint about it ("too bright"): what to avoid; `refused` says
    that it is ruled out, with a reason or without; `partner` that what is wanted should go with it.
    """

    name: str
    id: str | None = None
    role: Role
    how: How = How.EXACT
    words: Words = Words()
    ids: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    refused: bool = False
    partner: bool = False


class Unknown(Frozen):
    """Something that is surely gear but not in the catalogue, and its neighbours there, which are other things."""

    words: Words
    near: tuple[str, ...] = ()


class Unclear(Frozen):
    """A name that fits several records: which one is to be asked, never guessed."""

    words: Words
    name: str
    ids: tuple[str, ...]


class Reading(Frozen):
    """One message, or a conversation up to one, as understood.

    `also` are further intents in the same message ("…and how do I connect it?"); `topics` the ids of the articles that
    its questions point to, best first; `foreign` is true where it asks for gear in another language and too little of
    it was understood.
    """

    intent: Intent
    also: tuple[Intent, ...] = ()
    wants: tuple[Said[Want], ...] = ()
    budget: Budget | None = None
    genres: tuple[GenreShare, ...] = ()
    excluded_genres: tuple[Said[Genre], ...] = ()
    sources: tuple[Said[SourceKind], ...] = ()
    devices: tuple[str, ...] = ()
    """Record ids of named phones, players, interfaces and the like that feed the gear."""
    use: tuple[Said[Use], ...] = ()
    needs: tuple[Said[Need], ...] = ()
    avoided: tuple[Said[Need], ...] = ()
    """What the reader rules out: "no in-ears", "noise cancelling isn't for me"."""
    sound: tuple[Said[Sound], ...] = ()
    gear: tuple[Named, ...] = ()
    unknown_gear: tuple[Unknown, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    topics: tuple[str, ...] = ()
    pair: bool = False
    """Two pairs are wanted or welcome."""
    speech: bool = False
    """Talk or pictures are listened to: audiobooks, podcasts, films."""
    foreign: bool = False
    language: str = ""
    """Which other language than English the message is in (ISO 639-1), as far as that can be told."""
    questions: tuple[Reading, ...] = ()
    """Where a message asks several things: each read by itself, the main one first. Empty where it asks one."""

    def wanted(self) -> frozenset[Want]:
        """The kinds of gear that are asked for, without their words."""
        return frozenset(said.value for said in self.wants)

    def needed(self) -> frozenset[Need]:
        """The needs, without their words."""
        return frozenset(said.value for said in self.needs)

    def sounds(self) -> frozenset[Sound]:
        """The sound wishes, without their words."""
        return frozenset(said.value for said in self.sound)

    def uses(self) -> frozenset[Use]:
        """The situations, without their words."""
        return frozenset(said.value for said in self.use)

    def feeds(self) -> frozenset[SourceKind]:
        """The kinds of sources, without their words."""
        return frozenset(said.value for said in self.sources)

    def named(self, role: Role) -> tuple[Named, ...]:
        """The gear that plays this role, in the order of the message."""
        return tuple(item for item in self.gear if item.role is role)
