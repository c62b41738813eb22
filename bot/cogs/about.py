"""`/help` and `/privacy`."""

from __future__ import annotations

from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.app_commands import locale_str as _
from discord.ext import commands

from bot.cards.layout import notice
from bot.client import Earshot
from bot.limits import fitted
from bot.sending import in_time, respond
from bot.speech import say

KEEP, FORGET = "show", "delete"


class About(commands.Cog):
    """What the bot is, and what it keeps."""

    def __init__(self, bot: Earshot) -> None:
        self.bot = bot

    @app_commands.command(name=_("help"), description=_("How to ask, with examples"))
    async def help(self, interaction: discord.Interaction[Earshot]) -> None:
        """Say how to ask."""
        text = say(interaction.locale.value, "about.help", mention=f"<@{self.bot.me}>")
        await respond(interaction, [notice(text)], private=True)

    @app_commands.command(name=_("privacy"), description=_("What is kept of you, and how to delete it"))
    @app_commands.rename(do=_("do"))
    @app_commands.describe(do=_("Show what is kept, or delete it"))
    @app_commands.choices(
        do=[
            app_commands.Choice(name=_("show what is kept"), value=KEEP),
            app_commands.Choice(name=_("delete it"), value=FORGET),
        ]
    )
    async def privacy(self, interaction: discord.Interaction[Earshot], do: str = KEEP) -> None:
        """Say what is kept of the reader, or delete it."""
        language, user = interaction.locale.value, interaction.user.id
        answers = self.bot.adviser.shelf.store.answers
        if do == FORGET:
            count = await in_time(
                interaction, self.bot.adviser.run(lambda shelf: shelf.store.forget_user(user)), private=True
            )
            text = say(language, "about.forgotten", count=count)
        else:
            now = datetime.now(UTC)
            kept = await in_time(
                interaction, self.bot.adviser.run(lambda _shelf: answers.of_user(user, now)), private=True
            )
            text = say(language, "about.privacy", days=self.bot.settings.keep_days, count=len(kept))
            text += "".join(f"\n```json\n{one.state.replace('`', '')}\n```" for one in kept[:3])
        await respond(interaction, [notice(fitted(text, 3900))], private=True)


async def setup(bot: Earshot) -> None:
    """Add this subject to the bot."""
    await bot.add_cog(About(bot))
