"""Where the bot is let in, and where it is not: channels without permission, without message content, as a guest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from simcord.enums import InteractionType

import discord
from bot.adviser import Adviser
from bot.client import Earshot
from bot.pictures import Studio
from bot.settings import Settings
from tests.bot.discord.conftest import Small
from tests.bot.discord.shown import text

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(settle_timeout=30)]

QUESTION = "closed headphones for rock at the office, laptop, 150 dollars at most"


async def test_where_it_may_not_write_the_moderators_are_told_once(small: Small) -> None:
    log = small.guild.create_text_channel("log")
    muted = discord.PermissionOverwrite(send_messages=False)
    silent = small.guild.create_text_channel("silent", overwrites={small.env.bot.user: muted})
    small.env.bot.adviser.shelf.store.servers.change(small.guild.id, log_channel=log.id)
    for _ in range(2):
        await small.reader.send(silent, f"<@{small.env.bot.user.id}> {QUESTION}")
    assert [message for message in silent.history() if message.author.bot] == []
    (hint,) = log.history()
    assert f"<#{silent.id}>" in text(hint)
    assert "send messages" in text(hint)


class TestWithoutMessageContent:
    """The privileged intent is not asked for."""

    @pytest.fixture
    def make_bot(self, adviser: Adviser, studio: Studio, bot_settings: Settings) -> Callable[[], Earshot]:
        """Make a bot that reads only what is meant for it."""
        settings = bot_settings.model_copy(update={"message_content": False})
        return lambda: Earshot(settings, adviser, studio)

    async def test_a_mention_is_answered_still(self, small: Small) -> None:
        await small.reader.send(small.channel, f"<@{small.env.bot.user.id}> {QUESTION}")
        answer = small.channel.last_message
        assert answer is not None
        assert "at most $150" in text(answer)

    async def test_setup_says_what_ask_channels_lack(self, small: Small) -> None:
        manager = small.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
        chief = small.guild.add_member(small.env.create_user("chief"), roles=[manager])
        result = await chief.slash(small.channel, "setup listen", channel=small.channel)
        assert result.response is not None
        assert "message-content intent" in text(result.response)
        await small.reader.send(small.channel, QUESTION)
        assert [message for message in small.channel.history() if message.author.bot] == []


async def test_who_installed_it_for_themselves_is_answered_from_the_shared_catalogue(small: Small) -> None:
    servers = small.env.bot.adviser.shelf.store.servers
    servers.change(small.guild.id, dollar="CAD")
    command = small.env.bot.tree.get_command("ask")
    assert command is not None
    option = {"name": "question", "type": 3, "value": "closed headphones for rock, $150 at most"}
    said = {}
    for who, owners in (("guest", {"1": str(small.reader.id)}), ("home", {"0": str(small.guild.id)})):
        small.env._begin_operation("slash")
        try:
            result = await small.reader._dispatch_interaction(
                InteractionType.APPLICATION_COMMAND,
                small.channel,
                {"id": "1", "name": "ask", "type": 1, "options": [option], "resolved": {}},
                extra={"authorizing_integration_owners": owners},
            )
        finally:
            small.env._end_operation()
        assert result.response is not None
        said[who] = text(result.response).split("\n")[0]
    assert "at most $150" in said["guest"]
    assert "C$150" in said["home"]
