"""Something to buy: up to three options that differ in a named way, and a question back where it would change them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.models import Headphones, Record
from knowledge.answers.ask_back import ask_back, assumptions
from knowledge.answers.asked import Asked
from knowledge.answers.weighing import NAMED_ANYHOW, cautions, reasons, weigh
from knowledge.answers.worth_knowing import without_socket, worth_knowing
from knowledge.judge import recommend as options_for
from knowledge.options import FIRST
from knowledge.receipt import receipt
from knowledge.relax import relaxations
from knowledge.rules.prepare import prepare
from knowledge.shortlist import fell, slots
from knowledge.values import Budget, Judged, Kind, Line, Money, Need, Option, Reply, Role, Said, Words

MOST_COMMENTS = 2
ENOUGH = 2
"""Reasons of its own from which that a thing is well known need not be said."""
MOST_ALTERNATIVES = 2


def recommend(asked: Asked) -> Reply:
    """Offer what fits, say what was assumed, comment on what the reader had in mind, ask back where it matters."""
    reading = asked.reading
    found = options_for(reading, asked.shelf, asked.rates)
    options = tuple(option(label, judged) for label, judged in found)
    return Reply(
        kind=Kind.OPTIONS,
        reading=reading,
        receipt=receipt(reading),
        options=options,
        asks=ask_back(asked, found),
        relaxations=() if options else relaxations(reading, asked.shelf, asked.rates),
        notes=(
            *assumptions(asked, found),
            *without_socket(asked, [item for each in options for item in each.items]),
            *_comments(asked, options),
            *worth_knowing(asked),
        ),
    )


def alternatives(asked: Asked) -> tuple[Option, ...]:
    """What else fits, where named things were weighed: no dearer than they are, and none of them again."""
    reading = asked.reading
    kinds = {category for slot in slots(reading) for category in slot}
    weighed = [record for record in asked.records(Role.CANDIDATE) if record.category in kinds]
    ids = {record.id for record in weighed}
    aside = tuple(
        item.model_copy(update={"role": Role.MENTIONED}) if ids & {item.id, *item.ids} else item
        for item in reading.gear
    )
    other = reading.model_copy(update={"gear": aside, "budget": reading.budget or _as_dear(asked, weighed)})
    if weighed and all(isinstance(record, Headphones) and record.wireless for record in weighed):
        other = other.model_copy(update={"needs": (*other.needs, Said(value=Need.WIRELESS, words=Words(text="")))})
    options = options_for(other, asked.shelf, asked.rates)
    found = [option("" if label == FIRST else label, judged) for label, judged in options]
    return tuple(one for one in found if not ids & {item.id for item in one.items})[:MOST_ALTERNATIVES]


def _as_dear(asked: Asked, named_: Sequence[Record]) -> Budget | None:
    prices = [asked.rates.convert(r.price.amount, r.price.currency, asked.currency) for r in named_ if r.price]
    dearest = max((price for price in prices if price is not None), default=None)
    return Budget(high=float(dearest), currency=asked.currency, words=Words(text="")) if dearest else None


def option(label: str, judged: Judged) -> Option:
    """A judged candidate as an option of a reply."""
    candidate = judged.candidate
    told = reasons(judged)
    telling = tuple(line for line in told if line.rule != "limits.rules")
    told = telling if len(telling) >= ENOUGH else told
    return Option(
        items=candidate.items,
        label=label,
        total=Money(amount=candidate.total, currency=candidate.currency),
        reasons=told or (Line(rule="limits.rules", text="Nothing speaks against it, and little is known."),),
        cautions=cautions(judged),
    )


def _comments(asked: Asked, options: tuple[Option, ...]) -> Iterator[Line]:
    """A word on each thing that the reader named and that is not among the options."""
    shown = {item.id for each in options for item in each.items}
    kinds = {category for slot in slots(asked.reading) for category in slot}
    records = [r for r in asked.records(Role.CANDIDATE) if r.id not in shown and r.category in kinds]
    if not records:
        return
    context = prepare(asked.reading, asked.shelf, asked.rates)
    for record in records[:MOST_COMMENTS]:
        fall = fell(record, context)
        if fall is not None:
            why = _lowered(fall.why.replace(f"The {record.model} ", "It ", 1))
            yield Line(rule=fall.rule, text=f"About the {record.model} you looked at: {why}")
            continue
        against = cautions(weigh(record, context), 1, NAMED_ANYHOW)
        said = _lowered(against[0].text) if against else "it fits too, the ones above a little better."
        rule = against[0].rule if against else "best.none"
        yield Line(rule=rule, text=f"About the {record.model} you looked at: {said}")


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
