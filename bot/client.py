"""The Discord client: what it listens to, which commands it has, and what it says when something breaks."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import discord
from discord import app_commands
from discord.backoff import ExponentialBackoff
from discord.ext import commands

from bot.adviser import Adviser
from bot.buttons.items import ITEMS
from bot.cards.layout import notice
from bot.exchange import Exchanges
from bot.moderating.forms import Forms
from bot.moderating.items import MODERATED
from bot.pace import Pace
from bot.pictures import Studio
from bot.settings import Settings
from bot.speech import say
from bot.speech.translator import FromFiles
from bot.sync import sync
from bot.trouble import explain

log = logging.getLogger(__name__)

HINT_EVERY_S = 3600.0
EXTENSIONS = (
    "bot.cogs.asking",
    "bot.cogs.ask",
    "bot.cogs.gear",
    "bot.cogs.reasons",
    "bot.cogs.about",
    "bot.cogs.setup",
    "bot.cogs.catalog",
    "bot.cogs.suggest",
    "bot.cogs.upkeep",
)


class Tree(app_commands.CommandTree["Earshot"]):
    """The slash commands and menus; whatever goes wrong in one is told in one calm sentence."""

    async def on_error(self, interaction: discord.Interaction[Earshot], error: app_commands.AppCommandError, /) -> None:
        """Tell the reader, and the log."""
        await explain(interaction, error)


class Earshot(commands.Bot):
    """The bot. Everything it knows comes in by its maker's hands: settings, and the adviser on its catalogue."""

    def __init__(self, settings: Settings, adviser: Adviser, studio: Studio) -> None:
        intents = discord.Intents.default()
        intents.message_content = settings.message_content
        intents.typing = intents.voice_states = False
        super().__init__(
            commands.when_mentioned,
            tree_cls=Tree,
            help_command=None,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,  # what members write is not held in memory
        )
        self.settings = settings
        self.adviser = adviser
        self.studio = studio
        self.exchanges = Exchanges(adviser, settings.keep_days)
        self.pace = Pace()
        self.forms = Forms()
        self._hinted: dict[int, float] = {}

    async def load(self) -> None:
        """Load commands and buttons."""
        self.add_dynamic_items(*ITEMS, *MODERATED)
        await self.tree.set_translator(FromFiles())
        for extension in EXTENSIONS:
            await self.load_extension(extension)

    async def setup_hook(self) -> None:
        """Load everything before the first event arrives, and tell Discord of commands that changed."""
        await self.load()
        try:
            if await sync(self.tree, self.noted):
                log.info("commands sent to Discord")
        except discord.HTTPException as error:
            log.error("Discord did not take the commands, the next start tries again: %s", error)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect and stay connected, until closed; where even the first connection fails, try again ever more slowly.

        discord.py 2.7.1 does so from the second connection on, and trips over the missing first one.
        """
        pauses = ExponentialBackoff()
        while not self.is_closed():
            try:
                await super().connect(reconnect=reconnect)
                return
            except AttributeError:
                if self.ws is not None:
                    raise
                await asyncio.sleep(pauses.delay())

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Tell the log what broke in an event, and nothing of the event itself."""
        log.error("trouble in %s", event_method, exc_info=sys.exc_info())

    @property
    def noted(self) -> Path:
        """The file that holds the digest of the commands that Discord knows."""
        file = self.adviser.shelf.store.path
        return file.with_name(file.name + ".commands")

    @property
    def me(self) -> int:
        """Our own id."""
        return self.user.id if self.user else 0

    def channel(self, channel: int, server: int | None) -> discord.PartialMessageable:
        """Name a channel by its id, whether it is in memory or not."""
        return self.get_partial_messageable(channel, guild_id=server)

    async def hint(self, message: discord.Message, missing: Sequence[str]) -> None:
        """Tell the moderators, once an hour and channel, which permissions are missing there."""
        log.warning("missing in channel %s: %s", message.channel.id, ", ".join(missing))
        now = time.monotonic()
        if message.guild is None or now - self._hinted.get(message.channel.id, -HINT_EVERY_S) < HINT_EVERY_S:
            return
        self._hinted[message.channel.id] = now
        settings = await self.adviser.settings(message.guild.id)
        if settings.log_channel is not None:
            text = say(
                settings.language,
                "notice.may_not_write",
                channel=f"<#{message.channel.id}>",
                permissions=", ".join(missing),
            )
            with suppress(discord.HTTPException):
                await self.channel(settings.log_channel, message.guild.id).send(view=notice(text))

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the listeners: there are no commands with a prefix."""
