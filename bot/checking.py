"""Whether everything that the bot needs on Discord is in place; looked at without answering anybody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import discord

from bot.adviser import Adviser
from bot.client import Earshot
from bot.permissions import INVITE
from bot.pictures import Studio
from bot.settings import Settings
from bot.sync import digest_of, kind_of, noted_digest

SERVERS = 25
"""Servers whose permissions are looked at, so that a large bot is checked in a moment too."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked at: good, bad, or (None) neither, only worth knowing."""

    good: bool | None
    what: str
    said: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that was looked at, and the addresses by which people add the bot."""

    found: tuple[Found, ...]
    for_servers: str
    for_oneself: str

    @property
    def good(self) -> bool:
        """Whether nothing is bad."""
        return all(one.good is not False for one in self.found)

    @property
    def text(self) -> str:
        """A short table, and the addresses."""
        signs = {True: "ok", False: "NO", None: "--"}
        table = [f"{signs[one.good]}  {one.what:<12} {one.said}" for one in self.found]
        return "\n".join([*table, "", f"Add to a server:  {self.for_servers}", f"Add to yourself:  {self.for_oneself}"])


class _Visitor(Earshot):
    """The bot, with its commands loaded, that tells Discord nothing."""

    async def setup_hook(self) -> None:
        await self.load()

    async def look(self) -> Report:
        found = [one async for one in self._found()]
        id_ = self.application_id or 0
        own = discord.utils.oauth_url(id_, scopes=("applications.commands",)) + "&integration_type=1"
        return Report(tuple(found), discord.utils.oauth_url(id_, permissions=INVITE), own)

    async def _found(self) -> AsyncIterator[Found]:
        yield Found(True, "token", f"{self.user} ({self.me})")
        yield _content(self.settings.message_content, self.application_flags)
        endpoint = self.application.interactions_endpoint_url if self.application else None
        if endpoint:
            yield Found(False, "endpoint", "an interactions endpoint is set in the portal, so no command arrives here")
        yield await self._commands()
        async for one in self._servers():
            yield one

    async def _commands(self) -> Found:
        known = {(command.type, command.name) for command in await self.tree.fetch_commands()}
        ours = self.tree.get_commands()
        digest = await digest_of(self.tree)
        missing = [command.name for command in ours if (kind_of(command), command.name) not in known]
        if missing or len(known) != len(ours):
            self.noted.unlink(missing_ok=True)  # whatever was sent before, Discord has it no more
            said = f"{len(known)} known to Discord, {len(ours)} here; `bot run` sends them"
            return Found(None, "commands", said + (f" (new: {', '.join(sorted(missing))})" if missing else ""))
        if noted_digest(self.noted) != digest:
            return Found(None, "commands", f"all {len(ours)} known to Discord, some changed; `bot run` sends them")
        return Found(True, "commands", f"all {len(ours)} known to Discord as they are here")

    async def _servers(self) -> AsyncIterator[Found]:
        seen = 0
        async for partial in self.fetch_guilds(limit=SERVERS):
            seen += 1
            guild = await self.fetch_guild(partial.id, with_counts=False)
            have = (await guild.fetch_member(self.me)).guild_permissions
            missing = [name.replace("_", " ") for name, wanted in INVITE if wanted and not getattr(have, name)]
            if missing:
                yield Found(False, "permissions", f"in server {guild.id} these are missing: {', '.join(missing)}")
        yield Found(True if seen else None, "servers", f"looked at {seen}" if seen else "the bot is in none yet")


async def check(settings: Settings, adviser: Adviser, studio: Studio) -> Report:
    """Log in, look, and log out. Errors: discord.LoginFailure, discord.HTTPException, OSError."""
    bot = _Visitor(settings, adviser, studio)
    try:
        await bot.login(settings.token.get_secret_value())
        return await bot.look()
    finally:
        await bot.close()


def _content(wanted: bool, flags: discord.ApplicationFlags) -> Found:
    granted = flags.gateway_message_content or flags.gateway_message_content_limited
    if wanted and not granted:
        return Found(False, "intents", "EARSHOT_MESSAGE_CONTENT is on, but message content is off in the portal (Bot)")
    if wanted:
        return Found(True, "intents", "message content is granted: ask channels can be set up")
    return Found(None, "intents", "message content is not asked for: all but ask channels works")
