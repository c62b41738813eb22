"""Needs, sound, use and sources: which of the phrases found say something that the reader wants.

A phrase counts by its manner (see `words/need.toml`) and by the mood of its clause (`mood.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from catalog.models import SourceKind
from knowledge.reading.mood import REACH, Moods, spoken
from knowledge.reading.phrases import Hit, Label
from knowledge.values import Need, Said, Sound, Use

Value = TypeVar("Value", bound=StrEnum)

_BODY = frozenset({Need.SMALL_HEAD, Need.BIG_HEAD, Need.GLASSES})
_BODY_REACH = 1
"""What the reader's body is like stands, whatever is denied about it: "must not squeeze my big head"."""
_PLACE_REACH = 1
_LINKED_REACH = 7
"""A negation says little about a place unless it stands right before it: "I can't use speakers at home"."""


def read_needs(moods: Moods, hits: Sequence[Hit]) -> tuple[tuple[Said[Need], ...], tuple[Said[Need], ...]]:
    """What the gear must do or be, and what the reader rules out."""
    wanted: list[tuple[Need, Hit]] = []
    avoided: list[tuple[Need, Hit]] = []
    for hit in spoken(hits, "need"):
        need = Need(hit.label.value)
        if need in _FORMS and _theirs(moods, hit):
            continue
        reach = _BODY_REACH if need in _BODY else REACH
        if hit.label.manner == "says" and moods.denied(hit, reach) and not moods.told(hit):
            if moods.indifferent(hit) and not moods.before("deny", hit, 2):
                continue
            avoided.append((need, hit))
        elif _counts(moods, hit):
            wanted.append((need, hit))
    if any(need is Need.NOISE_CANCELLING for need, _ in wanted):
        wanted = [(need, hit) for need, hit in wanted if need is not Need.ISOLATION or _passive(moods, hit)]
    asked = {need for need, _ in wanted}
    return _said(moods, wanted), _said(moods, ((need, hit) for need, hit in avoided if need not in asked))


_PASSIVE = ("isolat", "passiv", "seal")


def _passive(moods: Moods, hit: Hit) -> bool:
    """ "ANC that keeps the engines out" asks for cancelling alone; isolation beside it has to be named."""
    return any(token.word.startswith(_PASSIVE) for token in moods.text.tokens[hit.first : hit.last + 1])


_FORMS = frozenset({Need.IN_EAR, Need.ON_EAR, Need.OVER_EAR})
_OWNERS = frozenset({"my", "our", "his", "her", "their", "these", "those"})


def _theirs(moods: Moods, hit: Hit) -> bool:
    """ "My earbuds" are what the reader has, not what they need."""
    return any(moods.text.tokens[place].word in _OWNERS for place in range(max(0, hit.first - 2), hit.first))


def wished_for(moods: Moods, hits: Sequence[Hit]) -> int:
    """How many needs, sounds and uses the message wishes for in so many words."""
    slots = ("need", "sound", "use")
    return sum(moods.wished(hit) and _counts(moods, hit) for slot in slots for hit in spoken(hits, slot))


def read_sound(moods: Moods, hits: Sequence[Hit]) -> tuple[Said[Sound], ...]:
    """How it should sound."""
    return _said(moods, ((Sound(hit.label.value), hit) for hit in spoken(hits, "sound") if _counts(moods, hit)))


def read_use(moods: Moods, hits: Sequence[Hit]) -> tuple[Said[Use], ...]:
    """Where and for what the gear will be used; who records at home has a studio there."""
    found = [hit for hit in spoken(hits, "use") if _stands(moods, hit)]
    if any(hit.label.value == Use.SLEEP for hit in found):
        found = [hit for hit in found if hit.label.value != Use.HOME or not _in_bed(moods, hit)]
    clauses = {moods.text.tokens[hit.first].clause for hit in found if hit.label.value == Use.STUDIO}
    return _said(
        moods,
        (
            (Use(hit.label.value), hit)
            for hit in found
            if hit.label.value != Use.HOME or moods.text.tokens[hit.first].clause not in clauses
        ),
    )


