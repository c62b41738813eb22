"""`/ask`, and a private draft of an answer to somebody else's message."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as _
from discord.ext import commands

from bot.client import Earshot
from bot.exchange import Asker
from bot.place import asker_of, keep_pace
from bot.sending import in_time, respond, tell
from bot.speech import say

MOST = 2000


class Ask(commands.Cog):
    """Asking by command and by menu."""

    def __init__(self, bot: Earshot) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(name=_("Answer with Earshot"), callback=self.draft)
        bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu along."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name=_("ask"), description=_("Ask about headphones, in-ears, amps, DACs or players"))
    @app_commands.rename(question=_("question"), private=_("private"))
    @app_commands.describe(
        question=_("Your music, money, place and gear, in your own words"), private=_("Show the answer to you alone")
    )
    async def ask(
        self,
        interaction: discord.Interaction[Earshot],
        question: app_commands.Range[str, 1, MOST],
        private: bool = False,
    ) -> None:
        """Answer a question."""
        await self._answer(interaction, question, asker_of(interaction, private), private)

    async def draft(self, interaction: discord.Interaction[Earshot], message: discord.Message) -> None:
        """Answer a message for the eyes of a helper, who may post it."""
        await self._answer(interaction, message.content, asker_of(interaction, True), True, message)

    async def _answer(
        self,
        interaction: discord.Interaction[Earshot],
        text: str,
        asker: Asker,
        private: bool,
        about: discord.Message | None = None,
    ) -> None:
        keep_pace(interaction)
        asking = self.bot.exchanges.ask(text, asker, about=(about.id, about.author.id) if about else None)
        sheet = await in_time(interaction, asking, private=private)
        if sheet is None or sheet.silent:
            await tell(interaction, say(asker.language, "notice.no_question"))
            return
        ids = await respond(interaction, sheet.layouts, private=private)
        await self.bot.exchanges.sent(sheet, ids, asker)


async def setup(bot: Earshot) -> None:
    """Add this subject to the bot."""
    await bot.add_cog(Ask(bot))
