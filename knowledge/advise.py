"""Reading → Candidates → Verdicts → Reply: the one way, on one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from catalog.models import Rates
from knowledge.answers.asked import Asked
from knowledge.answers.choose import choose, compare_or_assess
from knowledge.answers.explain import explain
from knowledge.answers.hookup import hookup
from knowledge.answers.recommend import recommend
from knowledge.answers.silence import english, silence
from knowledge.answers.troubleshoot import troubleshoot
from knowledge.answers.unknown import about_unknown
from knowledge.articles import articles
from knowledge.compose import compose
from knowledge.identity import answer_id
from knowledge.phrasing import converted
from knowledge.ports import GearShelf
from knowledge.receipt import also_asked, heading
from knowledge.values import Intent, Kind, Line, Reading, Reply, Role

_ANSWERS: Mapping[Intent, Callable[[Asked], Reply]] = {
    Intent.RECOMMEND: recommend,
    Intent.CHOOSE: choose,
    Intent.ASSESS: compare_or_assess,
    Intent.EXPLAIN: explain,
    Intent.TROUBLESHOOT: troubleshoot,
    Intent.HOOKUP: hookup,
    Intent.NONE: silence,
}
MOST_FURTHER = 2


def advise(reading: Reading, shelf: GearShelf, rates: Rates) -> Reply:
    """Answer a reading: the same reading on the same catalogue gets the same reply."""
    asked = Asked(reading.questions[0] if reading.questions else reading, shelf, rates)
    reply = english(asked) if reading.foreign else _ANSWERS[asked.reading.intent](asked)
    if reply.kind is not Kind.SILENCE:
        notes = (*about_unknown(Asked(reading, shelf, rates)), *reply.notes, *_rates(asked, reply))
        further = tuple(compose(one, rates) for one in (*reply.further, *_further(asked, reading, reply)))
        heads = (heading(one.reading, articles()[one.topic].title if one.topic else "") for one in further)
        line = also_asked(reply.receipt, tuple(heads)) if reply.receipt else ""
        reply = reply.model_copy(update={"reading": reading, "notes": notes, "further": further, "receipt": line})
    return compose(reply, rates).model_copy(update={"answer_id": answer_id(reading, shelf.version)})


def _rates(asked: Asked, reply: Reply) -> Iterator[Line]:
    """The day of the exchange rates, where the reply tells a price in a currency that nobody asked it in."""
    named = asked.records(Role.CANDIDATE) if reply.kind is Kind.VERDICT else ()
    items = (*named, *(item for option in reply.options for item in option.items))
    if text := converted((item.price for item in items), asked.currency, asked.rates):
        yield Line(rule="value.price", text=text)


def _further(asked: Asked, whole: Reading, reply: Reply) -> tuple[Reply, ...]:
    """Short answers to the message's other questions, those that the reply has not answered already."""
    answered = {Intent.CHOOSE, Intent.RECOMMEND, Intent.ASSESS} if reply.kind in (Kind.VERDICT, Kind.OPTIONS) else set()
    others = [] if whole.questions else [one for one in whole.also if one not in (whole.intent, Intent.NONE, *answered)]
    rest = (whole.model_copy(update={"intent": other, "also": ()}) for other in others)
    readings = (*whole.questions[1:], *rest)[:MOST_FURTHER]
    found = (_ANSWERS[part.intent](Asked(part, asked.shelf, asked.rates)) for part in readings)
    return tuple(other for other in found if other.topic is None or other.topic != reply.topic)
