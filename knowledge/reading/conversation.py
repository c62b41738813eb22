"""A follow-up and what was said before it, as one reading.

What the new message says of a slot adds to it, except where it settles it anew (budget, form, back); what it says
nothing of stays, without offsets, for they belong to an earlier text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import TypeVar

from knowledge.reading.money import merge_budget
from knowledge.reading.turns import BUDGET, Turn
from knowledge.values import Budget, GenreShare, Named, Need, Reading, Role, Said, Sound, Want, Words

Value = TypeVar("Value", bound=StrEnum)

_RIVALS = (
    frozenset({Need.OPEN_BACK, Need.CLOSED_BACK}),
    frozenset({Need.OVER_EAR, Need.ON_EAR, Need.IN_EAR}),
)


_OPPOSED = (
    frozenset({Sound.BASS, Sound.LIGHT_BASS}),
    frozenset({Sound.WARM, Sound.BRIGHT}),
    frozenset({Sound.BRIGHT, Sound.SMOOTH}),
)


def carry_on(before: Reading, now: Reading, turn: Turn) -> Reading:
    """The reading of the conversation up to the new message."""
    before, now = _standing(before, turn), _meant(now, turn)
    ruled_out = {said.value for said in now.avoided}
    left_out = {said.value for said in now.excluded_genres}
    kept = with_needs(before, now.needs)
    return now.model_copy(
        update={
            "wants": _wants(before, now),
            "budget": merge_budget(_earlier_budget(before), now.budget),
            "genres": tuple(share for share in _genres(before.genres, now.genres) if share.genre not in left_out),
            "excluded_genres": _join(_but(before.excluded_genres, {g.genre for g in now.genres}), now.excluded_genres),
            "sources": _join(before.sources, now.sources),
            "devices": tuple(dict.fromkeys((*before.devices, *now.devices))),
            "use": _join(before.use, now.use),
            "needs": _but(kept["needs"], ruled_out),
            "avoided": _join(kept["avoided"], now.avoided),
            "sound": with_sound(before.sound, now.sound),
            "gear": _gear(before.gear, now.gear),
            "pair": now.pair or before.pair,
            "speech": now.speech or before.speech,
        }
    )


def _standing(before: Reading, turn: Turn) -> Reading:
    """What still stands of the conversation when the new message has taken back some of it."""
    gone = turn.dropped
    return before.model_copy(
        update={
            "budget": None if BUDGET in gone else before.budget,
            "genres": tuple(share for share in before.genres if share.genre not in gone),
            "sources": _but(before.sources, gone),
            "use": _but(before.use, gone),
            "needs": _but(before.needs, gone),
            "avoided": _but(before.avoided, turn.allowed),
            "sound": _but(before.sound, gone),
        }
    )


def _meant(now: Reading, turn: Turn) -> Reading:
    """The new message without what it only allows or takes back."""
    other = turn.dropped | turn.allowed
    slots = {slot: _but(getattr(now, slot), other) for slot in ("needs", "sound", "avoided", "sources", "use")}
    return now.model_copy(update=slots)


def _but(said: Iterable[Said[Value]], gone: Collection[str]) -> tuple[Said[Value], ...]:
    return tuple(one for one in said if one.value not in gone)


def _earlier(words: Words) -> Words:
    return Words(text=words.text)


def _join(before: Iterable[Said[Value]], now: Iterable[Said[Value]]) -> tuple[Said[Value], ...]:
    found = {said.value: said.model_copy(update={"words": _earlier(said.words)}) for said in before}
    found.update({said.value: said for said in now})
    return tuple(found.values())


def _needs(before: tuple[Said[Need], ...], now: tuple[Said[Need], ...]) -> tuple[Said[Need], ...]:
    """A form or back named anew replaces the one named before."""
    said = {need.value for need in now}
    replaced = {need for rivals in _RIVALS if said & rivals for need in rivals - said}
    return _join((need for need in before if need.value not in replaced), now)


def with_needs(before: Reading, now: tuple[Said[Need], ...]) -> dict[str, tuple[Said[Need], ...]]:
    """The slots of a reading that change when needs are added: what they replace goes, and is ruled out no longer."""
    asked = {said.value for said in now}
    return {
        "needs": _needs(before.needs, now),
        "avoided": tuple(said for said in before.avoided if said.value not in asked),
    }


def with_sound(before: tuple[Said[Sound], ...], now: tuple[Said[Sound], ...]) -> tuple[Said[Sound], ...]:
    """Sound wishes with new ones, which replace their opposites."""
    said = {sound.value for sound in now}
    replaced = {sound for pair in _OPPOSED if said & pair for sound in pair - said}
    return _join((sound for sound in before if sound.value not in replaced), now)


def _genres(before: tuple[GenreShare, ...], now: tuple[GenreShare, ...]) -> tuple[GenreShare, ...]:
    found = {share.genre: share.model_copy(update={"words": _earlier(share.words)}) for share in before}
    found.update({share.genre: share for share in now})
    return tuple(found.values())


def _gear(before: tuple[Named, ...], now: tuple[Named, ...]) -> tuple[Named, ...]:
    found = {item.id or item.name: item.model_copy(update={"words": _earlier(item.words)}) for item in before}
    for item in now:
        key = next((key for key, known in found.items() if _same(known, item)), item.id or item.name)
        known = found.get(key)
        if known and item.role is not Role.MENTIONED:
            item = known.model_copy(update={"words": item.words})
        found[key] = item
    return tuple(found.values())


def _same(known: Named, item: Named) -> bool:
    """Whether a name means what was named before: the same record, or its name cut short ("the D-Zero")."""
    if item.id is not None:
        return item.id == known.id
    return known.name.casefold().startswith(item.name.casefold())


def _earlier_budget(before: Reading) -> Budget | None:
    return before.budget and before.budget.model_copy(update={"words": _earlier(before.budget.words)})


def _wants(before: Reading, now: Reading) -> tuple[Said[Want], ...]:
    earlier = tuple(said.model_copy(update={"words": _earlier(said.words)}) for said in before.wants)
    return now.wants or earlier
