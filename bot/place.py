"""Where an interaction comes from, and what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.exchange import Asker
from bot.speech import say
from bot.trouble import Refusal

if TYPE_CHECKING:
    from bot.client import Earshot


def server_of(interaction: discord.Interaction[Earshot]) -> int | None:
    """Give the server whose catalogue holds; where only the reader installed the bot, the server has no say."""
    by_reader_alone = interaction.is_user_integration() and not interaction.is_guild_integration()
    return None if by_reader_alone else interaction.guild_id


def asker_of(interaction: discord.Interaction[Earshot], private: bool = False) -> Asker:
    """Give who asks."""
    channel = interaction.channel_id or 0
    return Asker(interaction.user.id, channel, server_of(interaction), interaction.locale.value, private=private)


def keep_pace(interaction: discord.Interaction[Earshot]) -> None:
    """Count a question. Errors: Refusal where they come too fast."""
    slow = interaction.client.pace.wait(interaction.user.id, interaction.channel_id or 0)
    if slow is not None:
        key = "notice.slow_down" if slow[0] == "user" else "notice.channel_busy"
        raise Refusal(say(interaction.locale.value, key, seconds=slow[1]))
