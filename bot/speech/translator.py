"""Names and descriptions of commands in the reader's language, for Discord's own menus."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.speech import ENGLISH, words


class FromFiles(app_commands.Translator):
    """Looks a name or description up by its English text in the languages' files, table [command]."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Give the text in this language, or None where there is none."""
        language = locale.value.split("-")[0]
        return None if language == ENGLISH else words(language).get(f"command.{string.message}")
