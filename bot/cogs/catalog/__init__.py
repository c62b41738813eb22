"""`/catalog`: moderators keep the catalogue of their server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cogs.catalog import changes, files, lists
from bot.cogs.catalog.group import catalog

if TYPE_CHECKING:
    from bot.client import Earshot

__all__ = ["changes", "files", "lists", "setup"]


async def setup(bot: Earshot) -> None:
    """Add this subject to the bot."""
    bot.tree.add_command(catalog)
