"""`/catalog`: who may use it, and what its commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str as _

from bot.cards.blocks import Block
from bot.cards.layout import plain_layouts
from bot.cards.pages import pages
from bot.limits import CHOICE_CHARACTERS
from bot.moderating.drafting import Wanted, Wish, begin
from bot.moderating.showing import show
from bot.rights import COMMANDS, Here, Right, allowed
from bot.sending import respond

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.client import Earshot

Name = app_commands.Range[str, 1, CHOICE_CHARACTERS]
Reason = app_commands.Range[str, 1, 500]
Source = app_commands.Range[str, 1, 500]
Day = app_commands.Range[str, 4, 10]
MOST_PAGES = 3


class Catalog(app_commands.Group):
    """The catalogue's keepers' commands."""

    async def interaction_check(self, interaction: discord.Interaction[Earshot], /) -> bool:  # type: ignore[override]
        """Let those through who may, whatever Discord's own settings of the command say."""
        command = interaction.command
        await allowed(interaction, COMMANDS[command.qualified_name] if command else Right.KEEPER)
        return True


catalog = Catalog(
    name=_("catalog"),
    description=_("Keep the catalogue: models, figures, prices, names"),
    allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
)


async def keeper(interaction: discord.Interaction[Earshot], shared: bool = False) -> tuple[Here, int | None]:
    """Give who uses the command, and the catalogue that it is about. Errors: Refusal."""
    here = await allowed(interaction, Right.KEEPER)
    return here, here.layer(shared)


async def draft(interaction: discord.Interaction[Earshot], wish: Wish, reason: str, shared: bool) -> None:
    """Show what somebody wants changed, to be confirmed."""
    here, layer = await keeper(interaction, shared)
    await show(interaction, begin(interaction.client.adviser, Wanted(here, reason, layer), wish))


async def show_private(interaction: discord.Interaction[Earshot], blocks: Sequence[Block]) -> None:
    """Show something to the one who asked, up to a few messages of it."""
    await respond(interaction, plain_layouts(pages(blocks))[:MOST_PAGES], private=True)
