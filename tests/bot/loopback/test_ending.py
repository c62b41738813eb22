"""Whatever is being dealt with when the end comes is finished: a message, a command, a button."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot import serving
from bot.client import Earshot
from bot.settings import Settings
from tests.bot.loopback.stub import APP, CHANNEL, Loopback, interaction_payload, message_payload

pytestmark = pytest.mark.asyncio

QUESTION = "closed headphones for rock at the office, laptop, 150 dollars at most"
Interaction = tuple[int, dict[str, Any], dict[str, Any]]


def command() -> Interaction:
    """Somebody uses /ask."""
    question = {"name": "question", "type": 3, "value": QUESTION}
    return 2, {"id": "1", "name": "ask", "type": 1, "options": [question]}, {}


def press() -> Interaction:
    """Somebody presses Delete."""
    button = {"type": 2, "style": 2, "label": "Delete", "custom_id": "do:delete:0123456789"}
    shown = {**message_payload(77, "", APP, CHANNEL), "components": [{"type": 1, "components": [button]}]}
    return 3, {"component_type": 2, "custom_id": button["custom_id"]}, {"message": shown}


@pytest.mark.parametrize("what", [command, press])
async def test_a_command_or_a_button_in_flight_is_finished(
    little: Loopback, make_bot: Callable[[], Earshot], bot_settings: Settings, what: Callable[[], Interaction]
) -> None:
    bot, stop, begun, go_on = make_bot(), asyncio.Event(), asyncio.Event(), asyncio.Event()
    quick = bot.adviser.quick

    async def slow(work: Any) -> Any:
        begun.set()
        await go_on.wait()
        return await quick(work)

    running = asyncio.create_task(serving.run(bot, bot_settings, stop))
    await little.until(lambda: 2 in little.ops())
    bot.adviser.quick = slow  # type: ignore[method-assign]
    await little.dispatch("INTERACTION_CREATE", interaction_payload(little.id(), *what()))
    async with asyncio.timeout(60):
        await begun.wait()
    stop.set()
    await asyncio.sleep(0.05)
    assert not running.done(), "it waits"
    go_on.set()
    await running
    assert any(seen.path.endswith("/callback") for seen in little.seen)


async def test_what_does_not_end_is_not_waited_for_long(caplog: pytest.LogCaptureFixture) -> None:
    endless = asyncio.create_task(asyncio.sleep(60), name="discord.py: on_message")
    await serving.finish(grace_s=0.05)
    assert "1 answers were not finished in 0.05 s" in caplog.text
    endless.cancel()
