"""Asking by message, as a member of a server does it."""

from __future__ import annotations

import asyncio

import pytest

import discord
from bot.exchange import Asker, Sheet
from bot.pace import USER
from tests.bot.discord.conftest import Small
from tests.bot.discord.shown import labels, text

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(settle_timeout=30)]

QUESTION = "closed headphones for rock at the office, laptop, 150 dollars at most"


def mention(small: Small) -> str:
    return f"<@{small.env.bot.user.id}>"


def last(small: Small) -> discord.Message:
    message = small.channel.last_message
    assert message is not None
    return message


def answers(small: Small) -> list[discord.Message]:
    return [message for message in small.channel.history() if message.author.bot]


async def test_a_mention_is_answered_with_cards_and_buttons(small: Small) -> None:
    asked = await small.reader.send(small.channel, f"{mention(small)} {QUESTION}")
    answer = last(small)
    assert answer.reference is not None
    assert answer.reference.message_id == asked.id
    assert "at most $150" in text(answer)
    assert labels(answer) == [
        "Cheaper", "Less leakage", "More bass",
        "Fix", "Why not…?", "Compare these", "Show the picture", "Delete",
    ]  # fmt: skip


async def test_a_message_for_others_is_left_alone(small: Small) -> None:
    await small.reader.send(small.channel, QUESTION)
    assert answers(small) == []


async def test_a_mention_that_asks_nothing_is_told_how_to_ask(small: Small) -> None:
    await small.reader.send(small.channel, mention(small))
    assert "Ask me about headphones" in text(last(small))


async def test_a_direct_message_is_answered_and_continued(small: Small) -> None:
    await small.reader.send_dm(QUESTION)
    await small.reader.send_dm("make it 80")
    messages = small.reader.user.dm_channel.history()
    told = [text(message) for message in messages if message.author.bot]
    assert len(told) == 2
    assert any("at most $150" in one for one in told)
    assert any("at most $80" in one and "rock" in one for one in told)


async def test_a_reply_to_an_answer_continues_it_even_after_a_restart(small: Small) -> None:
    await small.reader.send(small.channel, f"{mention(small)} {QUESTION}")
    before = last(small)
    await small.restart()
    await small.reader.send(small.channel, "what about open ones?", reply_to=before)
    assert "open" in text(last(small)).split("\n")[0]
    assert "rock" in text(last(small)).split("\n")[0]


async def test_an_ask_channel_answers_questions_and_leaves_talk_alone(small: Small) -> None:
    small.env.bot.adviser.shelf.store.servers.change(small.guild.id, ask_channels=(small.channel.id,))
    await small.reader.send(small.channel, "thanks, that was very kind of you all!")
    await small.other.send(small.channel, "I love my HD 600, great weather today")
    assert answers(small) == []
    await small.reader.send(small.channel, QUESTION)
    assert len(answers(small)) == 1


async def test_a_reply_to_another_reader_in_an_ask_channel_is_theirs(small: Small) -> None:
    small.env.bot.adviser.shelf.store.servers.change(small.guild.id, ask_channels=(small.channel.id,))
    first = await small.reader.send(small.channel, "good morning everybody")
    await small.other.send(small.channel, "which headphones for jazz under 200 dollars do you have?", reply_to=first)
    assert answers(small) == []


async def test_an_edited_question_changes_its_answer_in_place(small: Small) -> None:
    asked = await small.reader.send(small.channel, f"{mention(small)} {QUESTION}")
    before = last(small)
    await small.reader.edit(asked, f"{mention(small)} {QUESTION.replace('150', '90')}")
    assert [message.id for message in answers(small)] == [before.id]
    assert "at most $90" in text(last(small))


async def test_an_edited_follow_up_still_goes_on_from_what_came_before(small: Small) -> None:
    await small.reader.send(small.channel, f"{mention(small)} {QUESTION}")
    follow_up = await small.reader.send(small.channel, f"{mention(small)} make it 100")
    await small.reader.edit(follow_up, f"{mention(small)} make it 90")
    receipt = text(last(small)).split("\n")[0]
    assert len(answers(small)) == 2
    assert "at most $90" in receipt
    assert "rock" in receipt


async def test_edits_that_come_too_fast_leave_the_answer_as_it_is(small: Small) -> None:
    asked = await small.reader.send(small.channel, f"{mention(small)} {QUESTION}")
    for _ in range(USER[0]):
        await small.reader.edit(asked, f"{mention(small)} {QUESTION.replace('150', '90')}")
    await small.reader.edit(asked, f"{mention(small)} {QUESTION.replace('150', '80')}")
    assert "at most $90" in text(last(small))


