"""`/setup`: where the bot answers unasked, who moderates, where changes are told; for those who manage the server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str as _
from discord.ext import commands

from bot.cards.layout import notice
from bot.client import Earshot
from bot.cogs.completion import Choices, containing
from bot.escape import plain
from bot.rights import Right, allowed
from bot.sending import in_time, respond
from bot.speech import languages, say
from bot.trouble import Refusal
from catalog.models import DOLLARS, ServerSettings

Asked = discord.TextChannel | discord.ForumChannel


class _AskChannel(app_commands.Transformer):
    """A channel in which questions can be asked; discord.py counts media channels among the forums."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """What Discord lets one choose."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Of these kinds."""
        return [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]

    async def transform(self, interaction: discord.Interaction[Earshot], value: Any, /) -> Asked:  # type: ignore[override]
        """Give the channel. Errors: TransformerError where the bot does not see it."""
        channel = value.resolve()
        if not isinstance(channel, Asked):
            raise app_commands.TransformerError(value, self.type, self)
        return channel


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
class Setup(commands.GroupCog, group_name=_("setup"), group_description=_("Set the bot up for this server")):
    """A server's settings."""

    def __init__(self, bot: Earshot) -> None:
        self.bot = bot

    async def interaction_check(self, interaction: discord.Interaction[Earshot], /) -> bool:  # type: ignore[override]
        """Let those through who manage the server, whatever Discord's own settings of the command say."""
        await allowed(interaction, Right.MANAGER)
        return True

    @app_commands.command(name=_("show"), description=_("Show how the bot is set up here"))
    async def show(self, interaction: discord.Interaction[Earshot]) -> None:
        """Show all settings."""
        settings = await in_time(interaction, self.bot.adviser.settings(interaction.guild_id), private=True)
        await respond(interaction, [notice(self._told(settings, interaction.locale.value))], private=True)

    @app_commands.command(name=_("listen"), description=_("Answer every question in a channel or forum, or stop that"))
    @app_commands.rename(channel=_("channel"), on=_("on"))
    @app_commands.describe(channel=_("A text channel or a forum"), on=_("Off stops it"))
    async def listen(
        self,
        interaction: discord.Interaction[Earshot],
        channel: app_commands.Transform[Asked, _AskChannel],
        on: bool = True,
    ) -> None:
        """Switch a channel on or off."""

        def changed(now: ServerSettings) -> dict[str, object]:
            others = tuple(one for one in now.ask_channels if one != channel.id)
            return {"ask_channels": (*others, channel.id) if on else others}

        await self._change(interaction, changed, self._missing(interaction, channel) if on else "")

    @app_commands.command(name=_("moderators"), description=_("Which role may change the catalogue"))
    @app_commands.rename(role=_("role"), on=_("on"))
    @app_commands.describe(role=_("The members of this role"), on=_("Off takes it away"))
    async def moderators(self, interaction: discord.Interaction[Earshot], role: discord.Role, on: bool = True) -> None:
        """Name a moderators' role, or take it away."""
        if role.is_default():
            raise Refusal(say(interaction.locale.value, "setup.not_everyone"))

        def changed(now: ServerSettings) -> dict[str, object]:
            others = tuple(one for one in now.moderator_roles if one != role.id)
            return {"moderator_roles": (*others, role.id) if on else others}

        await self._change(interaction, changed)

    @app_commands.command(name=_("log"), description=_("Where changes of the catalogue are told"))
    @app_commands.rename(channel=_("channel"))
    @app_commands.describe(channel=_("A text channel; without one, nowhere"))
    async def log(self, interaction: discord.Interaction[Earshot], channel: discord.TextChannel | None = None) -> None:
        """Name the channel for changes."""
        missing = self._missing(interaction, channel) if channel else ""
        await self._change(interaction, lambda _now: {"log_channel": channel.id if channel else None}, missing)

    @app_commands.command(name=_("dollar"), description=_("Which dollar a bare $ means here"))
    @app_commands.rename(currency=_("currency"))
    @app_commands.describe(currency=_("A currency's three letters"))
    async def dollar(self, interaction: discord.Interaction[Earshot], currency: app_commands.Range[str, 3, 3]) -> None:
        """Name the dollar."""
        if currency.upper() not in DOLLARS:
            raise Refusal(say(interaction.locale.value, "setup.no_dollar", known=", ".join(DOLLARS)))
        await self._change(interaction, lambda _now: {"dollar": currency.upper()})

    @dollar.autocomplete("currency")
    async def _currency(self, interaction: discord.Interaction[Earshot], partial: str) -> Choices:
        return containing(partial, DOLLARS)

    @app_commands.command(name=_("language"), description=_("The language of names and notices in this server"))
    @app_commands.rename(language=_("language"))
    @app_commands.describe(language=_("Answers themselves are in English"))
    @app_commands.choices(language=[app_commands.Choice(name=one, value=one) for one in languages()])
    async def language(self, interaction: discord.Interaction[Earshot], language: str) -> None:
        """Name the language."""
        await self._change(interaction, lambda _now: {"language": language})

    @app_commands.command(name=_("two-people"), description=_("Whether great changes wait for another moderator"))
    @app_commands.rename(on=_("on"), rows=_("rows"))
    @app_commands.describe(
        on=_("Merges, retirements and great imports wait"), rows=_("From how many rows an import waits")
    )
    async def two_people(
        self,
        interaction: discord.Interaction[Earshot],
        on: bool,
        rows: app_commands.Range[int, 1, 100_000] = 50,
    ) -> None:
        """Switch the second pair of eyes on or off."""
        await self._change(interaction, lambda _now: {"two_people": on, "two_people_rows": rows})

    async def _change(
        self,
        interaction: discord.Interaction[Earshot],
        fields: Callable[[ServerSettings], dict[str, object]],
        warning: str = "",
    ) -> None:
        server, language = interaction.guild_id or 0, interaction.locale.value
        servers = self.bot.adviser.shelf.store.servers
        work: Awaitable[ServerSettings] = self.bot.adviser.run(
            lambda _shelf: servers.change(server, **fields(servers.get(server)))
        )
        settings = await in_time(interaction, work, private=True)
        told = self._told(settings, language)
        await respond(interaction, [notice(f"{warning}\n\n{told}".strip())], private=True)

    def _missing(self, interaction: discord.Interaction[Earshot], channel: Asked) -> str:
        """What stands in the way of answering in a channel."""
        language, guild = interaction.locale.value, interaction.guild
        if guild is None:
            return ""
        have = channel.permissions_for(guild.me)
        wanted = ["view_channel", "send_messages", "read_message_history", "attach_files"]
        if isinstance(channel, discord.ForumChannel):
            wanted[1] = "send_messages_in_threads"
        missing = ", ".join(name.replace("_", " ") for name in wanted if not getattr(have, name))
        return say(language, "notice.may_not_write", channel=channel.mention, permissions=missing) if missing else ""

    def _told(self, settings: ServerSettings, language: str) -> str:
        none = say(language, "setup.none")
        channels = ", ".join(f"<#{one}>" for one in settings.ask_channels) or none
        roles = ", ".join(f"<@&{one}>" for one in settings.moderator_roles) or none
        lines = [
            say(language, "setup.title"),
            say(language, "setup.listening", channels=channels),
            say(language, "setup.moderators", roles=roles),
            say(language, "setup.log", channel=f"<#{settings.log_channel}>" if settings.log_channel else none),
            say(language, "setup.dollar", dollar=plain(settings.dollar), speech=plain(settings.language)),
            say(
                language,
                "setup.two_people_on" if settings.two_people else "setup.two_people_off",
                rows=settings.two_people_rows,
            ),
        ]
        if settings.ask_channels and not self.bot.intents.message_content:
            lines.append(say(language, "setup.no_intent"))
        return "\n".join(lines)


async def setup(bot: Earshot) -> None:
    """Add this subject to the bot."""
    await bot.add_cog(Setup(bot))
