"""Telling Discord our commands, only when they changed: it allows 200 new ones a day."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import discord
from discord import app_commands


async def sync(tree: app_commands.CommandTree[Any], noted: Path) -> bool:
    """Send the commands if they are not those that `noted` holds the digest of; say whether they were sent.

    Errors: discord.HTTPException, after which the next start tries again.
    """
    digest = await digest_of(tree)
    with suppress(OSError):
        if noted.read_text("ascii") == digest:
            return False
    await tree.sync()
    with suppress(OSError):
        noted.write_text(digest, "ascii")
    return True


async def digest_of(tree: app_commands.CommandTree[Any]) -> str:
    """Give a digest of all that Discord is told of our commands, translations and the application's id included."""
    translator = tree.translator
    commands = sorted(tree.get_commands(), key=lambda command: (command.name, _kind(command)))
    told = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in commands
    ]
    text = json.dumps([tree.client.application_id, told], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _kind(command: app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu) -> int:
    kind = command.type if isinstance(command, app_commands.ContextMenu) else discord.AppCommandType.chat_input
    return int(kind.value)
