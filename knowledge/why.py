"""Why a model is in an answer or not: every rule's word on it, what keeps it out, and what would turn it.

Public: `why(gear, reading, shelf, rates)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.models import Rates, Record
from catalog.models.facts import Frozen
from knowledge.judge import judge, without_drive
from knowledge.points import Scored
from knowledge.ports import GearShelf
from knowledge.relax import changes, said
from knowledge.rulebook import BY_ID
from knowledge.rules.case import Context
from knowledge.rules.prepare import prepare
from knowledge.scoring import ranked
from knowledge.shortlist import all_falls, candidate, slots
from knowledge.values import Fallen, Judged, Reading

_SLOTS = {"needs": "wish for {}", "sound": "wish for {}", "use": "use: {}", "avoided": "dislike of {}"}


class Why(Frozen):
    """A model before a reading: `place` among those that stand, from 1, and 0 where it fell; `fallen` says why.

    `turn` are the smallest changes as sentences: that would let it in, or put it first. Empty where it is first already
    or no single change does it.
    """

    judged: Judged
    fallen: tuple[Fallen, ...] = ()
    place: int = 0
    of: int = 0
    first: str = ""
    turn: tuple[str, ...] = ()


def spoken(judged: Judged) -> Iterator[tuple[str, str, int]]:
    """Rule, sentence and points of every verdict; those of a rule without a sentence are added up under its title."""
    silent: dict[str, int] = {}
    for verdict in judged.verdicts:
        if verdict.text:
            yield verdict.rule, verdict.text, verdict.weight
        elif verdict.weight:
            silent[verdict.rule] = silent.get(verdict.rule, 0) + verdict.weight
    yield from ((rule, f"{BY_ID[rule].title}.", points) for rule, points in silent.items() if points)


def why(gear: Record, reading: Reading, shelf: GearShelf, rates: Rates) -> Why:
    """Say what every rule has to say about a model, and what would turn it."""
    alone = without_drive(reading) if len(slots(reading)) > 1 else reading
    context = prepare(alone, shelf, rates)
    verdicts = judge(candidate(context, gear), alone, shelf, rates)
    order = ranked(context, (gear.category,))
    fallen = tuple(all_falls(gear, context))
    if fallen:
        turn = tuple(said(change, context) for change in changes(context, (gear,)))
        return Why(judged=verdicts, fallen=fallen, of=len(order), first=_first(order), turn=turn)
    place = next((n for n, scored in enumerate(order, 1) if scored.id == gear.id), 0)
    turn = () if place == 1 else tuple(_turns(gear, context))
    return Why(judged=verdicts, place=place, of=len(order), first=_first(order), turn=turn)


def _first(order: Sequence[Scored]) -> str:
    return order[0].id if order else ""


def _turns(gear: Record, context: Context) -> Iterator[str]:
    """The single wishes without which the model would come first."""
    for words, reading in _without_one(context.reading):
        order = ranked(prepare(reading, context.shelf, context.rates), (gear.category,))
        if order and order[0].id == gear.id:
            yield f"Without your {words} the {gear.name} would come first."


def _without_one(reading: Reading) -> Iterator[tuple[str, Reading]]:
    for slot, words in _SLOTS.items():
        for item in getattr(reading, slot):
            rest = tuple(other for other in getattr(reading, slot) if other is not item)
            yield words.format(str(item.value).replace("_", " ")), reading.model_copy(update={slot: rest})
    for share in reading.genres:
        rest_ = tuple(other for other in reading.genres if other is not share)
        yield f"music: {share.genre.replace('_', ' ')}", reading.model_copy(update={"genres": rest_})
    if reading.budget is not None and reading.budget.low:
        raised = reading.budget.model_copy(update={"low": None})
        yield "lower limit of price", reading.model_copy(update={"budget": raised})
