"""What moderators can want of the catalogue: the wishes that drafts are made of, and the forms that ask for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord

from bot.exchange import utcnow
from bot.moderating.controls import said
from bot.moderating.drafting import Wanted, Wish, begin
from bot.moderating.figures import begun, read, without_unit
from bot.moderating.forms import Do, Field, Form, Values
from bot.moderating.showing import show
from bot.moderating.telling import tell_accepted
from bot.named import one_model
from bot.rights import Here, Right, allowed
from bot.sending import respond
from bot.speech import say
from catalog.errors import BadEdit, NothingToChange, Problem
from catalog.models import Category, PriceKind, Trust
from catalog.moderating import add, alias, merge, retire
from catalog.settle import Entry
from catalog.shelf import Shelf
from catalog.view import View

if TYPE_CHECKING:
    from bot.client import Earshot

OWN_WORD = "moderator"
"""The source of what a moderator says without one."""
REASON = 500


def edited(gear: str, field: str, value: str, source: str, trust: Trust, as_of: str) -> Wish:
    """Say one field of a model, by its name or id; an empty value says that nobody knows."""

    def wish(_shelf: Shelf, view: View) -> tuple[Entry, ...]:
        record = one_model(gear, view)
        said = without_unit(field, value.strip())
        return (Entry(record.id, field.strip(), said, source or OWN_WORD, trust, as_of),)

    return wish


def priced(gear: str, amount: float, currency: str, kind: PriceKind, source: str, as_of: str) -> Wish:
    """Say what a model costs."""
    value = f"{amount:.2f}".removesuffix(".00") + f" {currency.upper()}"
    return edited(gear, f"price:{kind}", value, source, Trust.PUBLISHED, as_of or f"{datetime.now(UTC):%Y-%m-%d}")


def called(gear: str, name: str) -> Wish:
    """Let one more name mean a model."""
    return lambda _shelf, view: alias(view, one_model(gear, view).id, name.strip())


def retired(gear: str) -> Wish:
    """Recommend a model no more."""
    return lambda _shelf, view: retire(view, one_model(gear, view).id)


def merged(gone: str, kept: str) -> Wish:
    """Make two records one."""
    return lambda shelf, view: merge(shelf.store, view, one_model(gone, view).id, one_model(kept, view).id)


def added(brand: str, model: str, category: str, values: Values, layer: int | None) -> Wish:
    """Take a model in that the catalogue lacks, with the figures of a form. Errors: BadEdit."""
    if category not in tuple(Category):
        raise BadEdit([Problem(f"expected one of {', '.join(Category)}", column="kind", value=category)])
    source, as_of = values["source"] or OWN_WORD, values.said.get("date", "")
    figures = read(values["figures"], source, as_of)

    def wish(shelf: Shelf, view: View) -> tuple[Entry, ...]:
        return add(shelf.store, view, brand.strip(), model.strip(), Category(category), figures, source, as_of, layer)

    return wish


def figures_form(language: str, wanted: Wanted, brand: str, model: str, kind: Category) -> Form:
    """Ask for the figures of a model whose name is known."""
    do = _drafted(wanted, lambda values: added(brand, model, kind.value, values, wanted.layer))
    return Form(language, "add", (_figures(kind), *_SIGNED), do)


def model_form(
    language: str, wanted: Wanted, brand: str = "", model: str = "", source: str = "", kind: str = ""
) -> Form:
    """Ask for a model and its figures; the reason is known."""
    fields = (
        Field("kind", kind, kinds=True),
        Field("brand", brand),
        Field("model", model),
        _figures(Category(kind) if kind else None),
        Field("source", source, most=500, required=False, hint=True),
    )
    do = _drafted(wanted, lambda values: added(values["brand"], values["model"], values["kind"], values, wanted.layer))
    return Form(language, "add", fields, do)


def field_form(language: str, wanted: Wanted, gear: str, field: str, value: str, source: str) -> Form:
    """Ask for one field of a model."""
    fields = (
        Field("gear", gear),
        Field("field", field, hint=True),
        Field("value", value, most=500, required=False, hint=True),
        Field("source", source, most=500, required=False, hint=True),
        Field("date", required=False, most=10, hint=True),
    )

    def wish(values: Values) -> Wish:
        return edited(
            values["gear"], values["field"], values["value"], values["source"], Trust.PUBLISHED, values["date"]
        )

    return Form(language, "edit", fields, _drafted(wanted, wish))


def alias_form(language: str, wanted: Wanted, name: str) -> Form:
    """Ask which model a name means."""
    return Form(
        language, "alias", (Field("gear", most=120),), _drafted(wanted, lambda values: called(values["gear"], name))
    )


_SIGNED = (
    Field("source", most=500, required=False, hint=True),
    Field("date", most=10, required=False, hint=True),
    Field("reason", most=REASON, required=False),
)


def _figures(kind: Category | None) -> Field:
    return Field("figures", begun(kind), most=4000, required=False, paragraph=True, hint=True)


def _drafted(wanted: Wanted, wish_of: Callable[[Values], Wish]) -> Do:
    """Make a draft of what a form says, if whoever sends it may still do so."""

    async def do(values: Values) -> None:
        here = await allowed(values.interaction, Right.KEEPER)
        here.layer(wanted.layer is None)
        reason = values.said.get("reason") or wanted.reason
        now = Wanted(here, reason, wanted.layer, wanted.suggestion, wanted.gap)
        looking = begin(values.interaction.client.adviser, now, wish_of(values))
        try:
            await show(values.interaction, looking)
        except NothingToChange:
            if now.suggestion is None:
                raise
            await _close(values.interaction, here, now.suggestion)

    return do


async def _close(interaction: discord.Interaction[Earshot], here: Here, number: int) -> None:
    """Note that a suggestion was right, though another edit has said so already."""
    bot, place = interaction.client, here.place
    await bot.adviser.quick(lambda shelf: shelf.store.suggestions.accept(place, number, here.person.id, utcnow()))
    await respond(interaction, said(say(here.language, "suggest.said_already", number=number)), private=True)
    await tell_accepted(bot, place, number)
