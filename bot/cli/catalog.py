"""`bot catalog`: what moderators do, for an operator at a shell. Each command says what it did, or what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from bot.cli.context import Home, calm
from catalog import edits, exchange
from catalog.derive import standing
from catalog.errors import NoSuchGear
from catalog.models import Fact
from catalog.settle import Difference
from catalog.shelf import Shelf
from catalog.store import backup as copies

P = ParamSpec("P")
R = TypeVar("R")
FILE = click.Path(path_type=Path, dir_okay=False)
SIGNED = [
    click.option("--author", envvar="USER", default="operator", show_default="your user name", help="Who changes it."),
    click.option("--reason", help="Why; shown in the history."),
]


def signs(command: Callable[P, R]) -> Callable[P, R]:
    """Add the options that sign a change."""
    for option in SIGNED:
        command = option(command)
    return command


@click.group()
def catalog() -> None:
    """Look after the catalogue: check, import, export, history, revert, backup, restore."""


@catalog.command()
@click.option("--odd", is_flag=True, help="Also list what is odd but may be so.")
@click.pass_obj
@calm
def check(home: Home, odd: bool) -> None:
    """Find damage, and facts that contradict each other."""
    from catalog.check import check as contradictions_in

    records = home.shelf.all()
    copies.check(home.db)
    found = contradictions_in(records, home.shelf.sources)
    wrong = [finding for finding in found if not finding.warning]
    for finding in wrong:
        click.echo(str(finding), err=True)
    for finding in found if odd else ():
        if finding.warning:
            click.echo(f"odd: {finding}")
    click.echo(
        f"{home.db}: {len(records):,} records, no damage, {len(wrong):,} contradictions, "
        f"{len(found) - len(wrong):,} oddities{'' if odd else ' (--odd lists them)'}."
    )
    if wrong:
        raise click.exceptions.Exit(1)


@catalog.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only list what would change.")
@signs
@click.pass_obj
@calm
def import_(home: Home, file: Path, dry_run: bool, author: str, reason: str | None) -> None:
    """Take in the facts of FILE (.csv or .json), all of them or none.

    The columns are those of an export: gear, field, value, source, trust, as_of; and, if need be, unit, and seen: the
    value that must still stand for the row to be taken. An empty value says that nobody knows.
    """
    if dry_run:
        outcome = exchange.preview(home.shelf.store, file)
    else:
        outcome = exchange.apply(home.shelf.store, file, author, reason or f"import of {file.name}")
    _show_differences(outcome.differences)
    fields = f"{len(outcome.differences):,} field{'s' if len(outcome.differences) != 1 else ''}"
    if dry_run:
        click.echo(f"{fields} would change; nothing was changed.")
    elif outcome.change is None:
        click.echo("Nothing to change: the catalogue says all of it already.")
    else:
        click.echo(f"Change {outcome.change}: {fields} changed. `bot catalog revert {outcome.change}` takes it back.")


def _show_differences(differences: Iterable[Difference]) -> None:
    for gear, field, before, after in differences:
        click.echo(f"{gear}  {field}: {before or '(nothing)'} -> {after or '(nothing)'}")


@catalog.command()
@click.argument("file", type=FILE)
@click.option("--gear", help="Only this record, by id.")
@click.pass_obj
@calm
def export(home: Home, file: Path, gear: str | None) -> None:
    """Write the standing facts to FILE (.csv or .json)."""
    if gear is not None:
        edits.history(home.shelf.store, gear)
    count = exchange.export(exchange.standing_facts(home.shelf.store, gear), file)
    click.echo(f"{count:,} facts written to {file}.")


@catalog.command()
@click.argument("gear", required=False)
@click.pass_obj
@calm
def history(home: Home, gear: str | None) -> None:
    """List what was ever said of GEAR (an id or a name), newest first; without GEAR, the latest changes."""
    if gear is None:
        rows = [(str(c.id), c.at, c.author or "Earshot", c.reason) for c in home.shelf.store.changes()]
        _show_table(("change", "when", "who", "why"), rows)
        return
    facts = edits.history(home.shelf.store, _id(home.shelf, gear))
    chosen = {fact.id for fact in standing(facts).values()}
    columns = ("", "change", "when", "who", "field", "value", "source", "trust", "of", "why")
    _show_table(columns, [_row(fact, fact.id in chosen) for fact in reversed(facts)])
    click.echo("* stands. A change is taken back with `bot catalog revert CHANGE`.")


def _id(shelf: Shelf, gear: str) -> str:
    if shelf.get(gear) is not None or shelf.store.facts(gear):
        return gear
    found = shelf.link(gear)
    if len(found.gear) == 1:
        return found.gear[0]
    raise NoSuchGear(gear, found.gear or found.near)


def _row(fact: Fact, stands: bool) -> tuple[str, ...]:
    value = f"(takes back fact {fact.replaces})" if fact.takes_back else fact.value or "(nobody knows)"
    shown = f"{value} {fact.unit}".strip() if fact.value else value
    who, when = fact.entered_by or "Earshot", fact.entered_at[:16]
    mark = "*" if stands else ""
    return mark, str(fact.change), when, who, fact.field, shown, fact.source, fact.trust, fact.as_of, fact.reason


def _show_table(columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=box.SIMPLE)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


@catalog.command()
@click.argument("change", type=int)
@signs
@click.pass_obj
@calm
def revert(home: Home, change: int, author: str, reason: str | None) -> None:
    """Take CHANGE back, so that what stood before stands again. The history keeps both."""
    number = edits.revert(home.shelf.store, change, author, reason or f"takes back change {change}")
    click.echo(f"Change {number} takes back change {change}.")


@catalog.command()
@click.argument("file", type=FILE)
@click.pass_obj
@calm
def backup(home: Home, file: Path) -> None:
    """Copy the catalogue to FILE; safe while the bot runs."""
    copies.backup(home.db, file)
    click.echo(f"{home.db} copied to {file} and checked.")


@catalog.command()
@click.argument("file", type=FILE)
@click.confirmation_option(prompt="This replaces the catalogue by the backup. Go on?")
@click.pass_obj
@calm
def restore(home: Home, file: Path) -> None:
    """Put the backup FILE in the catalogue's place; the replaced one is kept beside it."""
    kept = copies.restore(file, home.db)
    click.echo(f"{home.db} restored from {file}." + (f" What was there is kept in {kept}." if kept else ""))
