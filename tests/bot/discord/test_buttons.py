"""The buttons, menus and forms under an answer: for the asker in place, for others privately, after a restart too."""

from __future__ import annotations

import pytest

import discord
from tests.bot.conftest import END_OF_TIME
from tests.bot.discord.conftest import Small
from tests.bot.discord.shown import parts, text

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(settle_timeout=30)]

QUESTION = "open headphones for rock, laptop, 150 dollars at most"


async def asked(small: Small) -> discord.Message:
    await small.reader.send(small.channel, f"<@{small.env.bot.user.id}> {QUESTION}")
    message = small.channel.last_message
    assert message is not None
    return message


def receipt(message: object) -> str:
    return text(message).split("\n")[0]  # type: ignore[arg-type]


async def test_cheaper_rewrites_the_answer_for_its_asker(small: Small) -> None:
    answer = await asked(small)
    await small.reader.click(answer, label="Cheaper")
    now = small.channel.last_message
    assert now is not None
    assert now.id == answer.id
    assert "$150" not in receipt(now)
    assert "at most $" in receipt(now)


async def test_buttons_work_after_a_restart(small: Small) -> None:
    answer = await asked(small)
    await small.restart()
    await small.reader.click(answer, label="Closed only")
    now = small.channel.last_message
    assert now is not None
    assert "closed" in receipt(now)


async def test_others_get_a_copy_of_their_own_and_the_answer_stays(small: Small) -> None:
    answer = await asked(small)
    before = text(answer)
    result = await small.other.click(answer, label="More bass")
    assert result.response is not None
    assert result.response.ephemeral
    now = small.channel.last_message
    assert now is not None
    assert text(now) == before
    again = await small.other.click(result.response, label="Cheaper")
    assert again.response is not None
    assert again.response.ephemeral or again.response.id == result.response.id


async def test_not_this_one_leaves_it_out(small: Small) -> None:
    answer = await asked(small)
    menu = next(part for part in parts(answer) if part.get("type") == discord.ComponentType.select.value)
    first = menu["options"][0]
    await small.reader.select(answer, [first["value"]])
    now = small.channel.last_message
    assert now is not None
    offered = [line for line in text(now).split("\n") if line.startswith("### ")]
    assert offered
    assert not any(first["label"] in line for line in offered)


async def test_fix_corrects_the_reading(small: Small) -> None:
    answer = await asked(small)
    form = await small.reader.click(answer, label="Fix")
    assert form.modal is not None
    fields = [part for part in parts_of(form.modal) if "custom_id" in part]
    assert fields[0]["value"] == "150"
    values = {
        fields[0]["custom_id"]: "90",
        fields[1]["custom_id"]: "70 jazz, 30 classical",
        fields[3]["custom_id"]: ["comfort"],
    }
    await small.reader.submit_modal(form, values)
    now = small.channel.last_message
    assert now is not None
    assert "at most $90" in receipt(now)
    assert "70 % jazz, 30 % classical" in receipt(now)
    assert "comfort" in receipt(now)


@pytest.mark.parametrize(("place", "typed", "said"), [(0, "a lot", "a lot"), (1, "glorp", "glorp")])
async def test_fix_says_what_it_cannot_read(small: Small, place: int, typed: str, said: str) -> None:
    answer = await asked(small)
    form = await small.reader.click(answer, label="Fix")
    assert form.modal is not None
    fields = [part for part in parts_of(form.modal) if "custom_id" in part]
    result = await small.reader.submit_modal(form, {fields[place]["custom_id"]: typed})
    assert result.response is not None
    assert result.response.ephemeral
    assert said in text(result.response)


async def test_why_not_explains_a_model_privately(small: Small) -> None:
    answer = await asked(small)
    form = await small.reader.click(answer, label="Why not…?")
    assert form.modal is not None
    field = next(part for part in parts_of(form.modal) if "custom_id" in part)
    result = await small.reader.submit_modal(form, {field["custom_id"]: "Sennheiser HD 800 S"})
    assert result.response is not None
    assert result.response.ephemeral
    assert "HD 800 S is not offered" in text(result.response)


@pytest.mark.simcord(settle_timeout=30, check_errors=False)  # a refusal is raised, and told
async def test_why_not_of_an_unknown_model_says_so(small: Small) -> None:
    answer = await asked(small)
    form = await small.reader.click(answer, label="Why not…?")
    assert form.modal is not None
    field = next(part for part in parts_of(form.modal) if "custom_id" in part)
    result = await small.reader.submit_modal(form, {field["custom_id"]: "Sennheiser HD 605"})
    assert result.response is not None
    assert "is not in the catalogue" in text(result.response)


async def test_compare_and_picture_come_with_a_picture_and_its_words(small: Small) -> None:
    answer = await asked(small)
    for label in ("Compare these", "Show the picture"):
        result = await small.other.click(answer, label=label)
        shown = (result.followups or [result.response])[-1]
        assert shown is not None
        assert shown.ephemeral
        gallery = next(part for part in parts(shown) if part.get("type") == discord.ComponentType.media_gallery.value)
        assert 20 < len(gallery["items"][0]["description"]) <= 1024


async def test_delete_is_for_the_asker_and_for_moderators(small: Small) -> None:
    answer = await asked(small)
    refused = await small.other.click(answer, label="Delete")
    assert refused.response is not None
    assert "Only the one who asked" in text(refused.response)
    await small.reader.click(answer, label="Delete")
    assert [message for message in small.channel.history() if message.author.bot] == []
    second = await asked(small)
    await small.moderator.click(second, label="Delete")
    assert [message for message in small.channel.history() if message.author.bot] == []


async def test_an_answer_that_is_forgotten_says_so_politely(small: Small) -> None:
    answer = await asked(small)
    small.env.bot.adviser.shelf.store.answers.forget_expired(END_OF_TIME)
    result = await small.reader.click(answer, label="Cheaper")
    assert result.response is not None
    assert result.response.ephemeral
    assert "too old" in text(result.response)


def parts_of(modal: dict[str, object]) -> list[dict[str, object]]:
    """All components of a form."""
    found: list[dict[str, object]] = []
    waiting = list(modal["components"])  # type: ignore[call-overload]
    while waiting:
        part = waiting.pop(0)
        found.append(part)
        waiting = [*part.get("components", ()), *([part["component"]] if "component" in part else ()), *waiting]
    return found
