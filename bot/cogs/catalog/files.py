"""`/catalog import` and `export`: spreadsheets in and out. A file is looked at in a folder that is gone afterwards."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str as _

from bot.cogs.catalog.group import Name, Reason, catalog, draft, keeper
from bot.cogs.completion import models
from bot.moderating.controls import said
from bot.moderating.drafting import Wish
from bot.named import one_model
from bot.sending import in_time, respond
from bot.speech import say
from bot.trouble import Refusal
from catalog.errors import BadImport, Problem
from catalog.exchange import export as write
from catalog.exchange import preview, standing_facts
from catalog.settle import Entry
from catalog.shelf import Shelf
from catalog.view import View

if TYPE_CHECKING:
    from bot.client import Earshot

LARGEST = 256 * 1024
"""Bytes of a file taken in from Discord; larger ones are for the shell, for answers wait while one is saved."""
_FORMATS = (".csv", ".json")
_SHARED = _("For all servers; the bot's owners alone may do that")


@catalog.command(name=_("import"), description=_("Take in a spreadsheet: .csv or .json, with the columns of an export"))
@app_commands.rename(file=_("file"), reason=_("reason"), shared=_("shared"))
@app_commands.describe(file=_("Up to 256 kB, in UTF-8"), reason=_("Why; shown in the history"), shared=_SHARED)
async def import_(
    interaction: discord.Interaction[Earshot], file: discord.Attachment, reason: Reason, shared: bool = False
) -> None:
    """Look at a file, and show what it would change."""
    here, layer = await keeper(interaction, shared)
    suffix = Path(file.filename).suffix.lower()
    if suffix not in _FORMATS:
        raise Refusal(say(here.language, "catalog.no_format"))
    if file.size > LARGEST:
        raise Refusal(say(here.language, "catalog.too_large", most=LARGEST >> 10))
    await interaction.response.defer(ephemeral=True, thinking=True)  # fetching it may take as long as Discord waits
    try:
        raw = await file.read()
    except discord.HTTPException as error:
        raise Refusal(say(here.language, "catalog.not_read")) from error
    if len(raw) > LARGEST:
        raise Refusal(say(here.language, "catalog.too_large", most=LARGEST >> 10))
    await draft(interaction, imported(raw, suffix, layer), reason, shared)


def imported(raw: bytes, suffix: str, layer: int | None) -> Wish:
    """Make the wish that a file is. Errors, of the wish: BadImport with every problem."""

    def wish(shelf: Shelf, _view: View) -> tuple[Entry, ...]:
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"file{suffix}"
            file.write_bytes(raw)
            entries = preview(shelf.store, file, layer).entries
        if not entries:
            raise BadImport([Problem("the file has no rows")])
        return entries

    return wish


@catalog.command(name=_("export"), description=_("Write the facts to a file, for a spreadsheet or to keep"))
@app_commands.rename(form=_("form"), gear=_("model"), own=_("own"), shared=_("shared"))
@app_commands.describe(
    form=_("For a spreadsheet, or for programs"),
    gear=_("One model; without it, all"),
    own=_("Only what this server says otherwise: its backup"),
    shared=_SHARED,
)
@app_commands.choices(
    form=[app_commands.Choice(name="CSV", value=".csv"), app_commands.Choice(name="JSON", value=".json")]
)
@app_commands.autocomplete(gear=models)
async def export(
    interaction: discord.Interaction[Earshot],
    form: str = ".csv",
    gear: Name | None = None,
    own: bool = False,
    shared: bool = False,
) -> None:
    """Write a file and hand it over."""
    here, layer = await keeper(interaction, shared)

    def work(shelf: Shelf) -> tuple[int, bytes]:
        id_ = one_model(gear, shelf.layer(layer)).id if gear else None
        facts = (fact for fact in standing_facts(shelf.store, id_, layer) if not own or fact.layer == layer)
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"catalogue{form}"
            return write(facts, file), file.read_bytes()

    count, raw = await in_time(interaction, interaction.client.adviser.aside(work), private=True)
    limit = interaction.filesize_limit
    if len(raw) > limit:
        raise Refusal(say(here.language, "catalog.export_too_large", most=limit >> 20))
    attached = discord.File(io.BytesIO(raw), f"catalogue{form}")
    layouts = said(say(here.language, "catalog.exported", count=f"{count:,}"))
    layouts[0].add_item(discord.ui.File(f"attachment://catalogue{form}"))
    await respond(interaction, layouts, private=True, files=[attached])
