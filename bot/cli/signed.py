"""What the commands that look after the catalogue share: who signs, which server, and how things are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

import click

from bot.cli.context import Home
from catalog import edits
from catalog.errors import NoSuchGear
from catalog.settle import Difference, Entry
from catalog.store import Store
from catalog.view import View

P = ParamSpec("P")
R = TypeVar("R")
SIGNED = [
    click.option("--author", envvar="USER", default="operator", show_default="your user name", help="Who changes it."),
    click.option("--reason", help="Why; shown in the history."),
]
ID = click.IntRange(1, (1 << 63) - 1)
in_server = click.option("--server", type=ID, help="The server in which it holds, by id.  [default: all of them]")
of_server = click.option("--server", type=ID, required=True, help="The server, by id.")


def signs(command: Callable[P, R]) -> Callable[P, R]:
    """Add the options that sign a change."""
    for option in SIGNED:
        command = option(command)
    return command


def gear_id(view: View, store: Store, gear: str) -> str:
    """Say which record an id or a name means. Errors: NoSuchGear."""
    if view.get(gear) is not None or store.facts(gear, view.layer):
        return gear
    found = view.link(gear)
    if len(found.gear) == 1:
        return found.gear[0]
    raise NoSuchGear(gear, found.gear or found.near)


def make(
    home: Home, entries: Iterable[Entry], author: str, reason: str, server: int | None, dry_run: bool = False
) -> None:
    """Show what an edit changes, and make it unless it is only tried."""
    store = home.shelf.store
    draft = edits.preview(store, tuple(entries), server)
    show_differences(draft.differences)
    change = None if dry_run else edits.edit(store, draft.entries, author, reason, server)
    tell(len(draft.differences), change, server, dry_run)


def tell(count: int, change: int | None, server: int | None, dry_run: bool) -> None:
    """Say how much changed, or would, and how it is taken back."""
    fields = f"{count:,} field{'s' if count != 1 else ''}"
    where = f" --server {server}" if server else ""
    if dry_run:
        click.echo(f"{fields} would change; nothing was changed.")
    elif change is None:
        click.echo("Nothing to change: the catalogue says all of it already.")
    else:
        click.echo(f"Change {change}: {fields} changed. `bot catalog revert {change}{where}` takes it back.")


def show_differences(differences: Iterable[Difference]) -> None:
    """List fields with what stood and what stands."""
    for gear, field, before, after in differences:
        click.echo(f"{gear}  {field}: {before or '(nothing)'} -> {after or '(nothing)'}")


def show_table(columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Print a table."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=box.SIMPLE)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
