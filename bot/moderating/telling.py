"""Telling the log channel, the owners and readers. Where that is not possible, the work itself stands all the same."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.escape import plain
from bot.moderating.cards import change_card, proposal_card, suggestion_card
from bot.moderating.controls import Layouts, row, said, sheet
from bot.speech import say
from catalog.drafts import made
from catalog.edits import load, preview
from catalog.errors import CatalogError
from catalog.models import Proposal, State, Suggestion
from catalog.settle import Difference
from catalog.shelf import Shelf

if TYPE_CHECKING:
    from bot.client import Earshot

log = logging.getLogger(__name__)


async def tell_log(bot: Earshot, server: int, layouts: Layouts) -> bool:
    """Post to a server's log channel; False where there is none, or none that we may write in."""
    channel = (await bot.adviser.settings(server)).log_channel
    if channel is None:
        return False
    try:
        for layout in layouts:
            await bot.channel(channel, server).send(view=layout)
    except discord.HTTPException as error:
        log.warning("no word in the log channel of server %d: status %d, code %d", server, error.status, error.code)
        return False
    return True


async def tell_person(bot: Earshot, user: int, layouts: Layouts) -> bool:
    """Write to somebody directly; False where they do not take that."""
    try:
        channel = await bot.create_dm(discord.Object(user))
        for layout in layouts:
            await channel.send(view=layout)
    except discord.HTTPException:
        return False
    return True


async def speech_of(bot: Earshot, server: int) -> str:
    """Give the language in which a server's log is written."""
    return (await bot.adviser.settings(server)).language


async def change_sheet(bot: Earshot, number: int, layer: int | None, language: str, note: str = "") -> Layouts:
    """Lay a change out with its buttons, or, where something came of it, with a note of that."""

    def work(shelf: Shelf) -> Layouts:
        change = shelf.store.change(number)
        if change is None:
            return said(say(language, "catalog.no_change", change=number))
        differences = made(shelf.store, number, layer)
        card = change_card(change, differences, names_of(shelf, differences, layer), language)
        if note:
            return sheet(card, ui.TextDisplay(note))
        acts = ["undo"] if layer is None or change.undoes is not None else ["undo", "offer"]
        return sheet(card, row(acts, number, language))

    return await bot.adviser.aside(work)


async def tell_change(bot: Earshot, server: int, number: int, layer: int | None) -> bool:
    """Tell a server's log of a change."""
    return await tell_log(bot, server, await change_sheet(bot, number, layer, await speech_of(bot, server)))


async def proposal_sheet(bot: Earshot, proposal: Proposal, language: str, note: str = "") -> Layouts:
    """Lay a proposal or an offer out with its buttons, or with a note of what came of it."""

    def work(shelf: Shelf) -> Layouts:
        try:
            differences = preview(shelf.store, load(proposal.entries), proposal.layer).differences
        except CatalogError:  # it has become stale: whoever approves it is told
            differences = tuple(
                Difference(entry.gear, entry.field, entry.seen or "", entry.value) for entry in load(proposal.entries)
            )
        card = proposal_card(proposal, differences, names_of(shelf, differences, proposal.layer), language)
        if note:
            return sheet(card, ui.TextDisplay(note))
        acts = ["offer_approve", "offer_refuse"] if proposal.layer is None else ["approve", "refuse"]
        return sheet(card, row(acts, proposal.id, language))

    return await bot.adviser.aside(work)


async def tell_proposal(bot: Earshot, server: int, proposal: Proposal) -> bool:
    """Ask a server's other moderators to look at a proposal."""
    return await tell_log(bot, server, await proposal_sheet(bot, proposal, await speech_of(bot, server)))


async def tell_owners(bot: Earshot, proposal: Proposal) -> None:
    """Ask the bot's owners to look at what a server offers."""
    for owner in bot.settings.owners:
        await tell_person(bot, owner, await proposal_sheet(bot, proposal, "en"))


def suggestion_sheet(suggestion: Suggestion, language: str, note: str = "") -> Layouts:
    """Lay a suggestion out with its buttons, or with a note of what came of it."""
    card = suggestion_card(suggestion, language)
    if note:
        return sheet((card,), ui.TextDisplay(note))
    return sheet((card,), row(("accept", "turn_down", "duplicate"), suggestion.id, language))


async def tell_accepted(bot: Earshot, server: int, number: int) -> None:
    """Tell a reader that what they suggested is in the catalogue."""
    suggestion = await bot.adviser.quick(lambda shelf: shelf.store.suggestions.get(server, number))
    if suggestion.reader is not None and suggestion.state is State.ACCEPTED:
        text = say(await speech_of(bot, server), "suggest.accepted", gear=plain(suggestion.gear))
        await tell_person(bot, suggestion.reader, said(text))


def names_of(shelf: Shelf, differences: tuple[Difference, ...], layer: int | None) -> dict[str, str]:
    """Give what gear is called, as far as it is there."""
    view = shelf.layer(layer)
    records = (view.get(gear) for gear in {one.gear for one in differences})
    return {record.id: record.name for record in records if record is not None}
