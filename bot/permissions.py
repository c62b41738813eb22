"""What the bot may do in a channel, and what it lacks there."""

from __future__ import annotations

import discord

INVITE = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True, attach_files=True
)
"""The fewest that everything works with."""


def missing_to_reply(message: discord.Message) -> tuple[str, ...]:
    """Name the permissions without which a reply to this message cannot be sent; none in direct messages."""
    if message.guild is None or isinstance(message.channel, discord.PartialMessageable):
        return ()
    have = message.channel.permissions_for(message.guild.me)
    writing = "send_messages_in_threads" if isinstance(message.channel, discord.Thread) else "send_messages"
    wanted = ("view_channel", writing, "read_message_history")
    return tuple(name.replace("_", " ") for name in wanted if not getattr(have, name))
