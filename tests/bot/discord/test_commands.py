"""The slash commands and the menu, as a reader uses them."""

from __future__ import annotations

import pytest

import discord
from tests.bot.discord.conftest import Small
from tests.bot.discord.shown import labels, text

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(settle_timeout=30)]


async def test_ask_answers_for_all_or_for_one(small: Small) -> None:
    public = await small.reader.slash(small.channel, "ask", question="in-ears for jazz under 100 dollars")
    assert public.response is not None
    assert not public.response.ephemeral
    assert "at most $100" in text(public.response)
    private = await small.reader.slash(
        small.channel, "ask", question="in-ears for jazz under 100 dollars", private=True
    )
    assert private.response is not None
    assert private.response.ephemeral


async def test_nothing_public_goes_on_from_a_private_answer(small: Small) -> None:
    asked = await small.reader.slash(
        small.channel, "ask", question="in-ears for polka, 77 dollars at most", private=True
    )
    assert asked.response is not None
    cheaper = await small.reader.click(asked.response, label="Cheaper")
    assert cheaper.acknowledged
    await small.reader.send(small.channel, f"<@{small.env.bot.user.id}> what about wireless ones?")
    shown = small.channel.last_message
    assert shown is not None
    assert "$7" not in text(shown).split("\n")[0]


async def test_ask_says_when_nothing_is_asked(small: Small) -> None:
    result = await small.reader.slash(small.channel, "ask", question="lovely weather, thanks everybody")
    assert result.response is not None
    assert result.response.ephemeral
    assert "no question" in text(result.response)


async def test_a_helper_drafts_an_answer_and_posts_it_for_its_writer(small: Small) -> None:
    message = await small.reader.send(small.channel, "which closed headphones for metal, 120 dollars at most?")
    draft = await small.moderator.context_menu(small.channel, "Answer with Earshot", message)
    assert draft.response is not None
    assert draft.response.ephemeral
    assert labels(draft.response)[-1] == "Post as reply"
    await small.moderator.click(draft.response, label="Post as reply")
    posted = small.channel.last_message
    assert posted is not None
    assert posted.reference is not None
    assert posted.reference.message_id == message.id
    await small.reader.click(posted, label="Cheaper")
    now = small.channel.last_message
    assert now is not None
    assert now.id == posted.id
    assert "$120" not in text(now).split("\n")[0]


async def test_a_draft_whose_question_was_answered_meanwhile_is_not_posted(small: Small) -> None:
    message = await small.reader.send(small.channel, "which closed headphones for metal, 120 dollars at most?")
    drafts = [await small.moderator.context_menu(small.channel, "Answer with Earshot", message) for _ in range(2)]
    results = [await small.moderator.click(draft.response, label="Post as reply") for draft in drafts]
    assert "answered already" in text((results[1].followups or [results[1].response])[-1])
    assert len([one for one in small.channel.history() if one.author.bot and one.reference is not None]) == 1


async def test_gear_names_sources(small: Small) -> None:
    result = await small.reader.slash(small.channel, "gear", model="HD 600")
    assert result.response is not None
    assert "Sennheiser HD 600" in text(result.response)
    assert "300" in text(result.response)
    assert "published" in text(result.response) or "measured" in text(result.response)


@pytest.mark.simcord(settle_timeout=30, check_errors=False)  # a refusal is raised, and told
async def test_gear_does_not_pass_off_a_neighbour(small: Small) -> None:
    result = await small.reader.slash(small.channel, "gear", model="Sennheiser HD 605")
    assert result.response is not None
    assert result.response.ephemeral
    assert "not in the catalogue" in text(result.response)


async def test_names_are_completed_while_typed(small: Small) -> None:
    found = await small.reader.autocomplete(small.channel, "gear", "model", "hd 6")
    names = [choice["name"] for choice in found]
    assert "Sennheiser HD 600" in names
    assert len(names) <= 25


async def test_compare_takes_the_last_question_for_what_counts(small: Small) -> None:
    await small.reader.slash(small.channel, "ask", question="headphones for classical at home, 500 dollars")
    result = await small.reader.slash(small.channel, "compare", first="HD 600", second="DT 770 Pro 80 Ohm")
    said = text((result.followups or [result.response])[-1])
    assert "classical" in said
    assert "HD 600" in said
    fresh = await small.other.slash(
        small.channel, "compare", first="HD 600", second="DT 770 Pro 80 Ohm", **{"for": "metal on the train"}
    )
    said = text((fresh.followups or [fresh.response])[-1])
    assert "metal" in said


async def test_pair_shows_loudness(small: Small) -> None:
    result = await small.reader.slash(small.channel, "pair", headphone="HD 600", source="Schiit Magni")
    said = text((result.followups or [result.response])[-1])
    assert "dB" in said


@pytest.mark.simcord(settle_timeout=30, check_errors=False)  # a refusal is raised, and told
async def test_why_needs_a_question(small: Small) -> None:
    result = await small.reader.slash(small.channel, "why", model="HD 600")
    assert result.response is not None
    assert "Which question" in text(result.response)
    await small.reader.slash(small.channel, "ask", question="closed headphones for rock under 100 dollars")
    result = await small.reader.slash(small.channel, "why", model="HD 600")
    assert result.response is not None
    assert "is not offered" in text(result.response)


async def test_rules_and_articles_can_be_read(small: Small) -> None:
    every = await small.reader.slash(small.channel, "rules")
    one = await small.reader.slash(small.channel, "rules", rule="amplifier.power")
    assert every.response is not None
    assert one.response is not None
    assert "amplifier.power" in text(every.response)
    assert "amplifier.power" in text(one.response)
    topics = await small.reader.autocomplete(small.channel, "learn", "topic", "imp")
    lesson = await small.reader.slash(small.channel, "learn", topic=topics[0]["value"])
    assert lesson.response is not None
    assert "impedance" in text(lesson.response).casefold()


async def test_privacy_shows_and_deletes(small: Small) -> None:
    await small.reader.slash(small.channel, "ask", question="closed headphones for rock under 100 dollars")
    shown = await small.reader.slash(small.channel, "privacy")
    assert shown.response is not None
    assert "Kept of you now: 1" in text(shown.response)
    gone = await small.reader.slash(small.channel, "privacy", do="delete")
    assert gone.response is not None
    assert "Deleted: 1" in text(gone.response)


async def test_help_is_in_the_readers_language(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    german = property(lambda _self: discord.Locale.german, lambda _self, _value: None)
    monkeypatch.setattr(discord.Interaction, "locale", german)  # the simulation speaks English only
    result = await small.reader.slash(small.channel, "help")
    assert result.response is not None
    assert "Frag wie in einem Forum" in text(result.response)


async def test_setup_is_for_those_who_manage_the_server(small: Small) -> None:
    manager = small.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    chief = small.guild.add_member(small.env.create_user("chief"), roles=[manager])
    result = await chief.slash(small.channel, "setup listen", channel=small.channel)
    assert result.response is not None
    assert f"<#{small.channel.id}>" in text(result.response)
    await small.reader.send(small.channel, "closed headphones for rock under 100 dollars?")
    answer = small.channel.last_message
    assert answer is not None
    assert answer.author.bot