async def test_an_edit_does_not_bring_a_deleted_answer_back(small: Small) -> None:
    asked = await small.reader.send(small.channel, f"{mention(small)} {QUESTION}")
    await small.moderator.delete(last(small))
    await small.reader.edit(asked, f"{mention(small)} {QUESTION.replace('150', '90')}")
    assert answers(small) == []


async def test_a_question_deleted_while_it_is_answered_leaves_no_answer(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = small.env.bot
    cog, sent = bot.get_cog("Asking"), bot.exchanges.sent
    deletions: list[asyncio.Task[None]] = []

    async def deleted_before_it_is_noted(sheet: Sheet, ids: tuple[int, ...], asker: Asker) -> None:
        event = {"id": asker.question, "channel_id": asker.channel, "guild_id": asker.server}
        deletions.append(asyncio.create_task(cog.on_raw_message_delete(discord.RawMessageDeleteEvent(event))))
        for _ in range(5):  # whatever the deletion can do before, it does
            await asyncio.sleep(0)
            await bot.adviser.quick(lambda _shelf: None)
        await sent(sheet, ids, asker)

    monkeypatch.setattr(bot.exchanges, "sent", deleted_before_it_is_noted)
    await small.reader.send(small.channel, f"{mention(small)} {QUESTION}")
    await asyncio.gather(*deletions)
    assert deletions
    assert answers(small) == []


async def test_questions_deleted_together_take_their_answers_along(small: Small) -> None:
    asked = [await small.reader.send(small.channel, f"{mention(small)} {QUESTION}") for _ in range(2)]
    assert len(answers(small)) == 2
    event = {"ids": [one.id for one in asked], "channel_id": small.channel.id, "guild_id": small.guild.id}
    await small.env.bot.get_cog("Asking").on_raw_bulk_message_delete(discord.RawBulkMessageDeleteEvent(event))
    assert answers(small) == []


async def test_a_deleted_question_takes_its_answer_along(small: Small) -> None:
    asked = await small.reader.send(small.channel, f"{mention(small)} {QUESTION}")
    assert len(answers(small)) == 1
    await small.reader.delete(asked)
    assert answers(small) == []


async def test_a_message_delivered_twice_is_answered_once(small: Small) -> None:
    asked = await small.reader.send(small.channel, f"{mention(small)} {QUESTION}")
    cog = small.env.bot.get_cog("Asking")
    assert cog is not None
    await cog.on_message(asked)  # type: ignore[attr-defined]
    cog._seen.clear()  # type: ignore[attr-defined] # as in another process, which has not seen it
    await cog.on_message(asked)  # type: ignore[attr-defined]
    assert len(answers(small)) == 1


@pytest.mark.simcord(settle_timeout=10)  # the request for patience stands longer than that
async def test_who_asks_too_fast_is_asked_for_patience_once(small: Small) -> None:
    for _ in range(USER[0] + 1):
        await small.reader.send(small.channel, f"{mention(small)} {QUESTION}")
    told = [text(message) for message in answers(small)]
    assert sum("One moment" in one for one in told) == 1
    assert sum("Understood" in one for one in told) == USER[0]


async def test_nobody_is_pinged_and_markdown_of_readers_stays_dead(small: Small) -> None:
    await small.reader.send(
        small.channel, f"{mention(small)} is the **@everyone** Zorblax-9000 [x](http://evil.example) any good?"
    )
    for request in small.env.http_requests:
        body = getattr(request, "json", None) or {}
        if isinstance(body, dict) and "components" in body:
            assert body["allowed_mentions"]["parse"] == []
    assert "](http" not in text(last(small))
    assert "@everyone" not in text(last(small))


async def test_nothing_that_was_typed_is_kept(small: Small) -> None:
    words = "closed headphones for rock at the ZANZIBAR office, laptop, 150 dollars, my dear QUUX 77 is broken"
    await small.reader.send(small.channel, f"{mention(small)} {words}")
    path = small.env.bot.adviser.shelf.store.path
    files = [path, path.with_name(path.name + "-wal")]
    kept = b"".join(file.read_bytes() for file in files if file.exists())
    assert b"ZANZIBAR" not in kept
    assert b"zanzibar" not in kept
    assert b"QUUX" not in kept
