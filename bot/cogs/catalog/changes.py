"""`/catalog add`, `edit`, `price`, `alias`, `retire`, `merge` and `undo`: each shows what it would do, and asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str as _

from bot.cogs.catalog.group import Day, Name, Reason, Source, catalog, draft, keeper
from bot.cogs.catalog.typing import changes, fields_of
from bot.cogs.completion import models
from bot.moderating import wishes
from bot.moderating.drafting import Wanted, begin_undo
from bot.moderating.log_acts import here_or_refuse
from bot.moderating.showing import show
from catalog.models import Category, PriceKind, Trust
from knowledge.phrasing import many

if TYPE_CHECKING:
    from bot.client import Earshot

_KINDS = [app_commands.Choice(name=many(kind), value=kind.value) for kind in Category]
_SHARED = _("For all servers; the bot's owners alone may do that")


@catalog.command(name=_("add"), description=_("Take in a model that the catalogue lacks"))
@app_commands.rename(kind=_("kind"), brand=_("brand"), model=_("model"), shared=_("shared"))
@app_commands.describe(
    kind=_("What kind of thing it is"), brand=_("The maker"), model=_("As the maker writes it"), shared=_SHARED
)
@app_commands.choices(kind=_KINDS)
async def add(
    interaction: discord.Interaction[Earshot], kind: str, brand: Name, model: Name, shared: bool = False
) -> None:
    """Ask for the figures of a new model, then show it."""
    here, layer = await keeper(interaction, shared)
    wanted = Wanted(here, f"adds {brand} {model}"[:500], layer)
    form = wishes.figures_form(here.language, wanted, brand, model, Category(kind))
    await interaction.response.send_modal(form)


@catalog.command(name=_("edit"), description=_("Correct one field of a model"))
@app_commands.rename(
    gear=_("model"),
    field=_("field"),
    value=_("value"),
    source=_("source"),
    trust=_("trust"),
    date=_("date"),
    reason=_("reason"),
    shared=_("shared"),
)
@app_commands.describe(
    gear=_("Brand and model"),
    field=_("Which field"),
    value=_("What it is; without it, nobody knows"),
    source=_("A link to where it stands; without it, your word"),
    trust=_("How far it can be believed"),
    date=_("When that was so: 2026, 2026-05 or 2026-05-31"),
    reason=_("Why; shown in the history"),
    shared=_SHARED,
)
@app_commands.choices(trust=[app_commands.Choice(name=one.value, value=one.value) for one in Trust])
@app_commands.autocomplete(gear=models, field=fields_of)
async def edit(
    interaction: discord.Interaction[Earshot],
    gear: Name,
    field: Name,
    reason: Reason,
    value: app_commands.Range[str, 0, 500] = "",
    source: Source = "",
    trust: str = Trust.PUBLISHED.value,
    date: Day = "",
    shared: bool = False,
) -> None:
    """Correct a field."""
    wish = wishes.edited(gear, field, value, source, Trust(trust), date)
    await draft(interaction, wish, reason, shared)


@catalog.command(name=_("price"), description=_("Say what a model costs"))
@app_commands.rename(
    gear=_("model"),
    amount=_("amount"),
    currency=_("currency"),
    kind=_("kind"),
    source=_("source"),
    date=_("date"),
    shared=_("shared"),
)
@app_commands.describe(
    gear=_("Brand and model"),
    amount=_("How much, as a number"),
    currency=_("A currency's three letters"),
    kind=_("What a shop asks, or what the maker does"),
    source=_("A link to where it stands; without it, your word"),
    date=_("When that was so: 2026, 2026-05 or 2026-05-31"),
    shared=_SHARED,
)
@app_commands.choices(
    kind=[
        app_commands.Choice(name=_("a shop's price"), value=PriceKind.STREET.value),
        app_commands.Choice(name=_("the maker's price"), value=PriceKind.MSRP.value),
    ]
)
@app_commands.autocomplete(gear=models)
async def price(
    interaction: discord.Interaction[Earshot],
    gear: Name,
    amount: app_commands.Range[float, 0.01, 1_000_000.0],
    currency: app_commands.Range[str, 3, 3],
    kind: str = PriceKind.STREET.value,
    source: Source = "",
    date: Day = "",
    shared: bool = False,
) -> None:
    """Say a price."""
    wish = wishes.priced(gear, amount, currency, PriceKind(kind), source, date)
    await draft(interaction, wish, "a price that was seen", shared)


@catalog.command(name=_("alias"), description=_("Let one more name mean a model"))
@app_commands.rename(gear=_("model"), name=_("name"), shared=_("shared"))
@app_commands.describe(gear=_("Brand and model"), name=_("The name as people type it"), shared=_SHARED)
@app_commands.autocomplete(gear=models)
async def alias(interaction: discord.Interaction[Earshot], gear: Name, name: Name, shared: bool = False) -> None:
    """Name a model."""
    await draft(interaction, wishes.called(gear, name), "one more name", shared)


@catalog.command(name=_("retire"), description=_("Recommend a model no more; it is still recognised"))
@app_commands.rename(gear=_("model"), reason=_("reason"), shared=_("shared"))
@app_commands.describe(gear=_("Brand and model"), reason=_("Why; shown in the history"), shared=_SHARED)
@app_commands.autocomplete(gear=models)
async def retire(interaction: discord.Interaction[Earshot], gear: Name, reason: Reason, shared: bool = False) -> None:
    """Retire a model."""
    await draft(interaction, wishes.retired(gear), reason, shared)


@catalog.command(name=_("merge"), description=_("Make two records one"))
@app_commands.rename(gone=_("gone"), kept=_("kept"), reason=_("reason"), shared=_("shared"))
@app_commands.describe(
    gone=_("The model that goes into the other"),
    kept=_("The model that stays"),
    reason=_("Why; shown in the history"),
    shared=_SHARED,
)
@app_commands.autocomplete(gone=models, kept=models)
async def merge(
    interaction: discord.Interaction[Earshot], gone: Name, kept: Name, reason: Reason, shared: bool = False
) -> None:
    """Merge two models."""
    await draft(interaction, wishes.merged(gone, kept), reason, shared)


@catalog.command(name=_("undo"), description=_("Take a change back"))
@app_commands.rename(change=_("change"), reason=_("reason"))
@app_commands.describe(change=_("The change's number, as in the log"), reason=_("Why; shown in the history"))
@app_commands.autocomplete(change=changes)
async def undo(
    interaction: discord.Interaction[Earshot],
    change: app_commands.Range[int, 1, 1_000_000_000],
    reason: Reason = "taken back",
) -> None:
    """Take a change back, after a look at what that does."""
    adviser, language = interaction.client.adviser, interaction.locale.value
    found = await adviser.quick(lambda shelf: shelf.store.change(change))
    here, layer = await keeper(interaction, found is not None and found.layer is None)
    here_or_refuse(found, change, here.place, here.owner, language)
    await show(interaction, begin_undo(adviser, Wanted(here, reason, layer), change))
