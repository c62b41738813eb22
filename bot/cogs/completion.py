"""Completing names while they are typed."""

from __future__ import annotations

from collections.abc import Iterable

import discord
from discord import app_commands

from bot.client import Earshot
from bot.limits import CHOICE_CHARACTERS, CHOICES, fitted
from bot.place import server_of

Choices = list[app_commands.Choice[str]]


async def models(interaction: discord.Interaction[Earshot], partial: str) -> Choices:
    """Complete the name of a model; an empty field offers nothing that the reader has not begun."""
    server = server_of(interaction)
    records = await interaction.client.adviser.suggest(partial[:CHOICE_CHARACTERS], server)
    known = {record.id: fitted(record.name, CHOICE_CHARACTERS) for record in records}
    return [app_commands.Choice(name=name, value=id_) for id_, name in known.items() if len(id_) <= CHOICE_CHARACTERS][
        :CHOICES
    ]


def choices(names: Iterable[str]) -> Choices:
    """Give names as Discord takes them: at most 25, each short enough to come back whole."""
    short = (name for name in names if 0 < len(name) <= CHOICE_CHARACTERS)
    return [app_commands.Choice(name=name, value=name) for name in dict.fromkeys(short)][:CHOICES]


def containing(partial: str, names: Iterable[str]) -> Choices:
    """Give the names that hold what was typed, those that begin with it first."""
    typed = partial.strip().casefold()
    fitting = [name for name in names if typed in name.casefold()]
    return choices(sorted(fitting, key=lambda name: not name.casefold().startswith(typed)))
