"""Moderators' buttons and menus as Discord hands them over; each is one row of a table."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Self, cast

import discord
from discord import ui

from bot.escape import plain
from bot.moderating import draft_acts, log_acts, suggestion_acts
from bot.moderating.controls import row, said
from bot.moderating.press import Pressed
from bot.rights import Right, allowed
from bot.sending import respond
from bot.speech import say
from bot.trouble import explain

if TYPE_CHECKING:
    from bot.client import Earshot

ACTS: Mapping[str, Callable[[Pressed], Awaitable[None]]] = {
    "confirm": draft_acts.confirm,
    "cancel": draft_acts.cancel,
    "answers": draft_acts.list_answers,
    "anew": draft_acts.anew,
    "again": draft_acts.again,
    "undo": log_acts.undo,
    "offer": log_acts.offer,
    "approve": log_acts.approve,
    "refuse": log_acts.refuse,
    "offer_approve": log_acts.approve_offer,
    "offer_refuse": log_acts.refuse_offer,
    "accept": suggestion_acts.accept,
    "turn_down": suggestion_acts.turn_down,
    "duplicate": suggestion_acts.duplicate,
    "gap_add": suggestion_acts.gap_add,
    "gap_alias": suggestion_acts.gap_alias,
    "gap_ignore": suggestion_acts.gap_ignore,
}


class Moderated(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"mod:(?P<act>[a-z_]+):(?P<key>[^\n]{1,60})"):
    """A moderators' button."""

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
        """Do what it says, if whoever pressed it may."""
        try:
            pressed = await Pressed.by(interaction, self.act, self.key)
            await ACTS[self.act](pressed)
        except Exception as error:
            await explain(interaction, error)


class GapMenu(ui.DynamicItem[ui.Select[ui.LayoutView]], template="gap:names"):
    """The names that were asked for in vain, to do something about one."""

    def __init__(self, item: ui.Select[ui.LayoutView]) -> None:
        super().__init__(item)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """There is only one."""
        return cls(cast("ui.Select[ui.LayoutView]", item))

    async def callback(self, interaction: discord.Interaction[Earshot]) -> None:  # type: ignore[override]
        """Offer what can be done about a name."""
        name = self.item.values[0] if self.item.values else ""
        try:
            here = await allowed(interaction, Right.MODERATOR)
            buttons = row(("gap_add", "gap_alias", "gap_ignore"), name[:60], here.language)
            await respond(interaction, said(f"**{plain(name)}**", buttons), private=True)
        except Exception as error:
            await explain(interaction, error)


MODERATED = (Moderated, GapMenu)


def gap_menu(names: list[str], language: str) -> ui.ActionRow[ui.LayoutView]:
    """Make the menu of names."""
    options = [discord.SelectOption(label=name, value=name) for name in names]
    return ui.ActionRow(ui.Select(custom_id="gap:names", placeholder=say(language, "select.gap"), options=options[:25]))
