"""Forms: a few fields and what is done with them. What somebody typed is not lost where it cannot be taken."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.escape import plain
from bot.limits import MODAL_DESCRIPTION, MODAL_LABEL, MODAL_TITLE, fitted
from bot.moderating.controls import row, said
from bot.sending import respond
from bot.speech import say
from bot.trouble import explain
from catalog.errors import BadInput
from catalog.models import Category
from knowledge.phrasing import many

if TYPE_CHECKING:
    from bot.client import Earshot

PATIENCE_S = 1800
_MOST = 200
_TYPED = 4000


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key names its label, `form.KEY`, and its hint, `form.KEY_hint`, where there is one."""

    key: str
    default: str = ""
    most: int = 120
    required: bool = True
    paragraph: bool = False
    hint: bool = False
    kinds: bool = False
    """A menu of the kinds of gear instead of a line of text."""


@dataclass(frozen=True, slots=True)
class Values:
    """A form that was sent: by which interaction, and what stands in each field."""

    interaction: discord.Interaction[Earshot]
    said: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """Give what stands in a field."""
        return self.said[key]


Do = Callable[[Values], Awaitable[None]]


class Form(ui.Modal):
    """A form of some fields. `do` is called with what was typed; it sees to the rights of whoever sends it."""

    def __init__(self, language: str, title: str, fields: Sequence[Field], do: Do) -> None:
        super().__init__(title=fitted(say(language, f"form.title_{title}"), MODAL_TITLE), timeout=PATIENCE_S)
        self._language, self._title, self._fields, self._do = language, title, tuple(fields), do
        self._items = {field.key: _item(field) for field in fields}
        for field in fields:
            hint = fitted(say(language, f"form.{field.key}_hint"), MODAL_DESCRIPTION) if field.hint else None
            label = fitted(say(language, f"form.{field.key}"), MODAL_LABEL)
            self.add_item(ui.Label(text=label, description=hint, component=self._items[field.key]))

    async def on_submit(self, interaction: discord.Interaction[Earshot]) -> None:  # type: ignore[override]
        """Do it; where the input cannot be taken, say why, and offer the form again as it was filled in."""
        typed = {key: _typed(item) for key, item in self._items.items()}
        try:
            await self._do(Values(interaction, typed))
        except BadInput as error:
            filled = tuple(replace(field, default=typed[field.key]) for field in self._fields)
            key = interaction.client.forms.keep(
                interaction.user.id, lambda: Form(self._language, self._title, filled, self._do)
            )
            text = plain(fitted(str(error), 1500))
            await respond(interaction, said(text, row(("again",), key, self._language)), private=True)

    async def on_error(self, interaction: discord.Interaction[Earshot], error: Exception) -> None:  # type: ignore[override]
        """Tell what went wrong."""
        await explain(interaction, error)


class Forms:
    """Forms that could not be taken, to be opened again by whoever filled them in; in memory, the latest few."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[int, Callable[[], Form]]] = OrderedDict()

    def keep(self, user: int, make: Callable[[], Form]) -> str:
        """Keep one; give its key."""
        key = secrets.token_hex(8)
        self._kept[key] = user, make
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return key

    def take(self, key: str, user: int) -> Form | None:
        """Make it again for the one who filled it in."""
        whose, make = self._kept.get(key, (0, None))
        return make() if make is not None and whose == user else None


def _item(field: Field) -> ui.TextInput[Form] | ui.Select[Form]:
    if field.kinds:
        options = [
            discord.SelectOption(label=many(kind), value=kind.value, default=kind.value == field.default)
            for kind in Category
        ]
        return ui.Select(options=options, required=True)
    return ui.TextInput(
        style=discord.TextStyle.paragraph if field.paragraph else discord.TextStyle.short,
        required=field.required,
        default=field.default[: min(field.most, _TYPED)] or None,
        max_length=min(field.most, _TYPED),
    )


def _typed(item: ui.TextInput[Form] | ui.Select[Form]) -> str:
    return item.value.strip() if isinstance(item, ui.TextInput) else next(iter(item.values), "")
