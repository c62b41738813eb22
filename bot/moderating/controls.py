"""Moderators' buttons, known by their ids `mod:ACT:KEY`; KEY is a draft, change, proposal, suggestion or name."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.cards.blocks import Block
from bot.cards.layout import plain_layouts
from bot.cards.pages import pages
from bot.limits import LABEL_CHARACTERS, fitted
from bot.speech import say

Layouts = tuple[ui.LayoutView, ...]
_STYLES = {
    **dict.fromkeys(("confirm", "approve", "offer_approve", "accept", "missing"), discord.ButtonStyle.success),
    **dict.fromkeys(("undo", "refuse", "offer_refuse", "turn_down"), discord.ButtonStyle.danger),
}


def button(act: str, key: object, language: str) -> ui.Button[ui.LayoutView]:
    """Make the button of an act on something."""
    label = fitted(say(language, f"button.{act}"), LABEL_CHARACTERS)
    style = _STYLES.get(act, discord.ButtonStyle.secondary)
    return ui.Button(style=style, label=label, custom_id=f"mod:{act}:{key}")


def row(acts: Sequence[str], key: object, language: str) -> ui.ActionRow[ui.LayoutView]:
    """Make a row of buttons on the same thing."""
    return ui.ActionRow(*(button(act, key, language) for act in acts))


def sheet(blocks: Sequence[Block], *rows: ui.Item[ui.LayoutView]) -> Layouts:
    """Lay blocks out, with rows of buttons under the last of them."""
    found = plain_layouts(pages(blocks))
    for one in rows:
        found[-1].add_item(one)
    return found


def said(text: str, *rows: ui.Item[ui.LayoutView]) -> Layouts:
    """Lay a text out, with rows of buttons under it."""
    return sheet((Block(lines=tuple(text.split("\n"))),), *rows)
