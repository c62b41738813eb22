"""A bot on a little Discord of this machine, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator

import discord
import pytest
import pytest_asyncio

from bot import serving
from bot.client import Earshot
from bot.settings import Settings
from tests.bot.loopback.stub import Loopback, use


@pytest.fixture
def restored() -> Iterator[None]:
    """Leave discord.py's addresses as they were."""
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    yield
    discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for a second try, the number of tries apart."""
    monkeypatch.setattr("discord.backoff.ExponentialBackoff.delay", lambda self: 0.02)


@pytest_asyncio.fixture
async def little(restored: None) -> AsyncIterator[Loopback]:
    """The little Discord, open."""
    async with Loopback().open() as opened:
        use(opened.port)
        yield opened


@pytest_asyncio.fixture
async def online(little: Loopback, make_bot: Callable[[], Earshot], bot_settings: Settings) -> AsyncIterator[Earshot]:
    """The bot, connected."""
    bot, stop = make_bot(), asyncio.Event()
    running = asyncio.create_task(serving.run(bot, bot_settings, stop))
    await little.until(lambda: 2 in little.ops())
    yield bot
    stop.set()
    await running
