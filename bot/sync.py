"""Telling Discord our commands, only when they changed: it allows 200 new ones a day."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


async def sync(tree: app_commands.CommandTree[Any], noted: Path) -> bool:
    """Send the commands if they are not those that `noted` holds the digest of; say whether they were sent.

    Errors: discord.HTTPException, after which the next start tries again.
    """
    digest = await digest_of(tree)
    if noted_digest(noted) == digest:
        return False
    await tree.sync()
    with suppress(OSError):
        noted.write_text(digest, "ascii")
    return True


def noted_digest(noted: Path) -> str:
    """Give the digest that was noted when the commands were last sent; empty where none was."""
    try:
        return noted.read_text("ascii")
    except (OSError, ValueError):
        return ""


async def digest_of(tree: app_commands.CommandTree[Any]) -> str:
    """Give a digest of all that Discord is told of our commands, translations and the application's id included."""
    translator = tree.translator
    commands = sorted(tree.get_commands(), key=lambda command: (command.name, int(kind_of(command).value)))
    told = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in commands
    ]
    text = json.dumps([tree.client.application_id, told], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def kind_of(command: AnyCommand) -> discord.AppCommandType:
    """Say whether a command is typed after a slash or found in a menu."""
    return command.type if isinstance(command, app_commands.ContextMenu) else discord.AppCommandType.chat_input
