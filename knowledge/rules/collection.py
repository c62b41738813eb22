"""What the reader has, and what stands beside it: rule 3, and never the same again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.models import Back, Form, Headphones, Record
from knowledge.rules.case import Case, verdict
from knowledge.rules.properties import BITS
from knowledge.rules.rows import Row, spoken
from knowledge.rules.rule import rule
from knowledge.rules.tastes import called
from knowledge.values import Genre, Verdict

COMPLEMENT = 3
CONSIDERED = 5
SAME_HOUSE = -6


def complements(owned: Sequence[Record]) -> tuple[Row, ...]:
    """Rows that speak for what the reader's own pairs are not: open beside closed, in-ear beside over-ear."""
    heads = [gear for gear in owned if isinstance(gear, Headphones)]
    backs = {gear.back for gear in heads if gear.form not in (Form.IN_EAR, Form.EARBUD)}
    names = " and ".join(gear.model for gear in heads[:2])
    if backs == {Back.CLOSED}:
        return (_row("back:open", f"Open beside your closed {names}: a second character, and not the same again."),)
    if backs == {Back.OPEN}:
        return (_row("back:closed", f"Closed beside your open {names}: for where that one can't go."),)
    return ()


def _row(has: str, text: str) -> Row:
    source = "Headfonia's Guide to Headphones, rule 3"
    return Row("more.than-one", frozenset(), frozenset(), BITS[has], COMPLEMENT, text, source, ("back",))


@rule(
    "more.than-one",
    number=3,
    title="More than one headphone",
    sentence="Two that each suit a part of your music or day are better than one dear compromise; what you own counts.",
    source="Headfonia's Guide to Headphones, rule 3",
)
def more_than_one(case: Case) -> Iterator[Verdict]:
    """Say what a pair adds to those that are owned, and what two pairs share out between them."""
    yield from spoken("more.than-one", case)
    heads = [item for item in case.candidate.items if isinstance(item, Headphones)]
    if case.item is not None or len(heads) < 2:
        return
    split = case.context.split
    if split:
        text = f"Two pairs share the work: the {heads[0].model} for {split[0]}, the {heads[1].model} for {split[1]}."
    else:
        text = f"Two pairs for two pairs of ears or two moods: the {heads[0].model} and the {heads[1].model}."
    yield verdict("more.than-one", 0, text)


def names_of(genres: Sequence[Genre]) -> str:
    """Genres in a sentence.

    >>> names_of([Genre.METAL, Genre.JAZZ])
    'metal and jazz'
    """
    words = [called(genre) for genre in genres]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


@rule(
    "owned.again",
    title="Never again what you own",
    sentence="What you have is not offered again; what you disliked tells what to leave out.",
    source="our own: the reader's word",
)
def owned_again(case: Case) -> Iterator[Verdict]:
    """Say what a complaint about other gear changed; owned gear itself never gets this far."""
    gear = case.item
    if not isinstance(gear, Headphones):
        return
    if gear.brand in case.context.houses:
        text = f"{case.it} comes from the house whose sound you complained about, and house sounds run in families."
        yield verdict("owned.again", SAME_HOUSE, text)
    for named in case.context.reading.gear:
        if named.disliked and gear.tonality is not None and gear.brand not in case.context.houses:
            text = f"Chosen away from what you didn't like in the {named.name}: {', '.join(named.disliked)}."
            yield verdict("owned.again", 0, text)


@rule(
    "reader.considered",
    title="What you have in mind comes first among equals",
    sentence="What you already looked at is judged by the same rules and preferred where the difference is small.",
    source="our own: the reader's word",
)
def reader_considered(case: Case) -> Iterator[Verdict]:
    """Prefer what the reader named as a candidate."""
    if case.item is not None and case.item.id in case.context.considered:
        yield verdict("reader.considered", CONSIDERED, f"{case.it} is on your own list.")
