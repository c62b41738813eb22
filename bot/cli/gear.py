"""`bot gear`: everything that the catalogue knows of a model, each figure with its source and its trust."""

from __future__ import annotations

from collections.abc import Iterator

import click

from bot.cli.context import Home, as_json, calm
from catalog.models import Power, Record, Tonality
from catalog.shelf import Shelf

_NOT_SHOWN = {"id", "brand", "model", "provenance", "popularity", "category"}


@click.command()
@click.argument("name")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@click.pass_obj
@calm
def gear(home: Home, name: str, json_: bool) -> None:
    """Show what is known of a model, and who says so."""
    record = home.record(name)
    if json_:
        click.echo(as_json(record.model_dump(mode="json")))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{record.name} ({record.category.value.replace('_', '/')})", title_justify="left")
    for column in ("what", "value", "trust", "source", "as of"):
        table.add_column(column, overflow="fold")
    for row in facts(record, home.shelf):
        table.add_row(*row)
    Console(highlight=False).print(table)


def facts(record: Record, shelf: Shelf) -> Iterator[tuple[str, str, str, str, str]]:
    """Rows of field, value, trust, source and date; what nobody states is left out."""
    for field in type(record).model_fields:
        value = getattr(record, field)
        if field in _NOT_SHOWN or field == "prices" or value is None or value == ():
            continue
        said = record.provenance.get(field)
        yield (
            field,
            shown(value),
            said.trust.value if said else "",
            source_title(said.source, shelf) if said else "",
            said.as_of if said else "",
        )
    for price in record.prices:
        said = price.provenance
        yield (
            f"price ({price.kind.value})",
            f"{price.amount} {price.currency}",
            said.trust.value,
            source_title(said.source, shelf),
            price.as_of,
        )


def source_title(source: str, shelf: Shelf) -> str:
    """The name of a source as people know it."""
    known = shelf.sources.get(source)
    return known.title if known else source


def shown(value: object) -> str:
    """A value as people write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(shown(one) for one in value)
    if isinstance(value, Tonality):
        bands = value.bands.model_dump()
        return ", ".join(f"{name.replace('_', ' ')} {level:+.1f} dB" for name, level in bands.items())
    if isinstance(value, Power):
        return f"{value.mw:g} mW into {value.ohm:g} ohm{' balanced' if value.balanced else ''}"
    return f"{value:g}" if isinstance(value, float) else str(value)
