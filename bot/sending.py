"""Answers on their way out: as messages, as first answers to an interaction, in place of what was there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord.ui import LayoutView

from bot.cards.layout import notice

if TYPE_CHECKING:
    from bot.client import Earshot

PATIENCE_S = 1.5
"""For which an interaction waits before it is told that the answer takes longer; Discord gives up after 3."""
Result = TypeVar("Result")


async def in_time(
    interaction: discord.Interaction[Earshot],
    work: Awaitable[Result],
    *,
    private: bool = False,
    in_place: bool = False,
) -> Result:
    """Do some work, putting the answer off where it takes longer than Discord waits.

    `in_place` says that the answer will take the place of the message that was pressed.
    """
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=PATIENCE_S)
    if not done and not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=not in_place)
    return await task


async def tell(interaction: discord.Interaction[Any], text: str) -> None:
    """Say something to the one who pressed or typed, and to nobody else. Errors: discord.HTTPException."""
    if interaction.response.is_done():
        await interaction.followup.send(view=notice(text), ephemeral=True)
    else:
        await interaction.response.send_message(view=notice(text), ephemeral=True)


async def respond(
    interaction: discord.Interaction[Earshot],
    layouts: Sequence[LayoutView],
    *,
    private: bool = False,
    files: Sequence[discord.File] = (),
) -> tuple[int, ...]:
    """Answer an interaction with some messages, the files with the first; give their ids."""
    ids: list[int] = []
    for layout in layouts:
        attached = list(files) if not ids else []
        if ids or interaction.response.is_done():
            message = await interaction.followup.send(view=layout, ephemeral=private, files=attached, wait=True)
            ids.append(message.id)
        else:
            sent = await interaction.response.send_message(view=layout, ephemeral=private, files=attached)
            ids.append(sent.message_id or 0)
    return tuple(ids)


async def rewrite(interaction: discord.Interaction[Earshot], layouts: Sequence[LayoutView]) -> tuple[int, ...]:
    """Put an answer in the place of the message whose button was pressed; further pages follow it."""
    first, *rest = layouts
    if interaction.response.is_done():
        await interaction.edit_original_response(view=first, attachments=[])
    else:
        await interaction.response.edit_message(view=first, attachments=[])
    pressed = interaction.message
    private = pressed is not None and pressed.flags.ephemeral
    further = [await interaction.followup.send(view=layout, ephemeral=private, wait=True) for layout in rest]
    return (pressed.id if pressed else 0, *(message.id for message in further))


async def reply(message: discord.Message | discord.PartialMessage, layouts: Sequence[LayoutView]) -> tuple[int, ...]:
    """Reply to a reader's message; the second page and those after it follow. A retried send posts once."""
    first = await message.reply(view=layouts[0], mention_author=False, nonce=str(message.id))
    ids = [first.id]
    for number, layout in enumerate(layouts[1:], 1):
        ids.append((await message.channel.send(view=layout, nonce=str(message.id + number))).id)
    return tuple(ids)


async def replace(
    channel: discord.PartialMessageable, old: Sequence[int], layouts: Sequence[LayoutView]
) -> tuple[int, ...]:
    """Put an answer in the place of an older one: edit what is there, send what is more, delete what is left."""
    ids: list[int] = []
    for number, layout in enumerate(layouts):
        if number < len(old):
            await channel.get_partial_message(old[number]).edit(view=layout, attachments=[])
            ids.append(old[number])
        else:
            ids.append((await channel.send(view=layout)).id)
    await remove(channel, old[len(layouts) :])
    return tuple(ids)


async def remove(channel: discord.PartialMessageable, messages: Sequence[int]) -> None:
    """Delete messages of ours, those that are there still and within our reach."""
    for message in messages:
        with suppress(discord.NotFound, discord.Forbidden):  # those of a guest in a server can only be edited
            await channel.get_partial_message(message).delete()
