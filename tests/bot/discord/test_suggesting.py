"""What readers suggest and ask for in vain, and what moderators and the bot's owners do about it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from simcord.builders import UserHandle

from catalog.models import GapKind, State
from tests.bot.discord.keeping import HD600, Kept, answer, controls, fill, forged, told
from tests.bot.discord.shown import labels, parts, text

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(settle_timeout=60, check_errors=False)]
"""Refusals are raised and told; the fixture looks whether anything else was raised."""


def letters(kept: Kept, user: int) -> str:
    """All that the bot wrote to somebody directly."""
    channel = UserHandle(kept.env, kept.env.backend.get_user(user)).dm_channel
    return "\n".join(text(message) for message in channel.history())


async def test_a_figure_is_suggested_accepted_and_its_reader_told(kept: Kept) -> None:
    before = kept.digest
    thanks = await kept.reader.slash(
        kept.channel,
        "suggest",
        model=HD600,
        field="weight_g",
        value="254",
        source="https://example.org/x",
        note="*lab*",
    )
    assert answer(thanks).ephemeral
    assert "waits for the moderators" in told(thanks)
    assert kept.digest == before
    posted = kept.last_log
    assert labels(posted) == ["Accept…", "Turn down…", "Duplicate of…"]
    assert "Sennheiser HD 600" in text(posted)
    assert "\\*lab\\*" in text(posted)
    form = await kept.olga.click(posted, label="Accept…")
    assert [field.get("value") for field in controls(form.modal)][:4] == [
        "Sennheiser HD 600",
        "weight_g",
        "254",
        "https://example.org/x",
    ]
    look = answer(await fill(kept.olga, form))
    assert "**254 (https" in text(look)
    await kept.olga.click(look, label="Save")
    assert kept.fact("weight_g") == 254
    assert "was taken into the catalogue" in letters(kept, kept.reader.id)
    assert "decided meanwhile" in told(await kept.igor.click(posted, label="Turn down…"))
    source = {"source": "https://example.org/x"}
    await kept.reader.slash(kept.channel, "suggest", model=HD600, field="weight_g", value="254", **source)
    form = await kept.igor.click(kept.last_log, label="Accept…")
    assert "closed as accepted" in told(await fill(kept.igor, form))
    assert letters(kept, kept.reader.id).count("was taken into the catalogue") == 2


async def test_a_model_is_suggested_turned_down_with_a_reason_or_known_as_a_repetition(kept: Kept) -> None:
    for name in ("Acme Turbo 9", "Acme Turbo IX", "Acme Turbo X"):
        await kept.reader.slash(kept.channel, "suggest", model=name)
    listed = await kept.olga.slash(kept.channel, "catalog suggestions")
    shown = [listed.response, *listed.followups]
    assert [("Turbo 9" in text(one), "Turbo IX" in text(one)) for one in shown] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    first, second, third = kept.adviser.shelf.store.suggestions.list(kept.guild.id)
    form = await kept.olga.click(shown[1], label="Duplicate of…")
    assert "Write the number" in told(await fill(kept.olga, form, "the first"))
    form = await kept.olga.click(shown[1], label="Duplicate of…")
    await fill(kept.olga, form, f"#{first.id}")
    form = await kept.olga.click(shown[0], label="Turn down…")
    done = await fill(kept.olga, form, "there is <@1> no such model")
    assert "was told" in told(done)
    assert "there is \\<@1> no such model" in letters(kept, kept.reader.id)
    form = await kept.olga.click(shown[2], label="Accept…")
    kind, brand, model, *_ = controls(form.modal)
    assert len(kind["options"]) == 8
    assert (brand["value"], model["value"]) == ("Acme", "Turbo X")
    look = answer(await fill(kept.olga, form, ["iem"], None, None, "impedance_ohm: 16"))
    await kept.olga.click(look, label="Save")
    assert kept.fact("impedance_ohm", "acme-turbo-x") == 16
    store = kept.adviser.shelf.store.suggestions
    states = [store.get(kept.guild.id, one.id).state for one in (first, second, third)]
    assert states == [State.TURNED_DOWN, State.DUPLICATE, State.ACCEPTED]
    assert "No suggestion waits" in told(await kept.olga.slash(kept.channel, "catalog suggestions"))


async def test_a_reader_is_held_to_five_a_day_and_to_what_can_be_read(kept: Kept) -> None:
    before = kept.digest
    for options, says in (
        ({"model": "HD 600", "field": "weight_g", "value": "heavy"}, "expected a number"),
        ({"model": "HD 600", "field": "colour", "value": "grey"}, "no such field"),
        ({"model": "HD 600", "value": "grey"}, "expected the field"),
        ({"model": "x", "source": "javascript:alert(1)"}, "expected a link"),
        ({"model": "x\u202egnirts"}, "expected printable"),
    ):
        assert says in told(await kept.reader.slash(kept.channel, "suggest", **options))
    for number in range(5):
        assert "waits" in told(await kept.reader.slash(kept.channel, "suggest", model=f"Acme {number}"))
    assert "as many as are taken" in told(await kept.reader.slash(kept.channel, "suggest", model="Acme 6"))
    assert len(kept.adviser.shelf.store.suggestions.list(kept.guild.id)) == 5
    assert kept.digest == before


async def test_what_is_missing_in_an_answer_can_be_told_there(kept: Kept) -> None:
    me = f"<@{kept.env.bot.user.id}>"
    await kept.reader.send(kept.channel, f"{me} Sennheiser HD 605 or HD 600 for jazz?")
    shown = kept.channel.last_message
    assert shown is not None
    assert "Missing?" in labels(shown)
    form = await kept.reader.click(shown, label="Missing?")
    thanks = await fill(kept.reader, form, "Sennheiser HD 605", "", "it is new")
    assert "waits for the moderators" in told(thanks)
    assert "HD 605" in text(kept.last_log)
    await kept.reader.send(kept.channel, f"{me} HD 650 or HD 600 for jazz?")
    assert "Missing?" not in labels(kept.channel.last_message)


async def test_gaps_are_listed_added_named_and_ignored(kept: Kept) -> None:
    gaps, today = kept.adviser.shelf.store.gaps, datetime.now(UTC).date()
    for name, times in (("acme turbo 9", 3), ("hd six hundred", 2), ("call me", 1)):
        for _ in range(times):
            gaps.count_name(kept.guild.id, name, today)
    listed = answer(await kept.olga.slash(kept.channel, "catalog gaps"))
    assert "3 × acme turbo 9" in text(listed)
    assert "olga" not in text(listed)
    chosen = answer(await kept.olga.select(listed, ["call me"]))
    assert "left out" in told(await kept.olga.click(chosen, label="Ignore"))
    chosen = answer(await kept.olga.select(listed, ["hd six hundred"]))
    form = await kept.olga.click(chosen, label="Alias of…")
    look = answer(await fill(kept.olga, form, "Sennheiser HD 600"))
    await kept.olga.click(look, label="Save")
    chosen = answer(await kept.olga.select(listed, ["acme turbo 9"]))
    form = await kept.olga.click(chosen, label="Add…")
    look = answer(await fill(kept.olga, form, ["headphones"], None, "Turbo 9"))
    await kept.olga.click(look, label="Save")
    assert kept.adviser.shelf.layer(kept.guild.id).link("hd six hundred").gear == (HD600,)
    assert kept.fact("name", "acme-turbo-9") == "Acme Turbo 9"
    assert [gap.key for gap in gaps.top(kept.guild.id) if gap.kind is GapKind.NAME] == []
    assert "in vain" in told(await kept.olga.slash(kept.channel, "catalog gaps"))


async def test_a_change_is_offered_to_the_owners_who_decide(kept: Kept) -> None:
    owner = kept.owner()
    look = answer(
        await kept.olga.slash(
            kept.channel, "catalog edit", model=HD600, field="weight_g", value="254", reason="own scales"
        )
    )
    await kept.olga.click(look, label="Save")
    posted, before = kept.last_log, kept.adviser.shelf.version
    own = kept.adviser.shelf.store.changes(1, kept.guild.id)[0].id
    assert "is offered" in told(await kept.olga.click(posted, label="Offer to all servers"))
    assert "waits for the bot's owners already" in told(await kept.igor.click(posted, label="Offer to all servers"))
    letter = owner.dm_channel.last_message
    assert letter is not None
    assert labels(letter) == ["Take for all servers", "Refuse"]
    member = kept.guild.add_member(owner)
    listed = answer(await member.slash(kept.channel, "catalog pending"))
    assert "for all servers" in text(listed)
    assert labels(listed) == labels(letter)
    await owner.click(letter, label="Take for all servers")
    kept.adviser.shelf.refresh()
    assert kept.adviser.shelf.get(HD600).weight_g == 254
    assert "took offer" in text(kept.last_log)
    (change, *_) = kept.adviser.shelf.store.changes(1)
    assert change.layer is None
    assert "no change" in told(await forged(kept.olga, posted, f"mod:undo:{change.id}")) or "owners" in told(
        await forged(kept.olga, posted, f"mod:undo:{change.id}")
    )
    await forged(member, posted, f"mod:undo:{change.id}")
    kept.adviser.shelf.refresh()
    assert kept.adviser.shelf.version == before
    assert [part for part in parts(kept.last_log) if part.get("label") == "Undo"]
    await forged(kept.olga, kept.last_log, f"mod:offer:{own}")
    form = await owner.click(owner.dm_channel.last_message, label="Refuse")
    assert "Refused by" in told(await fill(owner, form, "no *source*"))
    assert "did not take offer" in text(kept.last_log)
    assert "no \\*source\\*" in text(kept.last_log)
    assert kept.adviser.shelf.store.proposals.waiting(None) == ()


async def test_an_owner_changes_the_stock_of_all_and_nobody_else_does(kept: Kept) -> None:
    owner = kept.guild.add_member(kept.owner())
    edit = {"model": HD600, "field": "weight_g", "value": "255", "reason": "the maker says so"}
    for actor in (kept.olga, kept.chief):
        assert "Only the bot's owners" in told(await actor.slash(kept.channel, "catalog edit", shared=True, **edit))
    assert "Only the moderators" in told(await owner.slash(kept.channel, "catalog edit", **edit))
    before = kept.adviser.shelf.version
    look = answer(await owner.slash(kept.channel, "catalog edit", shared=True, **edit))
    assert "in all servers" in text(look)
    saved = answer(await owner.click(look, label="Save"))
    kept.adviser.shelf.refresh()
    assert kept.adviser.shelf.get(HD600).weight_g == 255
    assert "Only the bot's owners" not in text(kept.last_log)
    assert "owners take back" in told(await kept.olga.click(kept.last_log, label="Undo"))
    await owner.click(saved, label="Undo")
    kept.adviser.shelf.refresh()
    assert kept.adviser.shelf.version == before
