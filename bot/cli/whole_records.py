"""`bot catalog alias`, `merge` and `retire`: edits of whole records, for all servers or for one."""

from __future__ import annotations

import click

from bot.cli.context import Home, calm
from bot.cli.signed import gear_id, in_server, make, signs
from catalog import moderating

DRY_RUN = click.option("--dry-run", is_flag=True, help="Only list what would change.")


@click.command()
@click.argument("gear")
@click.argument("name")
@DRY_RUN
@in_server
@signs
@click.pass_obj
@calm
def alias(home: Home, gear: str, name: str, dry_run: bool, server: int | None, author: str, reason: str | None) -> None:
    """Let NAME, as people type it, mean GEAR (an id or a name)."""
    view = home.shelf.layer(server)
    entries = moderating.alias(view, gear_id(view, home.shelf.store, gear), name)
    make(home, entries, author, reason or "one more name", server, dry_run)


@click.command()
@click.argument("gear")
@DRY_RUN
@in_server
@signs
@click.pass_obj
@calm
def retire(home: Home, gear: str, dry_run: bool, server: int | None, author: str, reason: str | None) -> None:
    """Recommend GEAR no more; it is still recognised."""
    view = home.shelf.layer(server)
    entries = moderating.retire(view, gear_id(view, home.shelf.store, gear))
    make(home, entries, author, reason or "retired", server, dry_run)


@click.command()
@click.argument("gone")
@click.argument("kept")
@DRY_RUN
@in_server
@signs
@click.pass_obj
@calm
def merge(home: Home, gone: str, kept: str, dry_run: bool, server: int | None, author: str, reason: str | None) -> None:
    """Make two records one: KEPT takes GONE's names, and the facts that it lacks."""
    store, view = home.shelf.store, home.shelf.layer(server)
    one, other = gear_id(view, store, gone), gear_id(view, store, kept)
    entries = moderating.merge(store, view, one, other)
    make(home, entries, author, reason or f"{one} is {other}", server, dry_run)
