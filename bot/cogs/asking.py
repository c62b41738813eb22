"""Asking by message: a mention, a reply, a direct message, an ask channel. Edits and deletions are followed."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from weakref import WeakValueDictionary

import discord
from discord.ext import commands

from bot.addressed import Addressed, addressed, without_mention
from bot.cards.layout import notice
from bot.client import Earshot
from bot.exchange import Asker, Given, Sheet
from bot.permissions import missing_to_reply
from bot.sending import remove, replace, reply
from bot.speech import ENGLISH, say
from bot.trouble import noted

log = logging.getLogger(__name__)

GOES_ON = timedelta(minutes=15)
"""For how long a message goes on with what its writer asked before in a channel that others use too."""
GOES_ON_LONG = timedelta(days=1)
"""The same in a thread and in direct messages."""
_SEEN = 4096


class Asking(commands.Cog):
    """Questions by message, and their answers."""

    def __init__(self, bot: Earshot) -> None:
        self.bot = bot
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._turns: WeakValueDictionary[tuple[int, ...], asyncio.Lock] = WeakValueDictionary()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for us."""
        if message.author.bot or message.webhook_id or self._again(message.id):
            return
        async with self._turn(message.id):
            try:
                await self._answer(message)
            except Exception as error:
                await self._apologise(message, error)

    async def _answer(self, message: discord.Message) -> None:
        settings = await self.bot.adviser.settings(server_of(message))
        under = await self._under(message)
        how = self._how(message, settings.ask_channels, under)
        if how is None:
            return
        asker = asker_by(message, settings.language)
        async with self._turn(asker.channel, asker.user):
            before = under or await self._before(message, asker)
            sheet = await self.bot.exchanges.ask(self._text(message), asker, before)
        if sheet is not None and not (sheet.silent and how is Addressed.CHANNEL):
            await self._post(message, sheet, asker, how)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question anew, in the place of its answer."""
        message = event.message
        if message.author.bot or message.edited_at is None:
            return
        async with self._turn(message.id):
            given = await self.bot.exchanges.to(message.id)
            if given is None or given.answer.reply is None:
                return
            if self.bot.pace.wait(message.author.id, message.channel.id) is None:
                await self._answer_anew(message, given)

    async def _answer_anew(self, message: discord.Message, given: Given) -> None:
        """Put a new answer in the place of the old; where nothing is asked any more, only take the old one away."""
        exchanges, server = self.bot.exchanges, server_of(message)
        asker = asker_by(message, (await self.bot.adviser.settings(server)).language)
        sheet = await exchanges.ask(self._text(message), asker, await exchanges.before(given), given.key)
        channel = self.bot.channel(message.channel.id, server)
        if sheet is None or sheet.silent:
            await self._take_away(given, channel)
            return
        try:
            ids = await replace(channel, shown_in(given), sheet.layouts)
        except discord.NotFound:  # somebody deleted the answer, and does not want it back
            await self._take_away(given, channel)
        else:
            await exchanges.sent(sheet, ids, asker)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Take the answer to a deleted question away."""
        await self._deleted(event.message_id, self.bot.channel(event.channel_id, event.guild_id))

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Take the answers to questions away that were deleted together."""
        for message in event.message_ids:
            await self._deleted(message, self.bot.channel(event.channel_id, event.guild_id))

    async def _deleted(self, question: int, channel: discord.PartialMessageable) -> None:
        async with self._turn(question):
            given = await self.bot.exchanges.to(question)
            if given is not None:
                await self._take_away(given, channel)

    async def _take_away(self, given: Given, channel: discord.PartialMessageable) -> None:
        await remove(channel, shown_in(given))
        await self.bot.exchanges.forget(given.key)

    async def _apologise(self, message: discord.Message, error: Exception) -> None:
        """Tell the log what broke, and with its number the one who turned to us; unless it is Discord that refuses."""
        number = noted(error, "a message")
        to_us = message.guild is None or any(user.id == self.bot.me for user in message.mentions)
        if to_us and not isinstance(error, discord.HTTPException):
            language = str(message.guild.preferred_locale) if message.guild else ENGLISH
            with suppress(discord.HTTPException):
                await reply(message, [notice(say(language, "notice.trouble", id=number))])

    async def _post(self, message: discord.Message, sheet: Sheet, asker: Asker, how: Addressed) -> None:
        missing = missing_to_reply(message)
        slow = None if missing else self.bot.pace.wait(message.author.id, message.channel.id)
        if missing or slow:
            await self.bot.exchanges.forget(sheet.key)
        if missing:
            await self.bot.hint(message, missing)
        elif slow is not None:
            await self._slow_down(message, asker.language, how, *slow)
        else:
            key = "how_to_ask" if not self._text(message) else "no_question"
            layouts = sheet.layouts or (notice(say(asker.language, f"notice.{key}")),)
            await self.bot.exchanges.sent(sheet, await reply(message, layouts), asker)

    async def _slow_down(self, message: discord.Message, language: str, how: Addressed, who: str, seconds: int) -> None:
        """Ask for patience, once, where somebody turned to us; an ask channel is left in peace."""
        if how is not Addressed.CHANNEL and self.bot.pace.to_be_told(message.author.id, seconds):
            key = "notice.slow_down" if who == "user" else "notice.channel_busy"
            await message.channel.send(view=notice(say(language, key, seconds=seconds)), delete_after=seconds)

    def _how(self, message: discord.Message, ask_channels: Collection[int], under: Given | None) -> Addressed | None:
        replied = message.reference and message.reference.resolved
        ours = isinstance(replied, discord.Message) and replied.author.id == self.bot.me
        return addressed(message, self.bot.me, ask_channels, under is not None or ours)

    async def _under(self, message: discord.Message) -> Given | None:
        """The answer of ours that the message replies to."""
        to = message.reference and message.reference.message_id
        return await self.bot.exchanges.under(to) if to else None

    async def _before(self, message: discord.Message, asker: Asker) -> Given | None:
        """What the writer was told in this channel before, if it is not too long ago."""
        own = message.guild is None or isinstance(message.channel, discord.Thread)
        return await self.bot.exchanges.latest(asker, GOES_ON_LONG if own else GOES_ON)

    def _text(self, message: discord.Message) -> str:
        """What the message says; a post in a forum often asks in its title."""
        text, channel = without_mention(message.content, self.bot.me), message.channel
        if isinstance(channel, discord.Thread) and channel.id == message.id:
            return f"{channel.name}\n{text}".strip()
        return text

    def _turn(self, *ids: int) -> asyncio.Lock:
        """Let things wait for each other that must come in their order.

        These are a message, its edits and its deletion, by its id; and a reader's messages in a channel, by the ids of
        both, for the later may go on with the earlier.
        """
        lock = self._turns.get(ids) or asyncio.Lock()
        self._turns[ids] = lock
        return lock

    def _again(self, message: int) -> bool:
        """Whether the message was delivered before; Discord may deliver one twice."""
        if message in self._seen:
            return True
        self._seen[message] = None
        if len(self._seen) > _SEEN:
            self._seen.popitem(last=False)
        return False


def asker_by(message: discord.Message, language: str) -> Asker:
    """Give who asks by this message."""
    return Asker(message.author.id, message.channel.id, server_of(message), language, message.id)


def shown_in(given: Given) -> tuple[int, ...]:
    """Give the messages that an answer became."""
    return () if given.answer.reply is None else (given.answer.reply, *given.state.more)


def server_of(message: discord.Message) -> int | None:
    """Give the server of a message, None for a direct one."""
    return message.guild.id if message.guild else None


async def setup(bot: Earshot) -> None:
    """Add this subject to the bot."""
    await bot.add_cog(Asking(bot))