def _in_bed(moods: Moods, hit: Hit) -> bool:
    return any(moods.text.tokens[place].word in ("bed", "night") for place in range(hit.first, hit.last + 1))


def read_sources(moods: Moods, hits: Sequence[Hit]) -> tuple[Said[SourceKind], ...]:
    """What feeds the gear, by its common noun; named devices are added from the catalogue."""
    return _said(moods, ((SourceKind(hit.label.value), hit) for hit in spoken(hits, "source") if _stands(moods, hit)))


_GRIEVANCES = frozenset(
    {
        Need.LOW_LEAKAGE,
        Need.DURABLE,
        Need.REMOVABLE_CABLE,
        Need.SMALL_HEAD,
        Need.BIG_HEAD,
        Need.OVER_EAR,
    }
)
"""Complaints that ask for their remedy as they stand; a headache or harsh treble does not, until the reader does."""


def _counts(moods: Moods, hit: Hit) -> bool:
    """Whether a need or a sound is the reader's wish."""
    if hit.label.manner == "always":
        return not _of_others(moods, hit) and not (hit.label.slot == "sound" and moods.told(hit))
    if hit.label.manner == "complains":
        return (
            hit.label.value in _GRIEVANCES
            and not moods.before("other", hit)
            and not moods.before("hypothetical", hit)
            and not _asks_whether(moods, hit)
        )
    return not (
        moods.denied(hit, _BODY_REACH if hit.label.slot == "need" and hit.label.value in _BODY else REACH)
        or moods.indifferent(hit)
        or moods.told(hit)
        or moods.described(hit)
        or _asks_whether(moods, hit)
    )


def _of_others(moods: Moods, hit: Hit) -> bool:
    """ "My wife wants no leaks", but not "my partner sleeps next to me, so no leaks"."""
    return any(not moods.near("contrast", range(cue.last + 1, hit.first + 1)) for cue in moods.before("other", hit))


def _stands(moods: Moods, hit: Hit) -> bool:
    """Whether a place or a source is the reader's own, now or to come."""
    return not (_without(moods, hit) or _others(moods, hit) or _long_ago(moods, hit))


_LINKS = frozenset(
    "have has own owning use using used got a an any the my for in on at to be meant really want need needed "
    "headphones them it go going one these".split()
)


def _without(moods: Moods, hit: Hit) -> bool:
    """ "Not for the gym", "I don't own a turntable": a negation right before it, or with mere links between."""
    if moods.denied(hit, _PLACE_REACH):
        return True
    words = moods.text.tokens
    return any(
        all(words[place].word in _LINKS for place in range(cue.last + 1, hit.first))
        for cue in moods.before("deny", hit, _LINKED_REACH)
    )


def feeds(moods: Moods, at: int) -> bool:
    """Whether a named device (its token at this place) is a source of the reader's own."""
    return _stands(moods, Hit(Label("source", ""), at, at))


def _others(moods: Moods, hit: Hit) -> bool:
    return bool(moods.before("other", hit, 4))


def _long_ago(moods: Moods, hit: Hit) -> bool:
    return bool(moods.before("past", hit, 4)) and not moods.wished(hit)


def _asks_whether(moods: Moods, hit: Hit) -> bool:
    """ "Is it too bright?" asks about a thing; it wishes for nothing."""
    return moods.asked(hit) and not moods.wished(hit)


def _said(moods: Moods, found: Iterable[tuple[Value, Hit]]) -> tuple[Said[Value], ...]:
    """One entry a value, with the first words that said it."""
    first: dict[Value, Hit] = {}
    for value, hit in found:
        first.setdefault(value, hit)
    return tuple(Said(value=value, words=moods.text.words(hit.first, hit.last)) for value, hit in first.items())
