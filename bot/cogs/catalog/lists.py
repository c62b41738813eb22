"""`/catalog history`, `check`, `gaps`, `suggestions` and `pending`: what there is to see, to its keepers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str as _

from bot.cards.blocks import Block
from bot.cogs.catalog.group import Name, catalog, keeper, show_private
from bot.cogs.completion import models
from bot.limits import OPTION_CHARACTERS
from bot.moderating.cards import change_lines, found, gap_lines, history_lines
from bot.moderating.controls import Layouts, said, sheet
from bot.moderating.items import gap_menu
from bot.moderating.telling import proposal_sheet, suggestion_sheet
from bot.named import one_model
from bot.rights import Right, allowed
from bot.sending import in_time, respond
from bot.speech import say
from catalog import edits
from catalog.check import Finding
from catalog.check import check as contradictions_in
from catalog.derive import standing
from catalog.models import GapKind
from catalog.shelf import Shelf

if TYPE_CHECKING:
    from bot.client import Earshot

_SHARED = _("For all servers; the bot's owners alone may do that")
MOST = 5
"""Suggestions and proposals shown at a time, each in a message of its own."""


@catalog.command(name=_("history"), description=_("All that was ever said of a model, or the latest changes"))
@app_commands.rename(gear=_("model"), shared=_("shared"))
@app_commands.describe(gear=_("Brand and model; without one, the latest changes"), shared=_SHARED)
@app_commands.autocomplete(gear=models)
async def history(interaction: discord.Interaction[Earshot], gear: Name | None = None, shared: bool = False) -> None:
    """Show what was said, by whom, when and why."""
    here, layer = await keeper(interaction, shared)

    def work(shelf: Shelf) -> Block:
        if gear is None:
            return change_lines((one for one in shelf.store.changes(25, layer) if one.author), here.language)
        view = shelf.layer(layer)
        record = one_model(gear, view)
        log = edits.history(shelf.store, record.id, layer)
        stands = frozenset(fact.id for fact in standing(log).values())
        return history_lines(record.name, log, stands, here.language)

    shown = await in_time(interaction, interaction.client.adviser.aside(work), private=True)
    await show_private(interaction, (shown, Block(lines=(say(here.language, "catalog.how_to_undo"),))))


@catalog.command(name=_("check"), description=_("Find facts that contradict each other"))
@app_commands.rename(odd=_("odd"), shared=_("shared"))
@app_commands.describe(odd=_("Also list what is odd but may be so"), shared=_SHARED)
async def check(interaction: discord.Interaction[Earshot], odd: bool = False, shared: bool = False) -> None:
    """Check the catalogue as this server sees it."""
    here, layer = await keeper(interaction, shared)

    def work(shelf: Shelf) -> tuple[int, list[Finding]]:
        view = shelf.layer(layer)
        return len(view.all()), contradictions_in(view.all(), view.sources)

    count, all_ = await in_time(interaction, interaction.client.adviser.aside(work), private=True)
    wrong = [finding for finding in all_ if not finding.warning]
    head = say(here.language, "catalog.checked", count=f"{count:,}", wrong=len(wrong), odd=len(all_) - len(wrong))
    lines = found(all_ if odd else wrong, most=20)
    await show_private(interaction, (Block(lines=(head, *lines), card=True),))


@catalog.command(name=_("gaps"), description=_("What was asked for and could not be served, as counts"))
@app_commands.rename(shared=_("shared"))
@app_commands.describe(shared=_SHARED)
async def gaps(interaction: discord.Interaction[Earshot], shared: bool = False) -> None:
    """Show what readers missed most often; of names, something can be done."""
    here, layer = await keeper(interaction, shared)
    top = await in_time(
        interaction, interaction.client.adviser.quick(lambda shelf: shelf.store.gaps.top(layer)), private=True
    )
    names = [gap.key for gap in top if gap.kind is GapKind.NAME and len(gap.key) <= OPTION_CHARACTERS]
    menu = (gap_menu(names, here.language),) if names and layer is not None else ()
    layouts = sheet((gap_lines(top, here.language),), *menu) if top else said(say(here.language, "catalog.no_gaps"))
    await respond(interaction, layouts, private=True)


@catalog.command(name=_("suggestions"), description=_("What readers suggested and nobody has decided"))
async def suggestions(interaction: discord.Interaction[Earshot]) -> None:
    """Show the oldest suggestions, each with its buttons."""
    here = await allowed(interaction, Right.MODERATOR)
    place = here.place
    waiting = await in_time(
        interaction, interaction.client.adviser.quick(lambda shelf: shelf.store.suggestions.list(place)), private=True
    )
    layouts = [layout for one in waiting[:MOST] for layout in suggestion_sheet(one, here.language)]
    await _list(interaction, layouts, len(waiting), here.language, "catalog.no_suggestions")


@catalog.command(name=_("pending"), description=_("Changes that wait for a second moderator, or for the owners"))
async def pending(interaction: discord.Interaction[Earshot]) -> None:
    """Show what waits in this server; to owners, also what servers offer them."""
    here = await allowed(interaction, Right.KEEPER)
    layers = ((here.place,) if here.moderator else ()) + ((None,) if here.owner else ())

    adviser = interaction.client.adviser
    waiting = await adviser.quick(
        lambda shelf: [one for layer in layers for one in shelf.store.proposals.waiting(layer)]
    )

    async def drawn() -> list[Layouts]:
        return [await proposal_sheet(interaction.client, one, here.language) for one in waiting[:MOST]]

    sheets = await in_time(interaction, drawn(), private=True)
    layouts = [layout for one in sheets for layout in one]
    await _list(interaction, layouts, len(waiting), here.language, "catalog.no_proposals")


async def _list(
    interaction: discord.Interaction[Earshot],
    layouts: list[discord.ui.LayoutView],
    count: int,
    language: str,
    none: str,
) -> None:
    if not layouts:
        layouts = list(said(say(language, none)))
    elif count > MOST:
        layouts += said(say(language, "catalog.more_wait", count=count - MOST))
    await respond(interaction, layouts, private=True)
