"""The two kinds of things to press: buttons `do:ACT:KEY` and menus `pick:ACT:KEY`, KEY being the answer's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self, cast

import discord
from discord import ui

from bot.buttons.acts import BUTTONS, PICKS
from bot.buttons.press import Press
from bot.trouble import explain

if TYPE_CHECKING:
    from bot.client import Earshot


class Pressed(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"do:(?P<act>[a-z_]+):(?P<key>[0-9a-f]+)"):
    """A button under an answer."""

    def __init__(self, item: ui.Button[ui.LayoutView], act: str, key: str) -> None:
        super().__init__(item)
        self.act, self.key = act, key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Tell which button it is."""
        return cls(cast("ui.Button[ui.LayoutView]", item), match["act"], match["key"])

    async def callback(self, interaction: discord.Interaction[Earshot]) -> None:  # type: ignore[override]
        """Do what it says."""
        try:
            await BUTTONS[self.act](Press(interaction, self.act, self.key))
        except Exception as error:
            await explain(interaction, error)


class Picked(ui.DynamicItem[ui.Select[ui.LayoutView]], template=r"pick:(?P<act>[a-z_]+):(?P<key>[0-9a-f]+)"):
    """A menu under an answer."""

    def __init__(self, item: ui.Select[ui.LayoutView], act: str, key: str) -> None:
        super().__init__(item)
        self.act, self.key = act, key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Tell which menu it is."""
        return cls(cast("ui.Select[ui.LayoutView]", item), match["act"], match["key"])

    async def callback(self, interaction: discord.Interaction[Earshot]) -> None:  # type: ignore[override]
        """Do what it says with what was chosen."""
        chosen = self.item.values[0] if self.item.values else ""
        try:
            await PICKS[self.act](Press(interaction, self.act, self.key), chosen)
        except Exception as error:
            await explain(interaction, error)


ITEMS = (Pressed, Picked)
