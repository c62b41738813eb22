"""A preview on its way out: what would change, at once; which answers, as soon as that is counted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TYPE_CHECKING

import discord

from bot.exchange import utcnow
from bot.moderating.cards import preview
from bot.moderating.controls import Layouts, row, sheet
from bot.moderating.drafting import Look
from bot.sending import in_time, respond, rewrite
from catalog.errors import NoSuchDraft
from catalog.shelf import Shelf
from knowledge.impact import Impact

if TYPE_CHECKING:
    from bot.client import Earshot

COUNTING_S = 1.2
"""For which a preview waits for the count of answers before it is shown without."""


async def show(interaction: discord.Interaction[Earshot], looking: Awaitable[Look], *, in_place: bool = False) -> None:
    """Show a draft to its author, with the buttons to confirm it."""
    adviser, language = interaction.client.adviser, interaction.locale.value

    async def looked() -> tuple[Look, asyncio.Future[Impact | None], bool]:
        look = await looking
        count = asyncio.ensure_future(adviser.counted(look.draft))
        return look, count, await soon(count)

    look, count, done = await in_time(interaction, looked(), private=True, in_place=in_place)
    layouts = _sheet(look, count.result() if done else None, language, counting=not done)
    send = rewrite(interaction, layouts) if in_place else respond(interaction, layouts, private=True)
    ids = await send
    if done:
        return
    impact = await count
    if not await _waits(interaction, look):
        return
    last = _sheet(look, impact, language)[-1]
    if len(ids) == 1:
        await interaction.edit_original_response(view=last)
    else:
        await interaction.followup.edit_message(ids[-1], view=last)


async def soon(count: asyncio.Future[Impact | None]) -> bool:
    """Wait for a count, but not for long; say whether it is there."""
    done, _ = await asyncio.wait({count}, timeout=COUNTING_S)
    return bool(done)


async def _waits(interaction: discord.Interaction[Earshot], look: Look) -> bool:
    """Whether nobody has confirmed or given up the draft meanwhile."""
    draft = look.draft

    def work(shelf: Shelf) -> bool:
        try:
            return not shelf.store.drafts.get(draft.id, draft.author, draft.server, utcnow()).done
        except NoSuchDraft:
            return False

    return await interaction.client.adviser.quick(work)


def _sheet(look: Look, impact: Impact | None, language: str, counting: bool = False) -> Layouts:
    acts = ["confirm", "answers", "cancel"] if impact is not None and impact.changed else ["confirm", "cancel"]
    return sheet(preview(look, impact, language, counting), row(acts, look.draft.id, language))
