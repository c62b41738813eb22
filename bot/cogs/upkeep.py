"""What nobody asks for: what has expired is forgotten, and so is a server that sends the bot away."""

from __future__ import annotations

import logging

import discord
from discord.ext import commands, tasks

from bot.client import Earshot
from bot.exchange import utcnow
from catalog.errors import CatalogError
from catalog.shelf import Shelf

log = logging.getLogger(__name__)


class Upkeep(commands.Cog):
    """Looks after what is kept."""

    def __init__(self, bot: Earshot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Begin the hourly round."""
        self.forget_expired.start()

    async def cog_unload(self) -> None:
        """End it."""
        self.forget_expired.cancel()

    @tasks.loop(hours=1)
    async def forget_expired(self) -> None:
        """Forget the answers whose time is over."""
        try:
            gone = await self.bot.adviser.run(_forget_expired)
        except CatalogError as error:
            log.warning("expired answers are kept for another hour: %s", error)
        else:
            log.info("%d expired answers forgotten", gone)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget a server: its catalogue's layer, its settings, its answers."""
        await self.bot.adviser.run(lambda shelf: shelf.store.forget_server(guild.id))
        log.info("server %d sent the bot away: all that was kept of it is deleted", guild.id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Say in the log that everything is there."""
        log.info("ready as %s in %d servers", self.bot.user, len(self.bot.guilds))


def _forget_expired(shelf: Shelf) -> int:
    shelf.store.drafts.forget_expired(utcnow())
    return shelf.store.answers.forget_expired(utcnow())


async def setup(bot: Earshot) -> None:
    """Add this subject to the bot."""
    await bot.add_cog(Upkeep(bot))
