"""`/gear`, `/compare` and `/pair`: what is known of models, side by side, and with what drives them."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import timedelta

import discord
from discord import app_commands
from discord.app_commands import locale_str as _
from discord.ext import commands

from bot.cards.blocks import Block
from bot.cards.facts import gear_blocks
from bot.cards.layout import plain_layouts
from bot.cards.pages import pages
from bot.client import Earshot
from bot.cogs.completion import models
from bot.comparing import Comparison, compared, paired
from bot.limits import CHOICE_CHARACTERS
from bot.named import one_model
from bot.picturing import drawn
from bot.place import asker_of, keep_pace, server_of
from bot.sending import in_time, respond
from catalog.shelf import Shelf

Name = app_commands.Range[str, 1, CHOICE_CHARACTERS]
LAST_QUESTION = timedelta(hours=12)
"""For how long a comparison takes the reader's last question in this channel for what they want."""


class Gear(commands.Cog):
    """Models."""

    def __init__(self, bot: Earshot) -> None:
        self.bot = bot

    @app_commands.command(name=_("gear"), description=_("What is known of a model, each figure with its source"))
    @app_commands.rename(model=_("model"), private=_("private"))
    @app_commands.describe(model=_("Brand and model"), private=_("Show the answer to you alone"))
    @app_commands.autocomplete(model=models)
    async def gear(self, interaction: discord.Interaction[Earshot], model: Name, private: bool = False) -> None:
        """Show everything of one model."""
        keep_pace(interaction)
        adviser, server = self.bot.adviser, server_of(interaction)

        def work(_shelf: Shelf) -> tuple[Block, ...]:
            view = adviser.view(server)
            record = one_model(model, view)
            return gear_blocks(record, view.sources, view.disagreements(record.id))

        found = await in_time(interaction, adviser.run(work), private=private)
        await respond(interaction, plain_layouts(pages(found)), private=private)

    @app_commands.command(name=_("compare"), description=_("Two to four models side by side, with a verdict"))
    @app_commands.rename(
        first=_("first"), second=_("second"), third=_("third"), fourth=_("fourth"), use=_("for"), private=_("private")
    )
    @app_commands.describe(
        first=_("Brand and model"),
        second=_("Brand and model"),
        third=_("Brand and model"),
        fourth=_("Brand and model"),
        use=_("Your music, place or wishes; else your last question counts"),
        private=_("Show the answer to you alone"),
    )
    @app_commands.autocomplete(first=models, second=models, third=models, fourth=models)
    async def compare(
        self,
        interaction: discord.Interaction[Earshot],
        first: Name,
        second: Name,
        third: Name | None = None,
        fourth: Name | None = None,
        use: app_commands.Range[str, 1, 500] = "",
        private: bool = False,
    ) -> None:
        """Compare models for what the reader wants."""
        keep_pace(interaction)
        asker = asker_of(interaction)
        last = None if use else await self.bot.exchanges.latest(asker, LAST_QUESTION)
        names = [name for name in (first, second, third, fourth) if name]
        before = last.state.conversation if last else None
        comparing = compared(names, self.bot.adviser, asker.server, use, before, asker.language)
        await self._show(interaction, comparing, private)

    @app_commands.command(name=_("pair"), description=_("Does it drive them? Loudness, damping and hiss"))
    @app_commands.rename(
        headphone=_("headphone"), source=_("source"), second=_("second"), third=_("third"), private=_("private")
    )
    @app_commands.describe(
        headphone=_("Brand and model of the headphone or in-ear"),
        source=_("A phone, amp, dongle or player; without one, the usual ones are shown"),
        second=_("Another source"),
        third=_("Another source"),
        private=_("Show the answer to you alone"),
    )
    @app_commands.autocomplete(headphone=models, source=models, second=models, third=models)
    async def pair(
        self,
        interaction: discord.Interaction[Earshot],
        headphone: Name,
        source: Name | None = None,
        second: Name | None = None,
        third: Name | None = None,
        private: bool = False,
    ) -> None:
        """Say whether sources drive a headphone."""
        keep_pace(interaction)
        sources = [name for name in (source, second, third) if name]
        language = interaction.locale.value
        pairing = paired(headphone, sources, self.bot.adviser, server_of(interaction), language)
        await self._show(interaction, pairing, private)

    async def _show(
        self, interaction: discord.Interaction[Earshot], work: Awaitable[Comparison], private: bool
    ) -> None:
        """Answer with cards and their picture; the reader's next question may go on from it."""
        found = await in_time(interaction, work, private=private)
        file = await in_time(interaction, drawn(found.chart, self.bot.studio), private=private)
        layouts = plain_layouts(pages(found.blocks), file)
        await respond(interaction, layouts, private=private, files=[file] if file else [])


async def setup(bot: Earshot) -> None:
    """Add this subject to the bot."""
    await bot.add_cog(Gear(bot))
