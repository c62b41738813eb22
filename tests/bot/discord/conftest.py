"""A bot on a small Discord of its own: one server, one channel, two readers and a moderator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env

import discord
from bot.adviser import Adviser
from bot.client import Earshot
from tests.bot.described import described
from tests.bot.discord.keeping import Kept, is_refusal, server


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


@pytest.fixture(autouse=True)
def every_body_is_as_discord_describes_it(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold all that the bot sent in a test against Discord's description, where that is at hand."""
    env = request.getfixturevalue("simcord_env") if "simcord_env" in request.fixturenames else None
    yield
    discord_says = described()
    if env is None or discord_says is None:
        return
    sent = [entry for entry in env.http_requests if entry.json is not None]
    request.node.user_properties.append(("bodies", len(sent)))
    assert [wrong for entry in sent for wrong in discord_says.wrong(entry.method, entry.path, entry.json)] == []


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


@pytest.fixture
def kept(simcord_env: Env, adviser: Adviser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """A server whose catalogue is kept; two sample questions stand for all."""
    questions = ("HD 600 or HD 650 for jazz?", "closed headphones for rock under 100 dollars")
    monkeypatch.setattr("knowledge.impact.samples", lambda: questions)
    made = server(simcord_env, adviser, "one")
    yield made
    made.adviser.shelf.store.forget_server(made.guild.id)
    assert [error for error in simcord_env.errors if not is_refusal(error)] == []
