"""Completing what moderators type: fields with what stands there now, changes by their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.cogs.completion import Choices
from bot.limits import CHOICE_CHARACTERS, CHOICES, fitted
from bot.named import NotOneModel, one_model
from bot.place import server_of
from bot.rights import Right, allowed
from bot.trouble import Refusal
from catalog.derive import standing
from catalog.fields import FIELDS
from catalog.models import PriceKind
from catalog.shelf import Shelf

if TYPE_CHECKING:
    from bot.client import Earshot

_WITH_ARGUMENT = {
    "price": tuple(f"price:{kind}" for kind in PriceKind),
    "power": ("power:32", "power:300"),
    "alias": (),
}
_LEFT_OUT = frozenset({"merged_into"})


async def fields_of(interaction: discord.Interaction[Earshot], partial: str) -> Choices:
    """Complete a field of the model that was chosen, each with what stands there."""
    gear, server = str(interaction.namespace.model or ""), server_of(interaction)

    def work(shelf: Shelf) -> dict[str, str]:
        view = shelf.layer(server)
        try:
            record = one_model(gear, view)
        except NotOneModel:
            return dict.fromkeys(FIELDS, "")
        own = [field for field in FIELDS.values() if record.category in field.categories]
        names = [name for field in own for name in _WITH_ARGUMENT.get(field.name, (field.name,))]
        known = standing(shelf.store.facts(record.id, server))
        return dict.fromkeys(names, "") | {name: fact.value for name, fact in known.items()}

    known = await interaction.client.adviser.run(work)
    typed = partial.strip().casefold()
    fitting = {name: value for name, value in sorted(known.items()) if typed in name and name not in _LEFT_OUT}
    return [
        app_commands.Choice(name=fitted(f"{name}: {value}" if value else name, CHOICE_CHARACTERS), value=name)
        for name, value in fitting.items()
        if len(name) <= CHOICE_CHARACTERS
    ][:CHOICES]


async def changes(interaction: discord.Interaction[Earshot], partial: str) -> list[app_commands.Choice[int]]:
    """Complete the number of one of the latest changes that can be taken back here; nothing for others than keepers."""
    try:
        here = await allowed(interaction, Right.KEEPER)
    except Refusal:
        return []
    place, layers = here.place, {here.place if here.moderator else None, None if here.owner else here.place}
    found = await interaction.client.adviser.quick(lambda shelf: shelf.store.changes(100, place))
    own = [one for one in found if one.layer in layers and one.author and str(one.id).startswith(partial.strip())]
    return [
        app_commands.Choice(name=fitted(f"{one.id} · {one.at[:10]} · {one.reason}", CHOICE_CHARACTERS), value=one.id)
        for one in own
    ][:CHOICES]
