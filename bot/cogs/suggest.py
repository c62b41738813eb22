"""`/suggest`: readers tell the moderators what is missing or wrong. Nothing of it reaches the catalogue unseen."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as _
from discord.ext import commands

from bot.client import Earshot
from bot.cogs.catalog.typing import fields_of
from bot.cogs.completion import models
from bot.moderating.suggesting import Suggested, suggest
from bot.rights import Right, allowed

Short = app_commands.Range[str, 1, 120]
Long = app_commands.Range[str, 1, 500]


class Suggest(commands.Cog):
    """Suggestions."""

    def __init__(self, bot: Earshot) -> None:
        self.bot = bot

    @app_commands.command(
        name=_("suggest"), description=_("Tell the moderators of a model that is missing, or a wrong figure")
    )
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.rename(gear=_("model"), field=_("field"), value=_("value"), source=_("source"), note=_("note"))
    @app_commands.describe(
        gear=_("Brand and model"),
        field=_("Which field is wrong; without it, the model is missing"),
        value=_("What it should be"),
        source=_("A link to where it stands"),
        note=_("Whatever else the moderators should know"),
    )
    @app_commands.autocomplete(gear=models, field=fields_of)
    async def suggest(
        self,
        interaction: discord.Interaction[Earshot],
        gear: Short,
        field: Short = "",
        value: Long = "",
        source: Long = "",
        note: app_commands.Range[str, 1, 1000] = "",
    ) -> None:
        """Put a suggestion into the moderators' queue."""
        await allowed(interaction, Right.MEMBER)
        await suggest(interaction, Suggested(gear, field, value, source, note))


async def setup(bot: Earshot) -> None:
    """Add this subject to the bot."""
    await bot.add_cog(Suggest(bot))
