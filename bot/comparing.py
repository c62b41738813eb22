"""Models side by side, for the command and for the button: cards, verdict and picture from the same reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.adviser import Adviser
from bot.cards.blocks import Block, blocks
from bot.cards.facts import side_by_side
from bot.named import one_model
from bot.pictures import Chart, comparison, pairing
from bot.weighing import weigh
from catalog.models import Headphones, Record
from catalog.shelf import Shelf
from knowledge.ports import GearShelf
from knowledge.values import Conversation, Intent, Reply

MOST = 4
"""Models that fit side by side."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is said and drawn of some models. `reply` is the verdict, whose reading buttons go on from."""

    blocks: tuple[Block, ...]
    reply: Reply
    chart: Chart | None


async def compared(
    names: Sequence[str],
    adviser: Adviser,
    server: int | None,
    use: str = "",
    before: Conversation | None = None,
    language: str = "en",
) -> Comparison:
    """Compare up to four models, for a use that is named or for what was asked before. Errors: NotOneModel."""

    def work(shelf: Shelf) -> Comparison:
        view = adviser.view(server)
        records = _each(names, view)
        reply = weigh(records, Intent.CHOOSE, view, shelf.rates, use, before)
        currency = (reply.reading.budget and reply.reading.budget.currency) or "USD"
        told = (*side_by_side(records, currency, shelf.rates), *blocks(reply, shelf.rates, language))
        return Comparison(told, reply, comparison(records, reply.reading, view, shelf.rates))

    return await adviser.run(work)


async def paired(
    headphone: str, sources: Sequence[str], adviser: Adviser, server: int | None, language: str = "en"
) -> Comparison:
    """Say whether sources drive a headphone. Errors: NotOneModel."""

    def work(shelf: Shelf) -> Comparison:
        view = adviser.view(server)
        records = _each((headphone, *sources), view)
        reply = weigh(records, Intent.ASSESS, view, shelf.rates)
        worn = records[0]
        chart = pairing(worn, records[1:], reply.reading) if isinstance(worn, Headphones) else None
        return Comparison(blocks(reply, shelf.rates, language), reply, chart)

    return await adviser.run(work)


def _each(names: Sequence[str], view: GearShelf) -> list[Record]:
    found = [one_model(name, view) for name in names]
    return list({record.id: record for record in found}.values())[:MOST]
