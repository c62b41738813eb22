"""A bot on a small Discord of its own: one server, one channel, two readers and a moderator."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env

import discord
from bot.adviser import Adviser
from bot.client import Earshot
from bot.pictures import Studio
from bot.settings import Settings
from catalog.shelf import Shelf
from knowledge.respond import respond
from knowledge.values import Question

END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)


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


@pytest.fixture(scope="session")
def kept_shelf(catalogue_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A catalogue of the bot's own, opened once."""
    file = tmp_path_factory.mktemp("discord") / "catalog.db"
    shutil.copy(catalogue_file, file)
    shelf = Shelf.open(file)
    respond(
        Question(text="jazz"), shelf, shelf.rates
    )  # what is built at the first question is built before the clock runs
    yield shelf
    shelf.close()


@pytest.fixture
def adviser(kept_shelf: Shelf) -> Iterator[Adviser]:
    """An adviser who remembers nothing of earlier tests."""
    yield Adviser(kept_shelf)
    kept_shelf.store.answers.forget_expired(END_OF_TIME)
    for server in kept_shelf.store.servers.known():
        kept_shelf.store.servers.forget_server(server)


@pytest.fixture(scope="session")
def bot_settings() -> Settings:
    """Settings as an environment would give them."""
    return Settings(_env_file=None, DISCORD_TOKEN="none", message_content=True)  # type: ignore[call-arg]  # noqa: S106


@pytest.fixture
def make_bot(adviser: Adviser, bot_settings: Settings) -> Callable[[], Earshot]:
    """Make the bot, as each of its starts does."""
    return lambda: Earshot(bot_settings, adviser, Studio())


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
