"""Moderators' work from the command to the log channel and back, as they see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.client import Earshot
from tests.bot.discord.keeping import HD600, Kept, answer, controls, fill, forged, told
from tests.bot.discord.shown import labels, text

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(settle_timeout=60, check_errors=False)]
"""Refusals are raised and told; the fixture looks whether anything else was raised."""


async def heavier(kept: Kept, value: str = "300 g") -> object:
    """Let Olga look at an edit."""
    result = await kept.olga.slash(
        kept.channel, "catalog edit", model=HD600, field="weight_g", value=value, reason="own scales"
    )
    return answer(result)


async def test_an_edit_goes_from_the_command_to_the_log_channel_to_undo_after_a_restart(
    kept: Kept, make_bot: Callable[[], Earshot]
) -> None:
    before = kept.digest
    preview = await heavier(kept)
    assert preview.ephemeral
    said = text(preview)
    for part in ("Sennheiser HD 600", "weight\\_g: 260", "**300 (moderator, published)**", "own scales", "of 2 sample"):
        assert part in said
    assert kept.digest == before
    await kept.env.restart_bot(make_bot())
    done = await kept.olga.click(preview, label="Save")
    assert "Saved as change" in text(answer(done))
    assert kept.fact("weight_g") == 300
    posted = kept.last_log
    assert "olga" in text(posted)
    assert "own scales" in text(posted)
    assert labels(posted) == ["Undo", "Offer to all servers"]
    await kept.env.restart_bot(make_bot())
    await kept.igor.click(posted, label="Undo")
    assert kept.fact("weight_g") == 260
    assert kept.digest.split()[0] == before.split()[0]
    first, second = kept.log.history()[-2:]
    assert "Taken back by" in text(first)
    assert labels(first) == []
    assert "takes back change" in text(second)
    await kept.igor.click(second, label="Undo")
    assert kept.fact("weight_g") == 300
    third = kept.last_log
    await kept.olga.click(third, label="Undo")
    assert kept.digest.split()[0] == before.split()[0]


async def test_a_preview_is_its_authors_and_is_saved_once(kept: Kept) -> None:
    preview = await heavier(kept)
    key = next(part for part in preview.components[-1]["components"])["custom_id"]
    done = await kept.olga.click(preview, label="Save")
    count = len(kept.log.history())
    again = await forged(kept.olga, done.response or preview, key)
    assert "saved already" in told(again)
    for other in (kept.igor, kept.reader):
        assert "saved already" not in told(await forged(other, kept.last_log, key))
    assert len(kept.log.history()) == count


async def test_what_is_left_is_left(kept: Kept) -> None:
    before = kept.digest
    preview = await heavier(kept)
    save = preview.components[-1]["components"][0]["custom_id"]
    left = await kept.olga.click(preview, label="Leave it")
    assert "Left as it was" in told(left)
    assert "begin the edit again" in told(await forged(kept.olga, left.response or preview, save))
    assert kept.digest == before


async def test_the_second_of_two_editors_sees_the_firsts_value_and_decides(kept: Kept) -> None:
    mine = await heavier(kept, "300")
    theirs = answer(
        await kept.igor.slash(kept.channel, "catalog edit", model=HD600, field="weight_g", value="254", reason="lab")
    )
    await kept.igor.click(theirs, label="Save")
    late = answer(await kept.olga.click(mine, label="Save"))
    assert "254" in text(late)
    assert "igor" in text(late)
    assert kept.fact("weight_g") == 254
    look = answer(await kept.olga.click(late, label="Look again, mine over theirs"))
    assert "weight\\_g: 254" in text(look)
    await kept.olga.click(look, label="Save")
    assert kept.fact("weight_g") == 300


async def test_a_model_is_added_and_a_form_that_cannot_be_taken_opens_again(kept: Kept) -> None:
    form = await kept.olga.slash(kept.channel, "catalog add", kind="headphones", brand="Acme", model="Turbo 9")
    begun = controls(form.modal)[0]["value"]
    assert "impedance_ohm: " in begun
    wrong = begun.replace("impedance_ohm: ", "impedance_ohm: a lot").replace("back: ", "back: open")
    refused = await fill(kept.olga, form, wrong, "https://example.org/turbo", "2026-05", "new this year")
    assert "a lot" in told(refused)
    assert "expected a number" in told(refused)
    assert kept.adviser.shelf.layer(kept.guild.id).get("acme-turbo-9") is None
    again = await kept.olga.click(answer(refused), label="Open the form again")
    fields = controls(again.modal)
    assert fields[0]["value"] == wrong.strip()
    assert fields[1]["value"] == "https://example.org/turbo"
    preview = answer(await fill(kept.olga, again, wrong.replace("a lot", "32 ohm")))
    assert "**32 (https" in text(preview)
    await kept.olga.click(preview, label="Save")
    assert kept.fact("impedance_ohm", "acme-turbo-9") == 32
    assert kept.fact("back", "acme-turbo-9") == "open"
    shown = await kept.reader.slash(kept.channel, "gear", model="Acme Turbo 9")
    assert "32" in told(shown)
    twice = await kept.olga.slash(kept.channel, "catalog add", kind="headphones", brand="acme", model="turbo 9")
    assert "already" in told(await fill(kept.olga, twice, ""))


COMMANDS = {
    "price": ({"model": HD600, "amount": 111.5, "currency": "eur"}, "111.50 EUR"),
    "alias": ({"model": HD600, "name": "the old grey one"}, "the old grey one"),
    "retire": ({"model": HD600, "reason": "nobody sells it"}, "retired"),
    "merge": ({"gone": "sennheiser-hd-650", "kept": HD600, "reason": "one and the same"}, "merged\\_into"),
}


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_change_is_shown_saved_told_and_taken_back(kept: Kept, command: str) -> None:
    options, shows = COMMANDS[command]
    before = kept.digest
    preview = answer(await kept.olga.slash(kept.channel, f"catalog {command}", **options))
    assert shows in text(preview)
    assert kept.digest == before
    await kept.olga.click(preview, label="Save")
    assert kept.digest.split()[0] != before.split()[0]
    assert shows in text(kept.last_log)
    number = int(text(kept.last_log).split("Change ")[1].split("\n")[0])
    offered = await kept.igor.autocomplete(kept.channel, "catalog undo", "change", str(number)[:1])
    assert number in [choice["value"] for choice in offered]
    look = answer(await kept.igor.slash(kept.channel, "catalog undo", change=number, reason="not so"))
    assert f"taking back change {number}" in text(look)
    await kept.igor.click(look, label="Save")
    assert kept.digest.split()[0] == before.split()[0]
    assert "not so" in text(kept.last_log)


async def test_great_changes_wait_for_a_second_moderator(kept: Kept) -> None:
    kept.adviser.shelf.store.servers.change(kept.guild.id, two_people=True, two_people_rows=3)
    preview = answer(await kept.olga.slash(kept.channel, "catalog retire", model=HD600, reason="nobody sells it"))
    waits = await kept.olga.click(preview, label="Save")
    assert "waits for another moderator" in told(waits)
    assert kept.fact("status") != "retired"
    asked = kept.last_log
    assert labels(asked) == ["Approve", "Refuse"]
    assert "another moderator must look" in told(await kept.olga.click(asked, label="Approve"))
    assert kept.fact("status") != "retired"
    listed = answer(await kept.igor.slash(kept.channel, "catalog pending"))
    assert "nobody sells it" in text(listed)
    await kept.igor.click(asked, label="Approve")
    assert kept.fact("status") == "retired"
    assert "olga" in text(kept.last_log)
    assert "approved by" in text(kept.last_log)
    assert "decided meanwhile" in told(await kept.igor.click(listed, label="Approve"))
    await kept.igor.click(kept.last_log, label="Undo")

    rows = "gear,field,value,source,trust,as_of\n" + "".join(
        f"{HD600},{field},{value},moderator,published,\n"
        for field, value in (("weight_g", "255"), ("impedance_ohm", "310"), ("release_year", "1998"))
    )
    look = answer(
        await kept.olga.slash(kept.channel, "catalog import", file=("mine.csv", rows.encode()), reason="my table")
    )
    await kept.olga.click(look, label="Save")
    asked = kept.last_log
    form = await kept.igor.click(asked, label="Refuse")
    await fill(kept.igor, form, "I **measured** otherwise")
    assert "measured" in text(kept.last_log)
    assert "**measured**" not in text(kept.last_log)
    assert kept.fact("weight_g") == 260
    small = await heavier(kept)
    await kept.olga.click(small, label="Save")
    assert kept.fact("weight_g") == 300


async def test_a_servers_own_facts_go_out_and_come_back_in(kept: Kept) -> None:
    await kept.olga.click(await heavier(kept), label="Save")
    saved = kept.digest.split()[0]
    out = await kept.olga.slash(kept.channel, "catalog export", own=True)
    (attachment,) = answer(out).attachments
    raw = await attachment.read()
    assert raw.decode().splitlines()[1:] == [f"{HD600},weight_g,300,moderator,published,"]
    await kept.igor.click(kept.last_log, label="Undo")
    assert kept.digest.split()[0] != saved
    look = answer(await kept.olga.slash(kept.channel, "catalog import", file=("own.csv", raw), reason="from my backup"))
    await kept.olga.click(look, label="Save")
    assert kept.digest.split()[0] == saved
    one = await kept.olga.slash(kept.channel, "catalog export", model=HD600, form=".json")
    assert b'"impedance_ohm"' in await answer(one).attachments[0].read()


async def test_what_is_listed(kept: Kept) -> None:
    await kept.olga.click(await heavier(kept), label="Save")
    facts = told(await kept.olga.slash(kept.channel, "catalog history", model="HD 600"))
    assert "✅ weight\\_g: **300**" in facts
    assert "own scales" in facts
    assert "- weight\\_g: **260**" in facts
    changes = told(await kept.igor.slash(kept.channel, "catalog history"))
    assert "olga" in changes
    assert "contradictions" in told(await kept.igor.slash(kept.channel, "catalog check", odd=True))
    fields = await kept.olga.autocomplete(kept.channel, "catalog edit", "field", "imp", model=HD600)
    assert fields[0] == {"name": "impedance_ohm: 300", "value": "impedance_ohm"}


async def test_the_answers_that_would_change_are_listed(kept: Kept) -> None:
    price = answer(await kept.olga.slash(kept.channel, "catalog price", model=HD600, amount=5000, currency="USD"))
    assert "1 of 2 sample answers" in text(price)
    listed = told(await kept.olga.click(price, label="Which answers?"))
    assert "HD 600 or HD 650 for jazz?" in listed


async def test_work_is_done_where_no_log_can_be_told(kept: Kept) -> None:
    kept.adviser.shelf.store.servers.change(kept.guild.id, log_channel=None)
    done = await kept.olga.click(await heavier(kept), label="Save")
    assert "Saved as change" in told(done)
    assert "could not tell the log channel" in told(done)
    assert kept.fact("weight_g") == 300
    await kept.olga.click(done.response, label="Undo")
    assert kept.fact("weight_g") == 260


async def test_the_largest_preview_can_be_sent_and_saved(kept: Kept) -> None:
    lines = [f"{HD600},alias:{'Wm' * 58}{number:02},yes,moderator,published," for number in range(30)]
    raw = "\n".join(("gear,field,value,source,trust,as_of", *lines)).encode()
    result = await kept.olga.slash(kept.channel, "catalog import", file=("names.csv", raw), reason="*" * 500)
    preview = answer(result)
    assert "18 fields more" in told(result)
    await kept.olga.click(preview, label="Save")
    assert len(kept.fact("aliases")) >= 30
    assert labels(kept.last_log) == ["Undo", "Offer to all servers"]


async def test_a_preview_does_not_wait_for_a_count_that_takes_long(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_count: object) -> bool:
        return False

    monkeypatch.setattr("bot.moderating.showing.soon", never)
    result = await kept.olga.slash(
        kept.channel, "catalog edit", model=HD600, field="weight_g", value="300", reason="own scales"
    )
    assert "of 2 sample" in text(answer(result))
    first, *later = [entry.json for entry in kept.env.http_requests if "own scales" in str(entry.json)][:2]
    assert "counting" in str(first)
    assert "counting" not in str(later)
    theirs = answer(
        await kept.igor.slash(kept.channel, "catalog edit", model=HD600, field="weight_g", value="254", reason="lab")
    )
    await kept.igor.click(theirs, label="Save")
    late = await kept.olga.click(answer(result), label="Save")
    look = await kept.olga.click(answer(late), label="Look again, mine over theirs")
    assert "of 2 sample" in text(answer(look))
    assert "Saved" in told(await kept.olga.click(answer(look), label="Save"))


async def test_the_log_is_written_in_the_servers_language(kept: Kept) -> None:
    kept.adviser.shelf.store.servers.change(kept.guild.id, language="de")
    await kept.olga.click(await heavier(kept), label="Save")
    assert labels(kept.last_log) == ["Zurücknehmen", "Allen Servern anbieten"]
    assert "**Warum** own scales" in text(kept.last_log)
