"""Changes to a reading that need no sentence: a critique of what was shown, and slots corrected by hand.

Buttons, menus and typed follow-ups all go this way, so that "cheaper" is the same wish wherever it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from math import floor, log10
from typing import TypeVar

from knowledge.ports import GearShelf
from knowledge.reading.conversation import with_needs, with_sound
from knowledge.values import (
    Budget,
    Conversation,
    Critique,
    Edits,
    GenreShare,
    Intent,
    Named,
    Need,
    Reading,
    Role,
    Said,
    Shown,
    Sound,
)

Value = TypeVar("Value", bound=StrEnum)

CLEARLY = 0.9
"""The share of a price below which something is clearly cheaper."""
STEP_UP = 2.0
"""How many times a price something dearer may cost."""
_NEEDS: Mapping[Critique, Need] = {
    Critique.LESS_LEAKAGE: Need.LOW_LEAKAGE,
    Critique.CLOSED_ONLY: Need.CLOSED_BACK,
    Critique.OPEN_ONLY: Need.OPEN_BACK,
    Critique.WIRELESS: Need.WIRELESS,
    Critique.LIGHTER: Need.LIGHTWEIGHT,
}
_SOUNDS: Mapping[Critique, Sound] = {
    Critique.MORE_BASS: Sound.BASS,
    Critique.LESS_BASS: Sound.LIGHT_BASS,
    Critique.WARMER: Sound.WARM,
    Critique.BRIGHTER: Sound.BRIGHT,
}


def criticised(state: Conversation, critique: Critique, shelf: GearShelf, gear: str | None = None) -> Reading:
    """The reading after a critique, ready for `advise`; `gear` is the id of the item that it is about, if of one.

    A critique that cannot apply (a price where none is known, `NOT_THIS` without an item) changes nothing.
    """
    reading = state.reading.model_copy(update={"intent": Intent.RECOMMEND, "topics": (), "also": ()})
    if critique in _NEEDS:
        return reading.model_copy(update=with_needs(reading, (Said(value=_NEEDS[critique]),)))
    if critique in _SOUNDS:
        return reading.model_copy(update={"sound": with_sound(reading.sound, (Said(value=_SOUNDS[critique]),))})
    if critique is Critique.NOT_THIS:
        return _without(reading, shelf, gear)
    return _priced(reading, _about(state, gear), _BUDGETS[critique])


def changed(
    state: Conversation, critiques: Iterable[Critique], others: bool, shelf: GearShelf, gear: str | None
) -> Reading:
    """The reading after the critiques of one typed message; `others` asks for none of what was shown."""
    for critique in critiques:
        state = state.model_copy(update={"reading": criticised(state, critique, shelf, gear)})
    if others:
        for option in state.shown:
            state = state.model_copy(update={"reading": _without(state.reading, shelf, option.gear[0])})
    return state.reading


def corrected(reading: Reading, edits: Edits) -> Reading:
    """The reading with the slots that were given in place of its own, ready for `advise`."""
    given = edits.model_fields_set
    changes: dict[str, object] = {slot: _said(getattr(edits, slot)) for slot in given - {"budget", "genres"}}
    if "budget" in given:
        changes["budget"] = edits.budget
    if "genres" in given:
        changes["genres"] = tuple(GenreShare(genre=genre, share=share) for genre, share in edits.genres.items())
    if "needs" in given:
        changes["avoided"] = tuple(said for said in reading.avoided if said.value not in edits.needs)
    return reading.model_copy(update=changes)


def _said(values: tuple[Value, ...]) -> tuple[Said[Value], ...]:
    return tuple(Said(value=value) for value in dict.fromkeys(values))


def _without(reading: Reading, shelf: GearShelf, gear: str | None) -> Reading:
    """The same wish without one item."""
    record = shelf.get(gear) if gear else None
    if record is None:
        return reading
    rest = tuple(item for item in reading.gear if item.id != record.id)
    refused = Named(name=record.name, id=record.id, role=Role.MENTIONED, refused=True)
    return reading.model_copy(update={"gear": (*rest, refused)})


def _about(state: Conversation, gear: str | None) -> tuple[Shown, ...]:
    """The options that a critique is about, those with a price: the one that holds the item, else all."""
    chosen = tuple(one for one in state.shown if gear in one.gear)
    return tuple(one for one in (chosen or state.shown) if one.total)


def _cheaper(budget: Budget | None, shown: tuple[Shown, ...]) -> tuple[float | None, float | None]:
    """No low end, and clearly below the cheapest of what was shown, or else below the present limit."""
    prices = [one.total for one in shown if one.total] or ([budget.high] if budget and budget.high else [])
    return None, min(prices) * CLEARLY if prices else None


def _dearer(budget: Budget | None, shown: tuple[Shown, ...]) -> tuple[float | None, float | None]:
    """From the dearest of what was shown, or the present limit, to twice as much."""
    prices = [one.total for one in shown if one.total] or ([budget.high] if budget and budget.high else [])
    return (max(prices), max(prices) * STEP_UP) if prices else (None, None)


_Ends = Callable[[Budget | None, tuple[Shown, ...]], tuple[float | None, float | None]]
_BUDGETS: Mapping[Critique, _Ends] = {Critique.CHEAPER: _cheaper, Critique.DEARER: _dearer}


def _priced(reading: Reading, shown: tuple[Shown, ...], ends: _Ends) -> Reading:
    low, high = ends(reading.budget, shown)
    if high is None:
        return reading
    currency = shown[0].currency if shown else reading.budget and reading.budget.currency
    kept = reading.budget or Budget()
    changes = {"low": low and _round(low), "high": _round(high), "currency": currency, "approximate": False}
    return reading.model_copy(update={"budget": kept.model_copy(update=changes)})


def _round(amount: float) -> float:
    """Down to two figures: an amount that a person could have named.

    >>> _round(179.1), _round(44.9), _round(5.4)
    (170.0, 44.0, 5.4)
    """
    step = 10.0 ** (floor(log10(amount)) - 1) if amount > 0 else 1.0
    return round(floor(amount / step + 1e-9) * step, 2)
