"""A bot's life: connected, kept connected, and ended without leaving anybody in the middle of an answer."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import aiohttp
import discord
from discord.backoff import ExponentialBackoff

from bot.adviser import Adviser
from bot.client import Earshot
from bot.pictures import PictureError, Studio
from bot.settings import Settings

log = logging.getLogger(__name__)

GRACE_S = 10.0
"""For which answers in flight are waited for at the end."""
_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_WORK = ("discord.py: ", "CommandTree-invoker", "discord-ui-")
"""How discord.py calls the tasks in which it has events, commands and buttons dealt with."""


async def serve(settings: Settings, adviser: Adviser, studio: Studio) -> None:
    """Answer on Discord until a signal to end comes; everything is closed after that.

    Errors: discord.LoginFailure where the token is refused, discord.ConnectionClosed where Discord wants no more of us.
    """
    stop = asyncio.Event()
    try:
        with _heard(stop):
            opening = asyncio.create_task(_open(studio))
            await adviser.start()
            await keep_connected(settings, adviser, studio, stop)
            await opening
    finally:
        await studio.close()
        await asyncio.to_thread(adviser.close)


async def _open(studio: Studio) -> None:
    """Get the drawing ready; without it, answers go out as text."""
    try:
        await studio.start()
    except PictureError as error:
        log.error("no pictures: %s", error)


async def keep_connected(settings: Settings, adviser: Adviser, studio: Studio, stop: asyncio.Event) -> None:
    """Run the bot, if need be without the message-content intent; where Discord is out of reach, wait for it."""
    pauses = ExponentialBackoff()
    while not stop.is_set():
        try:
            await run(Earshot(settings, adviser, studio), settings, stop)
            return
        except discord.PrivilegedIntentsRequired:
            log.warning(
                "Discord refuses the message-content intent: ask channels get no answers. Turn it on in the developer"
                " portal under Bot, or set EARSHOT_MESSAGE_CONTENT=false. Everything else works without it."
            )
            settings = settings.model_copy(update={"message_content": False})
        except (OSError, aiohttp.ClientError, discord.DiscordServerError) as error:
            pause = pauses.delay()
            log.warning("Discord is out of reach (%s); trying again in %.1f s", type(error).__name__, pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)


async def run(bot: Earshot, settings: Settings, stop: asyncio.Event) -> None:
    """Run a bot until `stop` is set; then hear nothing new, finish what was begun, and close the connection."""
    running = asyncio.create_task(bot.start(settings.token.get_secret_value()))
    ending = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, ending}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
        else:
            log.info("ending: answers in flight are finished first")
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            await finish()
    finally:
        ending.cancel()
        await bot.close()


async def finish(grace_s: float = GRACE_S) -> None:
    """Wait for the events, commands and buttons that are being dealt with, but no longer than `grace_s`."""
    mine = asyncio.current_task()
    works = {task for task in asyncio.all_tasks() if task is not mine and task.get_name().startswith(_WORK)}
    if works:
        _, left = await asyncio.wait(works, timeout=grace_s)
        if left:
            log.warning("%d answers were not finished in %g s", len(left), grace_s)


@contextmanager
def _heard(stop: asyncio.Event) -> Iterator[None]:
    """Set `stop` at a signal to end, once; a second one ends at once, as if nobody listened."""
    loop = asyncio.get_running_loop()

    def ended() -> None:
        stop.set()
        _deaf(loop)

    for number in _SIGNALS:
        with suppress(NotImplementedError):  # where there are no such signals, Ctrl-C raises
            loop.add_signal_handler(number, ended)
    try:
        yield
    finally:
        _deaf(loop)


def _deaf(loop: asyncio.AbstractEventLoop) -> None:
    for number in _SIGNALS:
        with suppress(NotImplementedError):
            loop.remove_signal_handler(number)
