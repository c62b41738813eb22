"""Asking by message, as a member of a server does it."""

from __future__ import annotations

import pytest

from tests.bot.discord.conftest import Small
from tests.bot.discord.shown import labels, text

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(settle_timeout=30)]

QUESTION = "closed headphones for rock at the office, laptop, 150 dollars at most"


async def test_a_mention_is_answered_with_cards_and_buttons(small: Small) -> None:
    mention = f"<@{small.env.bot.user.id}>"
    asked = await small.reader.send(small.channel, f"{mention} {QUESTION}")
    answer = small.channel.last_message
    assert answer is not None
    assert answer.reference is not None
    assert answer.reference.message_id == asked.id
    assert "at most $150" in text(answer)
    assert labels(answer)[:2] == ["Cheaper", "Less leakage"]
