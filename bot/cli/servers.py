"""`bot catalog gaps`, `suggestions`, `settings` and `forget`: what is kept of servers besides their catalogues."""

from __future__ import annotations

import click

from bot.cli.context import Home, calm
from bot.cli.signed import in_server, of_server, show_table
from catalog.models import Gap


@click.command()
@in_server
@click.option("--limit", type=click.IntRange(1, 1000), default=25, show_default=True)
@click.pass_obj
@calm
def gaps(home: Home, server: int | None, limit: int) -> None:
    """List what was asked for most often in vain: names, budgets, needs."""
    found = home.shelf.store.gaps.top(server, limit)
    if found:
        show_table(("times", "kind", "what", "first", "last"), map(_gap, found))
    else:
        click.echo("Nothing was asked for in vain.")


def _gap(gap: Gap) -> tuple[str, ...]:
    return str(gap.count), gap.kind, gap.key, gap.first.isoformat(), gap.last.isoformat()


@click.command()
@of_server
@click.pass_obj
@calm
def suggestions(home: Home, server: int) -> None:
    """List the readers' suggestions that wait for a decision."""
    waiting = home.shelf.store.suggestions.list(server)
    if not waiting:
        click.echo("No suggestion waits.")
        return
    columns = ("", "when", "gear", "field", "value", "source", "note")
    show_table(
        columns,
        [(str(s.id), f"{s.at:%Y-%m-%d %H:%M}", s.gear, s.field, s.value, s.source, s.note) for s in waiting],
    )


@click.command()
@of_server
@click.argument("setting", nargs=-1, metavar="[NAME=VALUE]...")
@click.pass_obj
@calm
def settings(home: Home, server: int, setting: tuple[str, ...]) -> None:
    """Show a server's settings, or set some: `dollar=CAD two_people=yes moderator_roles=12,34 log_channel=`."""
    servers = home.shelf.store.servers
    pairs = [one.partition("=") for one in setting]
    if pairs:
        servers.change(server, **{name: _value(name, value) for name, _, value in pairs})
    for name, value in servers.get(server).model_dump().items():
        shown = ",".join(map(str, value)) if isinstance(value, tuple) else value
        click.echo(f"{name}={shown if shown is not None else ''}")


def _value(name: str, text: str) -> object:
    if name in ("moderator_roles", "ask_channels"):
        return tuple(part for part in text.split(",") if part)
    return (text or None) if name == "log_channel" else text


@click.command()
@of_server
@click.confirmation_option(prompt="This deletes the server's edits with their history, settings and lists. Go on?")
@click.pass_obj
@calm
def forget(home: Home, server: int) -> None:
    """Delete all that is kept of a server; the stock that all share is left alone."""
    home.shelf.store.forget_server(server)
    click.echo(f"Nothing is kept of server {server} any more.")
