"""A server whose catalogue is kept: a log channel, two moderators, an owner of the bot; and what its members do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simcord.actors import MemberActor, _dispatch_actor_interaction, _visible_message
from simcord.backend import serializers
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.enums import InteractionType
from simcord.env import Env
from simcord.results import InteractionResult, ResponseMessage

import discord
from bot.adviser import Adviser
from bot.named import NotOneModel
from bot.trouble import Refusal
from catalog.errors import CatalogError
from tests.bot.discord.shown import text

HD600 = "sennheiser-hd-600"


@dataclass
class Kept:
    """The server, and who is in it."""

    env: Env
    adviser: Adviser
    guild: GuildHandle
    channel: ChannelHandle
    log: ChannelHandle
    reader: MemberActor
    olga: MemberActor
    igor: MemberActor
    chief: MemberActor

    @property
    def digest(self) -> str:
        """What the server sees, in short, and whatever waits."""
        shelf = self.adviser.shelf
        shelf.refresh()
        server, store = self.guild.id, shelf.store
        waiting = [len(store.proposals.waiting(layer)) for layer in (server, None)]
        return f"{shelf.layer(server).version} {shelf.version} {len(store.changes(1000, server))} {waiting}"

    def fact(self, field: str, gear: str = HD600) -> Any:
        """What the server's catalogue says."""
        self.adviser.shelf.refresh()
        return getattr(self.adviser.shelf.layer(self.guild.id).get(gear), field)

    def owner(self) -> UserHandle:
        """Make somebody who owns the bot, and is nothing in the server."""
        user = self.env.create_user("owner")
        self.env.bot.settings = self.env.bot.settings.model_copy(update={"owners": frozenset({user.id})})
        return user

    @property
    def last_log(self) -> discord.Message:
        """The newest message of the log channel."""
        message = self.log.last_message
        assert message is not None
        return message


def server(env: Env, adviser: Adviser, name: str, chief: UserHandle | None = None, **settings: object) -> Kept:
    """Make a server with moderators and a log channel."""
    guild = env.create_guild(name)
    role = guild.create_role("Keepers")
    manager = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    log = guild.create_text_channel("log")
    adviser.shelf.store.servers.change(guild.id, moderator_roles=(role.id,), log_channel=log.id, **settings)

    def member(who: str, *roles: Any) -> MemberActor:
        return guild.add_member(env.create_user(f"{name}-{who}"), roles=list(roles))

    return Kept(
        env=env,
        adviser=adviser,
        guild=guild,
        channel=guild.create_text_channel("headphones"),
        log=log,
        reader=member("reader"),
        olga=member("olga", role),
        igor=member("igor", role),
        chief=guild.add_member(chief or env.create_user(f"{name}-chief"), roles=[manager]),
    )


def is_refusal(error: BaseException) -> bool:
    """Tell what was told to somebody in a sentence from what broke."""
    return isinstance(error.__cause__ or error, Refusal | CatalogError | NotOneModel)


def answer(result: InteractionResult) -> ResponseMessage:
    """What somebody was answered."""
    found = result.followups[-1] if result.followups else result.response
    assert found is not None
    return found


def told(result: InteractionResult) -> str:
    """All that somebody was told."""
    messages = [one for one in (result.response, *result.followups) if one is not None]
    return "\n".join(text(one) for one in messages)


async def fill(actor: MemberActor, shown: InteractionResult, *values: object) -> InteractionResult:
    """Fill a form's fields in, from the first; None leaves one as it is."""
    assert shown.modal is not None, told(shown)
    filled = {field["custom_id"]: begun(field) for field in controls(shown.modal)}
    filled.update({key: value for key, value in zip(filled, values, strict=False) if value is not None})
    return await actor.submit_modal(shown, filled)


def begun(field: Mapping[str, Any]) -> object:
    """What stands in a field before anybody types."""
    if "options" in field:
        return [option["value"] for option in field["options"] if option.get("default")]
    return field.get("value") or ""


def controls(modal: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The fields of a form."""
    return [label["component"] for label in modal["components"] if "component" in label]


async def forged(
    actor: Any, message: Any, custom_id: str, kind: int = 2, more: Mapping[str, object] | None = None, **data: object
) -> InteractionResult:
    """Press a button that stands under another message, or nowhere: as if it stood under this one."""
    stored = _visible_message(actor, message)
    backend = actor._env.backend
    payload = dict(serializers.message_payload(backend, stored))
    item = {"type": kind, "custom_id": custom_id, **({"style": 1, "label": "x"} if kind == 2 else {"options": []})}
    payload["components"] = [*payload["components"], {"type": 1, "id": 900, "components": [{**item, "id": 901}]}]
    guild = getattr(actor, "guild", None)
    actor._env._begin_operation("forged")
    try:
        return await _dispatch_actor_interaction(
            actor,
            InteractionType.MESSAGE_COMPONENT,
            ChannelHandle(actor._env, guild, backend.get_channel(stored.channel_id)),
            {"custom_id": custom_id, "component_type": kind, "id": 901, **data},
            extra={"message": payload, **(more or {})},
            source_message_id=stored.id,
        )
    finally:
        actor._env._end_operation()
