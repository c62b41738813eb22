"""What is known of models, as cards: one model with every source, or several in a few words each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.cards.blocks import Block
from bot.escape import plain
from bot.facts import called, facts, shown
from catalog.models import Category, Fact, Rates, Record, Source
from knowledge.phrasing import build_of, priced

_SHORT = {
    "impedance_ohm": "{} Ω",
    "db_per_mw": "{} dB/mW",
    "weight_g": "{} g",
    "output_impedance_ohm": "output {} Ω",
    "power": "{}",
    "release_year": "since {}",
}


def gear_blocks(
    record: Record, sources: Mapping[str, Source], disagreements: Mapping[str, Sequence[Fact]]
) -> tuple[Block, ...]:
    """Say everything of one model; what nobody states is left out, and what is disputed is shown as such."""
    lines = [f"### {plain(record.name)}", f"-# {_kind(record.category)}"]
    for field, value, trust, source, as_of in facts(record, sources):
        said = " · ".join(part for part in (trust, source, as_of) if part)
        lines.append(f"**{plain(field)}** {plain(value)}" + (f"\n-# {plain(said)}" if said else ""))
    card = Block(lines=tuple(lines), card=True)
    disputed = tuple(_disputes(disagreements, sources))
    return (card, Block(lines=("**Sources disagree**", *disputed), card=True)) if disputed else (card,)


def side_by_side(records: Iterable[Record], currency: str, rates: Rates) -> tuple[Block, ...]:
    """Say in a few words what each of several models is."""
    return tuple(Block(lines=tuple(_in_short(record, currency, rates)), card=True) for record in records)


def _in_short(record: Record, currency: str, rates: Rates) -> Iterator[str]:
    yield f"**{plain(record.name)}**"
    yield f"{plain(build_of(record))} · {plain(priced(record.price, currency, rates))}"
    figures = [
        form.format(shown(value))
        for field, form in _SHORT.items()
        if (value := getattr(record, field, None)) not in (None, ())
    ]
    if figures:
        yield plain(" · ".join(figures))


def _disputes(disagreements: Mapping[str, Sequence[Fact]], sources: Mapping[str, Source]) -> Iterator[str]:
    for field, said in disagreements.items():
        values = "; ".join(f"{fact.value} ({_title(fact.source, sources)})" for fact in said)
        yield f"{_field(field)}: {plain(values)}"


def _title(source: str, sources: Mapping[str, Source]) -> str:
    known = sources.get(source)
    return known.title if known else source


def _field(name: str) -> str:
    kind, _, rest = name.partition(":")
    return plain(f"{called(kind)[0]} ({rest})" if rest else called(kind)[0])


def _kind(category: Category) -> str:
    return category.value.replace("_", "/")
