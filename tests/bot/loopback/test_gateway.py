"""The line to Discord fails in every way that it can, and nobody's question is lost or answered twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import discord
import pytest

from bot import serving
from bot.adviser import Adviser
from bot.client import Earshot
from bot.pictures import Studio
from bot.settings import Settings
from tests.bot.loopback.stub import APP, GUILD, READER, Loopback, use

pytestmark = pytest.mark.asyncio

QUESTION = f"<@{APP}> closed headphones for rock at the office, laptop, 150 dollars at most"
IDENTIFY, RESUME, RECONNECT, INVALID_SESSION = 2, 6, 7, 9


async def test_after_a_cut_the_session_is_taken_up_and_what_was_missed_is_answered_once(
    little: Loopback, online: Earshot
) -> None:
    await little.say(QUESTION)
    await little.until(lambda: len(little.posts()) == 1)
    await little.cut()
    missed = await little.say(QUESTION, user=45)
    await little.until(lambda: len(little.posts()) == 2)
    assert little.ops() == [IDENTIFY, RESUME]
    assert little.posts()[1].body["message_reference"]["message_id"] == missed


async def test_a_session_that_discord_closes_is_taken_up_again(little: Loopback, online: Earshot) -> None:
    await little.close(4000)
    await little.until(lambda: RESUME in little.ops())
    assert little.ops() == [IDENTIFY, RESUME]


async def test_when_discord_asks_for_another_line_the_session_goes_on(little: Loopback, online: Earshot) -> None:
    await little.order(RECONNECT)
    await little.until(lambda: RESUME in little.ops())
    await little.say(QUESTION)
    await little.until(lambda: little.posts())
    assert little.ops() == [IDENTIFY, RESUME]


async def test_a_session_that_cannot_be_taken_up_is_begun_anew(little: Loopback, online: Earshot) -> None:
    async def at_once(shard_id: int | None, *, initial: bool = False) -> None:
        """Leave out the five seconds that discord.py waits for here."""

    online.before_identify_hook = at_once  # type: ignore[method-assign]
    await little.order(INVALID_SESSION, False)
    await little.until(lambda: little.ops().count(IDENTIFY) == 2)
    await little.say(QUESTION)
    await little.until(lambda: little.posts())
    assert RESUME not in little.ops()


async def test_where_discord_does_not_answer_heartbeats_the_line_is_made_anew(
    little: Loopback, make_bot: Callable[[], Earshot], bot_settings: Settings
) -> None:
    little.heartbeat_ms, little.acknowledges = 50, False
    bot, stop = make_bot(), asyncio.Event()
    bot._connection.heartbeat_timeout = 0.2
    running = asyncio.create_task(serving.run(bot, bot_settings, stop))
    await little.until(lambda: RESUME in little.ops())
    little.acknowledges = True
    await little.say(QUESTION)
    await little.until(lambda: len(little.posts()) == 1)
    stop.set()
    await running


async def test_a_message_that_is_delivered_twice_is_answered_once(little: Loopback, online: Earshot) -> None:
    first = await little.say(QUESTION)
    await little.say(QUESTION, id_=first)
    await little.until(lambda: little.posts())
    await little.say(QUESTION, id_=first)
    last = await little.say(QUESTION, user=45)
    await little.until(lambda: len(little.posts()) == 2)
    assert [post.body["message_reference"]["message_id"] for post in little.posts()] == [first, last]


async def test_a_second_message_sent_at_once_goes_on_with_the_first(little: Loopback, online: Earshot) -> None:
    await little.say(QUESTION)
    await little.say(f"<@{APP}> make it 90")
    await little.until(lambda: len(little.posts()) == 2)
    assert "rock" in str(little.posts()[1].body)
    assert "$90" in str(little.posts()[1].body)


async def test_after_a_restart_a_message_that_was_answered_is_not_answered_again(
    little: Loopback, make_bot: Callable[[], Earshot], bot_settings: Settings
) -> None:
    asked = little.id()
    for said in (1, 2):
        bot, stop = make_bot(), asyncio.Event()
        running = asyncio.create_task(serving.run(bot, bot_settings, stop))
        await little.until(lambda starts=said: little.ops().count(IDENTIFY) == starts)
        await little.say(QUESTION, id_=asked)
        if said == 2:
            await little.say(QUESTION, user=45)
        await little.until(lambda posts=said: len(little.posts()) == posts)
        stop.set()
        await running
    assert len({post.body["message_reference"]["message_id"] for post in little.posts()}) == 2


async def test_where_the_first_connection_fails_another_is_tried(
    restored: None, make_bot: Callable[[], Earshot], bot_settings: Settings
) -> None:
    """HTTP answers, the gateway does not yet: discord.py 2.7.1 by itself ends here with an AttributeError."""
    async with Loopback().open() as web:
        async with Loopback().open() as gone:
            pass
        use(web.port)
        gateway = discord.gateway.DiscordWebSocket
        gateway.DEFAULT_GATEWAY = gateway.DEFAULT_GATEWAY.with_port(gone.port)
        bot, stop = make_bot(), asyncio.Event()
        running = asyncio.create_task(serving.run(bot, bot_settings, stop))
        await web.until(lambda: any(seen.path == "/oauth2/applications/@me" for seen in web.seen))
        await asyncio.sleep(0.2)
        assert not running.done()
        async with Loopback().open(gone.port) as there:
            await there.until(lambda: IDENTIFY in there.ops())
            stop.set()
            await running


async def test_without_the_privileged_intent_the_bot_goes_on(
    little: Loopback, adviser: Adviser, bot_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    little.refuse_intents = 1 << 15
    stop = asyncio.Event()
    running = asyncio.create_task(serving.keep_connected(bot_settings, adviser, Studio(), stop))
    await little.until(lambda: little.ops() == [IDENTIFY, IDENTIFY])
    await little.say(QUESTION)
    await little.until(lambda: little.posts())
    assert "refuses the message-content intent" in caplog.text
    stop.set()
    await running


async def test_where_discord_is_out_of_reach_at_the_start_it_is_waited_for(
    restored: None, adviser: Adviser, bot_settings: Settings
) -> None:
    async with Loopback().open() as gone:
        use(gone.port)
    stop = asyncio.Event()
    running = asyncio.create_task(serving.keep_connected(bot_settings, adviser, Studio(), stop))
    await asyncio.sleep(0.1)
    async with Loopback().open(gone.port) as there:
        await there.until(lambda: IDENTIFY in there.ops())
        stop.set()
        await running


async def test_an_error_of_our_own_is_not_taken_for_a_missing_connection(
    make_bot: Callable[[], Earshot],
) -> None:
    bot = make_bot()
    bot.ws = object()  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        await bot.connect()


async def test_a_new_post_in_a_forum_is_answered_by_its_title_and_those_who_talk_there_are_left_alone(
    little: Loopback, online: Earshot
) -> None:
    forum, post = little.id(), little.id()
    server = {"guild_id": str(GUILD)}
    await little.dispatch(
        "CHANNEL_CREATE",
        {"id": str(forum), "type": 15, "name": "help", "position": 70, "permission_overwrites": [], **server},
    )
    online.adviser.shelf.store.servers.change(GUILD, ask_channels=(forum,))
    await little.dispatch(
        "THREAD_CREATE",
        {
            "id": str(post),
            "type": 11,
            "name": "Which closed headphones for rock under 150 dollars?",
            "parent_id": str(forum),
            "owner_id": str(READER),
            "message_count": 0,
            "member_count": 1,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": "2026-01-01T00:00:00+00:00",
                "locked": False,
            },
            "newly_created": True,
            **server,
        },
    )
    await little.say("They are for the office.", id_=post, channel=post)
    await little.until(lambda: len(little.posts()) == 1)
    assert "at most $150" in json.dumps(little.posts()[0].body)
    assert "in the office" in json.dumps(little.posts()[0].body)
    await little.say("and which open headphones for jazz under 90 dollars?", user=45, channel=post)
    await little.say("which in-ears for jazz under 90 dollars?", channel=post)
    await little.until(lambda: len(little.posts()) == 2)
    assert "at most $90" in json.dumps(little.posts()[1].body)
    assert "in-ear" in json.dumps(little.posts()[1].body)
