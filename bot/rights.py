"""Who may do what: one table for every command and button, looked up at each step; the docs and the tests read it too.

A moderator is a member with a role that `/setup moderators` names, or one who may manage the server; Discord's own
settings of a command can only take away from that. An owner of the bot is no moderator of a server by that alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import discord

from bot.place import server_of
from bot.speech import say
from bot.trouble import Refusal
from catalog.models import ServerSettings
from catalog.proposals import Person
from catalog.values import UNPRINTABLE

if TYPE_CHECKING:
    from bot.client import Earshot


class Right(StrEnum):
    """Who may use something."""

    ANYBODY = "anybody"
    """Everywhere, also in direct messages and where only the reader installed the bot."""
    MEMBER = "member"
    """In a server that the bot is a member of."""
    MODERATOR = "moderator"
    KEEPER = "keeper"
    """Moderators; and in the stock that all servers share, the bot's owners and nobody else."""
    MANAGER = "manager"
    """Members who may manage the server, administrators among them."""
    OWNER = "owner"
    """The bot's owners, whom its settings name; everywhere."""


COMMANDS: Mapping[str, Right] = {
    **dict.fromkeys(("ask", "gear", "compare", "pair", "why", "rules", "learn", "help", "privacy"), Right.ANYBODY),
    "Answer with Earshot": Right.ANYBODY,
    "suggest": Right.MEMBER,
    **dict.fromkeys(
        (
            *("catalog add", "catalog edit", "catalog price", "catalog alias", "catalog retire", "catalog merge"),
            *("catalog history", "catalog undo", "catalog import", "catalog export", "catalog check", "catalog gaps"),
            "catalog pending",
        ),
        Right.KEEPER,
    ),
    "catalog suggestions": Right.MODERATOR,
    **dict.fromkeys(
        ("setup show", "setup listen", "setup moderators", "setup log", "setup dollar", "setup language"),
        Right.MANAGER,
    ),
    "setup two-people": Right.MANAGER,
}
"""By the name of a command."""

BUTTONS: Mapping[str, Right] = {
    "missing": Right.MEMBER,
    "again": Right.MEMBER,
    **dict.fromkeys(("confirm", "cancel", "answers", "anew", "undo"), Right.KEEPER),
    **dict.fromkeys(("offer", "approve", "refuse", "accept", "turn_down", "duplicate"), Right.MODERATOR),
    **dict.fromkeys(("gap_add", "gap_alias", "gap_ignore"), Right.MODERATOR),
    **dict.fromkeys(("offer_approve", "offer_refuse"), Right.OWNER),
}
"""By what a button does; those under answers are anybody's, each in a copy of their own."""


@dataclass(frozen=True, slots=True)
class Here:
    """Who acts, in which server (None: in a direct message), what they are there, and how that server is set up."""

    person: Person
    server: int | None
    language: str
    owner: bool
    moderator: bool
    settings: ServerSettings

    @property
    def place(self) -> int:
        """The server, where there must be one. Errors: Refusal."""
        if self.server is None:
            raise Refusal(say(self.language, "rights.server"))
        return self.server

    def layer(self, shared: bool) -> int | None:
        """Give the catalogue to look after: the server's to moderators, the shared one to owners. Errors: Refusal."""
        if shared and not self.owner:
            raise Refusal(say(self.language, "rights.owner"))
        if not shared and not self.moderator:
            raise Refusal(say(self.language, "rights.moderator"))
        return None if shared else self.place


async def allowed(interaction: discord.Interaction[Earshot], right: Right) -> Here:
    """Let somebody go on who may. Errors: Refusal."""
    bot = interaction.client
    server = server_of(interaction)
    settings = await bot.adviser.settings(server)
    here = Here(
        person=Person(interaction.user.id, name_of(interaction.user)),
        server=server,
        language=interaction.locale.value,
        owner=interaction.user.id in bot.settings.owners,
        moderator=server is not None and moderates(interaction, settings),
        settings=settings,
    )
    if server is None and right not in (Right.ANYBODY, Right.OWNER):
        raise Refusal(say(here.language, "rights.server"))
    may = {
        Right.MODERATOR: here.moderator,
        Right.KEEPER: here.moderator or here.owner,
        Right.MANAGER: manages(interaction),
        Right.OWNER: here.owner,
    }
    if not may.get(right, True):
        raise Refusal(say(here.language, _REFUSED[right]))
    return here


_REFUSED = {
    Right.MODERATOR: "rights.moderator",
    Right.KEEPER: "rights.moderator",
    Right.MANAGER: "setup.not_allowed",
    Right.OWNER: "rights.owner",
}


def moderates(interaction: discord.Interaction[Earshot], settings: ServerSettings) -> bool:
    """Tell a moderator."""
    roles = {role.id for role in getattr(interaction.user, "roles", ())}
    return manages(interaction) or not roles.isdisjoint(settings.moderator_roles)


def manages(interaction: discord.Interaction[Earshot]) -> bool:
    """Tell a member who may manage the server."""
    return interaction.permissions.administrator or interaction.permissions.manage_guild


def name_of(user: discord.abc.User) -> str:
    """Give what the history shows: the user's name, and the id, which does not change."""
    return f"{UNPRINTABLE.sub('', user.name)[:80]} ({user.id})"
