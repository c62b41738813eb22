"""Who may do what: every command and every button, by everybody, in every place; and the table in CONTRIBUTING.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from simcord.actors import _dispatch_actor_interaction
from simcord.builders import ChannelHandle
from simcord.enums import InteractionType
from simcord.env import Env
from simcord.interactions import build_options, nest_options, walk_to_subcommand
from simcord.results import InteractionResult

import discord
from bot.adviser import Adviser
from bot.buttons.acts import BUTTONS as UNDER_ANSWERS
from bot.moderating.items import ACTS
from bot.pace import Pace
from bot.rights import BUTTONS, COMMANDS, Right
from bot.speech import say
from tests.bot.discord.keeping import forged, server, told

CONTRIBUTING = Path(__file__).parents[3] / "CONTRIBUTING.md"
OWNER, ADMINISTRATOR, MODERATOR, MEMBER, OUTSIDER = WHO = ("owner", "administrator", "moderator", "member", "outsider")
OWN, OTHER, DIRECT, ALONE = PLACES = ("own server", "other server", "direct message", "installed for oneself")
REFUSALS = [say("en", key) for key in ("rights.server", "rights.moderator", "rights.owner", "setup.not_allowed")]
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "ask": {"question": "thanks"},
    "gear": {"model": "zzz"},
    "compare": {"first": "zzz", "second": "zzz"},
    "pair": {"headphone": "zzz"},
    "why": {"model": "zzz"},
    "learn": {"topic": "zzz"},
    "suggest": {"model": "zzz", "source": "none"},
    "catalog add": {"kind": "iem", "brand": "Z", "model": "Z"},
    "catalog edit": {"model": "zzz", "field": "back", "value": "open", "reason": "z"},
    "catalog price": {"model": "zzz", "amount": 1, "currency": "USD"},
    "catalog alias": {"model": "zzz", "name": "z"},
    "catalog retire": {"model": "zzz", "reason": "z"},
    "catalog merge": {"gone": "zzz", "kept": "zzz", "reason": "z"},
    "catalog history": {"model": "zzz"},
    "catalog undo": {"change": 999_999},
    "catalog import": {"file": ("z.txt", b"z"), "reason": "z"},
    "catalog export": {"model": "zzz"},
    "setup dollar": {"currency": "ZZZ"},
    "setup language": {"language": "en"},
    "setup two-people": {"on": False},
}
"""What is cheap to refuse for another reason than rights."""


def may(right: Right, who: str, place: str, shared: bool = False) -> bool:
    """Say who may use something where; an outsider is somebody of the other server."""
    in_server, at_home = place in (OWN, OTHER), (place == OTHER) == (who == OUTSIDER)
    keeps = in_server and at_home and who in (ADMINISTRATOR, MODERATOR, OUTSIDER)
    return {
        Right.ANYBODY: True,
        Right.MEMBER: in_server,
        Right.MODERATOR: keeps,
        Right.KEEPER: in_server and who == OWNER if shared else keeps,
        Right.MANAGER: in_server and at_home and who == ADMINISTRATOR,
        Right.OWNER: who == OWNER,
    }[right]


class World:
    """Two servers: an outsider moderates the other one, all others are moderators and what not of the first."""

    def __init__(self, env: Env, adviser: Adviser) -> None:
        self.env, self.adviser = env, adviser
        self.own, self.other = server(env, adviser, "own"), server(env, adviser, "other")
        administrator = self.own.guild.create_role("Admins", permissions=discord.Permissions(administrator=True))
        users = {who: env.create_user(who) for who in WHO}
        owners = frozenset({users[OWNER].id})
        env.bot.settings = env.bot.settings.model_copy(update={"owners": owners})
        roles = {ADMINISTRATOR: [administrator], MODERATOR: [self.own.guild.roles["Keepers"]]}
        self.users = users
        self.members = {
            **{(who, OWN): self.own.guild.add_member(user, roles=roles.get(who, [])) for who, user in users.items()},
            **{
                (who, OTHER): self.other.guild.add_member(
                    user, roles=[self.other.guild.roles["Keepers"]] if who == OUTSIDER else []
                )
                for who, user in users.items()
            },
        }

    async def scene(self, who: str, place: str) -> tuple[Any, ChannelHandle, Mapping[str, object]]:
        """Give who acts, where, and what Discord says of that."""
        if place == DIRECT:
            return self.users[who], self.users[who].dm_channel, {}
        kept = self.other if place == OTHER else self.own
        actor = self.members[who, OTHER if place == OTHER else OWN]
        installed = {"1": str(actor.id)} if place == ALONE else {"0": str(kept.guild.id)}
        return actor, kept.channel, {"authorizing_integration_owners": installed}

    async def use(self, name: str, who: str, place: str, **options: Any) -> InteractionResult:
        """Use a command, also where Discord would not show it."""
        actor, channel, extra = await self.scene(who, place)
        first, *path = name.split(" ")
        command = self.env.bot.tree.get_command(first)
        assert command is not None
        root = command.to_dict(self.env.bot.tree)
        leaf, nesting = walk_to_subcommand(root, path)
        given = {**OPTIONS.get(name, {}), **options}
        partial = place == DIRECT  # a channel or a role cannot be named there
        built, resolved = build_options(actor, name, leaf, given, channel_id=channel.id, partial=partial)
        data = {
            "id": "1",
            "name": first,
            "type": 1,
            "options": nest_options(root, nesting, built),
            "resolved": resolved,
        }
        self.env._begin_operation("slash")
        try:
            return await _dispatch_actor_interaction(
                actor, InteractionType.APPLICATION_COMMAND, channel, data, extra=dict(extra)
            )
        finally:
            self.env._end_operation()


@pytest.fixture
def world(simcord_env: Env, adviser: Adviser) -> Iterator[World]:
    made = World(simcord_env, adviser)
    yield made
    for kept in (made.own, made.other):
        adviser.shelf.store.forget_server(kept.guild.id)


def refused(result: InteractionResult) -> bool:
    assert result.acknowledged
    return any(sentence in told(result) for sentence in REFUSALS)


def digests(world: World) -> tuple[str, str]:
    return world.own.digest, world.other.digest


def named(world: World, name: str, place: str) -> dict[str, Any]:
    """What a command needs that only a server has."""
    kept = world.other if place == OTHER else world.own
    if place == DIRECT:
        return {}
    return {
        "setup listen": {"channel": kept.channel, "on": False},
        "setup moderators": {"role": kept.guild.roles["Keepers"]},
    }.get(name, {})


@pytest.mark.asyncio
@pytest.mark.simcord(settle_timeout=60, check_errors=False)
async def test_every_command_is_for_those_whom_the_table_names(world: World) -> None:
    before, wrong, tried = digests(world), [], 0
    for name, right in COMMANDS.items():
        for who in WHO if not name[0].isupper() else ():
            for place in PLACES:
                world.env.bot.pace = Pace()  # how often one may ask is another matter
                result = await world.use(name, who, place, **named(world, name, place))
                offers = name == "catalog pending" and may(right, who, place, shared=True)
                if refused(result) is (may(right, who, place) or offers):
                    wrong.append((name, who, place, told(result)))
                tried += 1
    assert wrong == []
    assert tried == (len(COMMANDS) - 1) * len(WHO) * len(PLACES)
    assert digests(world) == before


@pytest.mark.asyncio
@pytest.mark.simcord(settle_timeout=60, check_errors=False)
async def test_the_stock_that_all_share_is_the_owners(world: World) -> None:
    before, wrong = digests(world), []
    catalog = world.env.bot.tree.get_command("catalog")
    shared = [one.qualified_name for one in catalog.commands if any(field.name == "shared" for field in one.parameters)]
    assert len(shared) == 11
    for name in shared:
        for who in WHO:
            for place in (OWN, OTHER):
                result = await world.use(name, who, place, shared=True)
                if refused(result) is may(COMMANDS[name], who, place, shared=True):
                    wrong.append((name, who, place, told(result)))
    assert wrong == []
    assert digests(world) == before


KEYS = {"again": "0" * 16, "gap_add": "turbo", "gap_alias": "turbo", "gap_ignore": "turbo"}


@pytest.mark.asyncio
@pytest.mark.simcord(settle_timeout=60, check_errors=False)
async def test_every_button_is_for_those_whom_the_table_names(world: World) -> None:
    messages = await posted(world)
    before, wrong = digests(world), []
    for act, right in {**BUTTONS, "gap menu": Right.MODERATOR}.items():
        for who in WHO:
            for place in PLACES:
                result = await press(world, messages, act, who, place)
                keeper = right is Right.KEEPER and who == OWNER and place in (OWN, OTHER)
                if refused(result) is (may(right, who, place) or keeper):
                    wrong.append((act, who, place, told(result)))
    assert wrong == []
    assert digests(world) == before


async def posted(world: World) -> dict[str, Any]:
    """Have a message in every place, to press buttons under."""
    found: dict[str, Any] = {}
    for kept, place in ((world.own, OWN), (world.other, OTHER)):
        found[place] = await kept.reader.send(kept.channel, "hello")
    found[ALONE] = found[OWN]
    for who, user in world.users.items():
        found[who] = await user.send_dm("hello")
    return found


async def press(world: World, messages: Mapping[str, Any], act: str, who: str, place: str) -> InteractionResult:
    actor, _channel, extra = await world.scene(who, place)
    message = messages[who if place == DIRECT else place]
    if act == "gap menu":
        return await forged(actor, message, "gap:names", 3, extra, values=["turbo"])
    custom_id = "do:missing:0" if act == "missing" else f"mod:{act}:{KEYS.get(act, '999999')}"
    return await forged(actor, message, custom_id, 2, extra)


def test_every_button_has_a_right() -> None:
    assert set(ACTS) | {"missing"} == set(BUTTONS)
    assert set(BUTTONS) & set(UNDER_ANSWERS) == {"missing"}


@pytest.mark.asyncio
async def test_every_command_of_the_bot_has_a_right(simcord_env: Env) -> None:
    found = set()
    for command in simcord_env.bot.tree.get_commands():
        inner = command.walk_commands() if isinstance(command, discord.app_commands.Group) else [command]
        found |= {getattr(one, "qualified_name", one.name) for one in inner}
    assert found == set(COMMANDS)


def table() -> str:
    """The rights as the docs show them."""
    head = ("", *WHO[:-1], "somebody of another server", DIRECT, ALONE)
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join(['---'] * len(head))} |"]
    for right in Right:
        commands = [f"`/{name}`" if name.islower() else f"*{name}*" for name, of in COMMANDS.items() if of is right]
        buttons = [f"*{say('en', f'button.{act}')}*" for act, of in BUTTONS.items() if of is right]
        cells = [_cell(right, who, OWN) for who in (*WHO[:-1], OUTSIDER)]
        cells += [_cell(right, MEMBER, DIRECT, OWNER), _cell(right, MEMBER, ALONE, OWNER)]
        lines.append(f"| {', '.join(dict.fromkeys((*commands, *buttons)))} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(right: Right, who: str, place: str, also: str = "") -> str:
    if may(right, who, place):
        return "yes"
    if may(right, who, place, shared=True):
        return "shared stock"
    return f"{also}s" if also and may(right, also, place) else "–"


def test_the_table_stands_in_the_docs(request: pytest.FixtureRequest) -> None:
    text = CONTRIBUTING.read_text("utf-8")
    begin, end = text.index("<!-- rights -->\n") + len("<!-- rights -->\n"), text.index("\n<!-- end of rights -->")
    if request.config.getoption("--update-golden"):
        CONTRIBUTING.write_text(text[:begin] + table() + text[end:], "utf-8")
        return
    assert text[begin:end] == table()
