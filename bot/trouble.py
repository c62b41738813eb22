"""What readers are told when something is refused or breaks: a finished sentence, or a number that the log knows."""

from __future__ import annotations

import logging
import secrets
from typing import Any

import discord
from discord import app_commands

from bot.escape import plain
from bot.limits import DISPLAY_CHARACTERS, fitted
from bot.named import NotOneModel
from bot.sending import tell
from bot.speech import say
from catalog.errors import CatalogError

log = logging.getLogger(__name__)


class Refusal(app_commands.AppCommandError):  # it may come from a check, where discord.py passes on no other errors
    """Something that is not done, as a finished sentence, safe to show."""


async def explain(interaction: discord.Interaction[Any], error: Exception) -> None:
    """Tell the one who pressed or typed what went wrong, in one calm sentence."""
    cause = error.__cause__ if isinstance(error, app_commands.CommandInvokeError) and error.__cause__ else error
    language = interaction.locale.value
    if isinstance(cause, Refusal):
        text = str(cause)
    elif isinstance(cause, CatalogError | NotOneModel):
        text = plain(str(cause))
    elif isinstance(cause, app_commands.CommandOnCooldown):
        text = say(language, "notice.slow_down", seconds=round(cause.retry_after) + 1)
    else:
        text = say(language, "notice.trouble", id=noted(cause, _where(interaction)))
    try:
        await tell(interaction, fitted(text, DISPLAY_CHARACTERS))
    except discord.HTTPException as failure:
        log.warning("could not tell of it: status %d, code %d", failure.status, failure.code)


def noted(error: BaseException, where: str) -> str:
    """Tell the log of an error, and give the number under which it stands there."""
    number = secrets.token_hex(3)
    log.error("trouble %s in %s", number, where, exc_info=error)
    return number


def _where(interaction: discord.Interaction[Any]) -> str:
    """The command or the kind of button; nothing that was typed."""
    command = interaction.command
    if command is not None:
        return f"command {command.qualified_name}"
    custom_id = str(dict(interaction.data or {}).get("custom_id", ""))
    return f"{interaction.type.name} {':'.join(custom_id.split(':')[:2])}"
