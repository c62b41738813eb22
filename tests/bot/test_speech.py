"""The bot's words: English is complete, German says the same with the same gaps, and Discord takes every name."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import discord
import pytest
from discord import app_commands

import bot
from bot.adviser import Adviser
from bot.client import EXTENSIONS, Earshot
from bot.pictures import Studio
from bot.settings import Settings
from bot.speech import say, words
from bot.speech.translator import FromFiles
from catalog.shelf import Shelf

SOURCE = "\n".join(file.read_text("utf-8") for file in Path(str(bot.__file__)).parent.rglob("*.py"))
NAME = re.compile(r"[-_'\w]{1,32}")


def gaps(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_german_fills_the_same_gaps_as_english() -> None:
    english, german = words("en"), words("de")
    notices = {key: text for key, text in german.items() if not key.startswith("command.")}
    assert notices.keys() == english.keys()
    assert {key for key in notices if gaps(notices[key]) != gaps(english[key])} == set()


@pytest.mark.parametrize("key", [key for key in words("en") if not key.startswith(("button.", "fix.", "why_not."))])
def test_every_notice_is_said_somewhere(key: str) -> None:
    assert key in SOURCE or f"{key.split('.')[0]}.{{" in SOURCE or f'"{key.split(".")[1]}"' in SOURCE


def test_an_unknown_notice_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        say("de", "notice.nonesuch")


@pytest.mark.asyncio
async def test_every_command_has_a_german_name_that_discord_takes(catalogue_file: Path) -> None:
    shelf = Shelf.open(catalogue_file)
    settings = Settings(_env_file=None, DISCORD_TOKEN="none")  # type: ignore[call-arg]  # noqa: S106
    client = Earshot(settings, Adviser(shelf), Studio())
    for extension in EXTENSIONS:
        await client.load_extension(extension)
    translator = FromFiles()
    context: app_commands.TranslationContextTypes = app_commands.TranslationContext(
        app_commands.TranslationContextLocation.other, None
    )
    missing, refused = set(), set()
    for text, is_name in told(client.tree.get_commands()):
        german = await translator.translate(text, discord.Locale.german, context)
        if german is None:
            missing.add(text.message)
        elif (is_name and (not NAME.fullmatch(german) or german != german.lower())) or len(german) > 100:
            refused.add(german)
    shelf.close()
    assert missing == set()
    assert refused == set()


def told(commands: object) -> Iterator[tuple[app_commands.locale_str, bool]]:
    """All texts of commands that Discord shows, and whether each is the name of a command or a field."""
    for command in commands:  # type: ignore[attr-defined]
        menu = isinstance(command, app_commands.ContextMenu)
        yield command._locale_name or app_commands.locale_str(command.name), not menu
        if menu:
            continue
        yield command._locale_description or app_commands.locale_str(command.description), False
        if isinstance(command, app_commands.Group):
            yield from told(command.commands)
            continue
        for field in command.parameters:
            yield (
                field._locale_name if hasattr(field, "_locale_name") else app_commands.locale_str(field.display_name),
                True,
            )
            yield app_commands.locale_str(str(field.description)), False
