"""A bot on a small Discord of its own: one server, one channel, two readers and a moderator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env

import discord
from bot.client import Earshot


@dataclass
class Small:
    """A small Discord."""

    env: Env
    bot: Callable[[], Earshot]
    guild: GuildHandle
    channel: ChannelHandle
    reader: MemberActor
    other: MemberActor
    moderator: MemberActor

    async def restart(self) -> None:
        """Start the bot anew, as after an update."""
        await self.env.restart_bot(self.bot())


@pytest.fixture
def simcord_bot(make_bot: Callable[[], Earshot]) -> Earshot:
    """The bot that the simulation drives."""
    return make_bot()


@pytest_asyncio.fixture
async def small(simcord_env: Env, make_bot: Callable[[], Earshot]) -> Small:
    """The bot, logged in."""
    guild = simcord_env.create_guild()
    moderators = guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    return Small(
        env=simcord_env,
        bot=make_bot,
        guild=guild,
        channel=guild.create_text_channel("headphones"),
        reader=guild.add_member(simcord_env.create_user("reader")),
        other=guild.add_member(simcord_env.create_user("other")),
        moderator=guild.add_member(simcord_env.create_user("moderator"), roles=[moderators]),
    )
