"""Why a model is in an answer or not, as a card."""

from __future__ import annotations

from bot.cards.blocks import Block
from bot.escape import plain
from catalog.models import Record
from knowledge.why import Why, spoken


def why_blocks(record: Record, found: Why) -> tuple[Block, ...]:
    """Say what every rule says of a model, what keeps it out, and what would turn it."""
    name = plain(record.name)
    if found.fallen:
        lines = [f"### {name} is not offered", *(f"⛔ {plain(fallen.why)} `{fallen.rule}`" for fallen in found.fallen)]
    elif found.place == 1:
        lines = [f"### {name} comes first of {found.of}"]
    else:
        lines = [f"### {name} stands at place {found.place} of {found.of}"]
    lines += [f"{_sign(points)} {plain(said)} `{rule} {points:+d}`" for rule, said, points in spoken(found.judged)]
    turn = tuple(f"- {plain(change)}" for change in found.turn)
    change = (Block(lines=("**It would change with**", *turn)),) if turn else ()
    return (Block(lines=tuple(lines), card=True), *change)


def _sign(weight: int) -> str:
    return "✅" if weight > 0 else "⚠️" if weight < 0 else "▫️"
