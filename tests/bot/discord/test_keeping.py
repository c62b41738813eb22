"""Moderators' work from the command to the log channel and back, as they see it."""

from __future__ import annotations

import pytest

from tests.bot.discord.keeping import HD600, Kept, answer
from tests.bot.discord.shown import labels, text

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(settle_timeout=60)]


async def test_an_edit_from_the_command_to_the_log_channel_to_undo_after_a_restart(
    kept: Kept, make_bot: object
) -> None:
    before = kept.digest
    result = await kept.olga.slash(
        kept.channel, "catalog edit", model=HD600, field="weight_g", value="300 g", reason="own scales"
    )
    preview = answer(result)
    assert preview.ephemeral
    said = text(preview)
    assert "Sennheiser HD 600" in said
    assert "weight\\_g: 260" in said
    assert "**300 (moderator, published)**" in said
    assert "own scales" in said
    assert "sample answers" in said
    assert kept.digest == before
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
