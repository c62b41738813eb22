"""`bot gear`: everything that the catalogue knows of a model, each figure with its source and its trust."""

from __future__ import annotations

import click

from bot.cli.context import Home, as_json, calm
from bot.facts import facts


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
    for row in facts(record, home.shelf.sources):
        table.add_row(*row)
    Console(highlight=False).print(table)
