"""An article as a reply: three layers with the reader's own gear woven in; three intents share it."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.answers.asked import Asked
from knowledge.answers.own_gear import own_gear
from knowledge.articles import Article, articles
from knowledge.receipt import receipt
from knowledge.values import Kind, Line, Reply

BEYOND = "limits.rules"


def lesson(asked: Asked, kind: str, fallback: str) -> Reply:
    """The reply that the best matching article gives; one of this kind is preferred where several match.

    Where none matches, `fallback` is the nearest thing that can be said, and the reply says that it is no more.
    """
    chosen = _choose(asked.reading.topics, kind)
    one = chosen or articles()[fallback]
    if chosen is None:
        return told(
            asked, one, [Line(rule=BEYOND, text="That is the nearest I can say; it may not be what you asked.")]
        )
    others = (articles()[topic] for topic in asked.reading.topics[:2] if topic in articles() and topic != one.id)
    return told(asked, one, [Line(rule=other.rule, text=f"See also {other.title}: {other.short}") for other in others])


def told(asked: Asked, one: Article, notes: Iterable[Line] = ()) -> Reply:
    """An article told to this reader."""
    beyond = [Line(rule=one.rule, text=one.beyond)] if one.beyond else []
    ordered = one.kind != "explain"
    steps = (f"{f'{number}.' if ordered else '-'} {step}" for number, step in enumerate(one.do, 1))
    own = own_gear(asked, one.id)
    return Reply(
        kind=Kind.EXPLANATION,
        reading=asked.reading,
        receipt=receipt(asked.reading, one.title),
        topic=one.id,
        explanation=(one.short, *(["\n".join(own)] if own else []), one.reason, "\n".join(steps)),
        notes=(*beyond, *notes, Line(rule=one.rule, text=f"From: {'; '.join(one.sources)}.")),
    )


def _choose(topics: Iterable[str], kind: str) -> Article | None:
    """The first article of the kind among the two best, else the best."""
    found = [one for topic in topics if (one := articles().get(topic)) is not None]
    return next((one for one in found[:2] if one.kind == kind), found[0] if found else None)
