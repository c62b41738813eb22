"""Whether a message is meant for the bot, and how."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

import discord


class Addressed(StrEnum):
    """How a message came to us: each has its manners."""

    DIRECT = "direct"
    MENTION = "mention"
    REPLY = "reply"
    CHANNEL = "channel"


def addressed(
    message: discord.Message, me: int, ask_channels: Collection[int], replied_to_us: bool
) -> Addressed | None:
    """Say how a message is meant for us, or None.

    In a thread of an ask channel only its starter is heard, so that those who talk there are left alone.
    """
    if message.guild is None:
        return Addressed.DIRECT
    if replied_to_us:
        return Addressed.REPLY
    if any(user.id == me for user in message.mentions):
        return Addressed.MENTION
    channel = message.channel
    if isinstance(channel, discord.Thread):
        asks = channel.parent_id in ask_channels and message.author.id == channel.owner_id
        return Addressed.CHANNEL if asks else None
    to_others = message.mentions or (message.reference is not None and message.reference.message_id is not None)
    return Addressed.CHANNEL if channel.id in ask_channels and not to_others else None


def without_mention(text: str, me: int) -> str:
    """Take our own mention out of a text.

    >>> without_mention("<@7> which amp, <@!7>?", 7)
    'which amp,?'
    """
    return re.sub(rf"\s*<@!?{me}>", "", text).strip()
