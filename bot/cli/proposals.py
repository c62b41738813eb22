"""`bot catalog proposals`, `approve` and `refuse`: edits that wait for somebody else, and offers for all servers."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.cli.context import Home, calm
from bot.cli.signed import ID, in_server, show_differences, show_table, signs, tell
from catalog import edits
from catalog.errors import CatalogError
from catalog.models import Proposal
from catalog.proposals import Person, approve, refuse

OPERATOR = 1
"""Stands for whoever sits at the shell, where nobody has an id; no reader has this one."""


@click.command()
@click.argument("number", type=ID, required=False)
@in_server
@click.pass_obj
@calm
def proposals(home: Home, number: int | None, server: int | None) -> None:
    """List the edits that wait for a decision, or show what NUMBER would change."""
    store = home.shelf.store
    if number is not None:
        waiting = store.proposals.get(server, number)
        show_differences(edits.preview(store, edits.load(waiting.entries), server).differences)
        return
    rows = [_row(one) for one in store.proposals.waiting(server)]
    if rows:
        show_table(("", "when", "who", "from", "fields", "why"), rows)
    else:
        click.echo("No proposed edit waits.")


def _row(one: Proposal) -> tuple[str, ...]:
    origin = f"server {one.origin}" if one.origin else ""
    return str(one.id), f"{one.at:%Y-%m-%d %H:%M}", one.author, origin, str(len(edits.load(one.entries))), one.reason


@click.command("approve")
@click.argument("number", type=ID)
@in_server
@signs
@click.pass_obj
@calm
def approve_(home: Home, number: int, server: int | None, author: str, reason: str | None) -> None:
    """Make the proposed edit NUMBER."""
    made = approve(home.shelf.store, number, Person(OPERATOR, author), datetime.now(UTC), server)
    tell(len(edits.load(made.entries)), made.change, server, dry_run=False)


@click.command("refuse")
@click.argument("number", type=ID)
@in_server
@signs
@click.pass_obj
@calm
def refuse_(home: Home, number: int, server: int | None, author: str, reason: str | None) -> None:
    """Turn the proposed edit NUMBER down."""
    if not reason:
        raise CatalogError("Say why it is turned down, with --reason. Nothing was changed.")
    refuse(home.shelf.store, number, Person(OPERATOR, author), datetime.now(UTC), reason, server)
    click.echo(f"The proposed edit {number} was turned down.")
