"""Things to press under an answer: buttons `do:ACT:KEY` and menus `pick:ACT:KEY`, KEY being the answer's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.buttons.acts import BUTTONS, PICKS
from bot.buttons.press import Press
from bot.trouble import explain

if TYPE_CHECKING:
    from bot.client import Earshot


class Pressed(ui.DynamicItem[ui.Item[Any]], template=r"(?:do|pick):(?P<act>[a-z_]+):(?P<key>[0-9a-f]+)"):
    """A button or a menu. It is known by its id alone, so it works after a restart."""

    def __init__(self, item: ui.Item[Any], act: str, key: str) -> None:
        super().__init__(item)
        self.act, self.key = act, key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Tell which one it is."""
        return cls(item, match["act"], match["key"])

    async def callback(self, interaction: discord.Interaction[Earshot]) -> None:  # type: ignore[override]
        """Do what it says, with what was chosen where it is a menu."""
        press = Press(interaction, self.act, self.key)
        try:
            if isinstance(self.item, ui.Select):
                await PICKS[self.act](press, self.item.values[0])
            else:
                await BUTTONS[self.act](press)
        except Exception as error:
            await explain(interaction, error)


ITEMS = (Pressed,)
