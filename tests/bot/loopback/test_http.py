"""Discord's HTTP interface slows down, breaks and refuses; answers arrive late or with a word of why not, but once."""

from __future__ import annotations

import logging
from collections.abc import Callable

import discord
import pytest

from bot.adviser import Adviser
from bot.checking import check
from bot.client import Earshot
from bot.logs import TextLines
from bot.pictures import Studio
from bot.settings import Settings
from tests.bot.loopback.stub import APP, CHANNEL, Fault, Loopback

pytestmark = pytest.mark.asyncio

QUESTION = f"<@{APP}> closed headphones for rock at the office, laptop, 150 dollars at most"
WAIT_S = 0.2


def limited(everywhere: bool) -> Fault:
    """A 429 as Discord sends one; `Via` tells it from one of the guards before Discord."""
    headers = {"Via": "1.1 google", "Retry-After": "1", "X-RateLimit-Scope": "global" if everywhere else "user"}
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    return Fault(429, 1, headers, {"message": "slow", "retry_after": WAIT_S, "global": everywhere})


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_rate_limit_is_waited_for_and_logged(
    little: Loopback, online: Earshot, everywhere: bool, caplog: pytest.LogCaptureFixture
) -> None:
    little.faults = [limited(everywhere)]
    await little.say(QUESTION)
    await little.until(lambda: little.posts())
    refused = next(seen for seen in little.seen if seen.method == "429 POST")
    assert little.posts()[0].at - refused.at >= WAIT_S
    assert little.posts()[0].body == refused.body
    logged = [record for record in caplog.records if "rate limited" in record.getMessage()]
    assert [record.levelno for record in logged] == [logging.WARNING]


async def test_what_breaks_at_discord_is_sent_again_as_it_was(
    little: Loopback, online: Earshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    little.faults = [Fault(502)]
    await little.say(QUESTION)
    await little.until(lambda: little.posts())
    (post,) = little.posts()
    assert post.body["nonce"], "Discord drops the second of two posts with one nonce"
    assert post.body == next(seen for seen in little.seen if seen.method == "502 POST").body


async def test_a_channel_that_refuses_us_ends_nothing(little: Loopback, online: Earshot) -> None:
    little.faults = [Fault(403, body={"code": 50013, "message": "Missing Permissions"}, path=f"/channels/{CHANNEL}/")]
    await little.say(QUESTION)
    await little.say(QUESTION, user=45, channel=CHANNEL + 1)
    await little.until(lambda: little.posts())
    assert [post.path for post in little.posts()] == [f"/channels/{CHANNEL + 1}/messages"]


async def test_what_breaks_here_is_told_by_its_number_to_who_turned_to_us(
    little: Loopback, online: Earshot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise ValueError(QUESTION)

    monkeypatch.setattr(online.adviser, "tell", broken)
    await little.say(QUESTION)
    await little.until(lambda: little.posts())
    (record,) = [record for record in caplog.records if record.getMessage().startswith("trouble")]
    assert f"tell a moderator this number: {record.args[0]}" in str(little.posts()[0].body)  # type: ignore[index]
    assert QUESTION not in TextLines().format(record)


async def test_a_refused_token_is_told_as_such(little: Loopback, make_bot: Callable[[], Earshot]) -> None:
    little.token = "another"  # noqa: S105
    bot = make_bot()
    with pytest.raises(discord.LoginFailure):
        await bot.start("none")
    await bot.close()


async def test_the_check_finds_everything_in_place_and_sends_nothing(
    little: Loopback, adviser: Adviser, bot_settings: Settings, make_bot: Callable[[], Earshot]
) -> None:
    bot = make_bot()
    bot.noted.unlink(missing_ok=True)
    await bot.login("none")
    await bot.close()
    little.seen.clear()
    report = await check(bot_settings, adviser, Studio())
    assert report.good, report.text
    assert {found.what: found.good for found in report.found} == dict.fromkeys(
        ("token", "intents", "commands", "servers"), True
    )
    assert [seen.method for seen in little.seen if seen.method != "GET"] == []
    assert f"client_id={APP}" in report.for_servers
    assert "scope=bot+applications.commands" in report.for_servers
    assert report.for_oneself.endswith("integration_type=1")


async def test_the_check_says_what_is_missing(little: Loopback, adviser: Adviser, bot_settings: Settings) -> None:
    little.message_content = False
    little.everyone = discord.Permissions(view_channel=True, send_messages=True)
    report = await check(bot_settings, adviser, Studio())
    bad = [found.what for found in report.found if found.good is False]
    assert not report.good
    assert bad == ["intents", "permissions"]
    assert "read message history" in report.text
    assert "`bot run` sends them" in report.text
