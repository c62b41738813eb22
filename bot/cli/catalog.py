"""`bot catalog`: what moderators do, for an operator at a shell. Each command says what it did, or what is wrong."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.context import Home, calm
from bot.cli.proposals import approve_, proposals, refuse_
from bot.cli.servers import forget, gaps, settings, suggestions
from bot.cli.signed import ID, gear_id, in_server, show_differences, show_table, signs, tell
from bot.cli.whole_records import alias, merge, retire
from catalog import edits, exchange
from catalog.derive import standing
from catalog.models import Fact
from catalog.store import backup as copies

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def catalog() -> None:
    """Look after the catalogue: what all servers share, or with --server what one of them sees."""


for _command in (alias, merge, retire, gaps, suggestions, proposals, approve_, refuse_, settings, forget):
    catalog.add_command(_command)


@catalog.command()
@click.option("--odd", is_flag=True, help="Also list what is odd but may be so.")
@in_server
@click.pass_obj
@calm
def check(home: Home, odd: bool, server: int | None) -> None:
    """Find damage, and facts that contradict each other."""
    from catalog.check import check as contradictions_in

    view = home.shelf.layer(server)
    records = view.all()
    copies.check(home.db)
    found = contradictions_in(records, view.sources)
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
@in_server
@signs
@click.pass_obj
@calm
def import_(home: Home, file: Path, dry_run: bool, server: int | None, author: str, reason: str | None) -> None:
    """Take in the facts of FILE (.csv or .json), all of them or none.

    The columns are those of an export: gear, field, value, source, trust, as_of; and, if need be, unit, and seen: the
    value that must still stand for the row to be taken. An empty value says that nobody knows.
    """
    if dry_run:
        outcome = exchange.preview(home.shelf.store, file, server)
    else:
        outcome = exchange.apply(home.shelf.store, file, author, reason or f"import of {file.name}", server)
    show_differences(outcome.differences)
    tell(len(outcome.differences), outcome.change, server, dry_run)


@catalog.command()
@click.argument("file", type=FILE)
@click.option("--gear", help="Only this record, by id.")
@in_server
@click.pass_obj
@calm
def export(home: Home, file: Path, gear: str | None, server: int | None) -> None:
    """Write the standing facts to FILE (.csv or .json)."""
    if gear is not None:
        edits.history(home.shelf.store, gear, server)
    count = exchange.export(exchange.standing_facts(home.shelf.store, gear, server), file)
    click.echo(f"{count:,} facts written to {file}.")


@catalog.command()
@click.argument("gear", required=False)
@in_server
@click.pass_obj
@calm
def history(home: Home, gear: str | None, server: int | None) -> None:
    """List what was ever said of GEAR (an id or a name), newest first; without GEAR, the latest changes."""
    store, view = home.shelf.store, home.shelf.layer(server)
    if gear is None:
        rows = [
            (str(c.id), c.at, c.author or "Earshot", _whose(c.layer), c.reason) for c in store.changes(layer=server)
        ]
        show_table(("change", "when", "who", "where", "why"), rows)
        return
    facts = edits.history(store, gear_id(view, store, gear), server)
    chosen = {fact.id for fact in standing(facts).values()}
    columns = ("", "change", "when", "who", "field", "value", "source", "trust", "of", "why")
    show_table(columns, [_row(fact, fact.id in chosen) for fact in reversed(facts)])
    click.echo("* stands. A change is taken back with `bot catalog revert CHANGE`.")


def _whose(layer: int | None) -> str:
    return f"server {layer}" if layer else "everywhere"


def _row(fact: Fact, stands: bool) -> tuple[str, ...]:
    value = f"(takes back fact {fact.replaces})" if fact.takes_back else fact.value or "(nobody knows)"
    shown = f"{value} {fact.unit}".strip() if fact.value else value
    who, when = fact.entered_by or "Earshot", fact.entered_at[:16]
    mark = "*" if stands else ""
    return mark, str(fact.change), when, who, fact.field, shown, fact.source, fact.trust, fact.as_of, fact.reason


@catalog.command()
@click.argument("change", type=ID)
@in_server
@signs
@click.pass_obj
@calm
def revert(home: Home, change: int, server: int | None, author: str, reason: str | None) -> None:
    """Take CHANGE back, so that what stood before stands again. The history keeps both."""
    number = edits.revert(home.shelf.store, change, author, reason or f"takes back change {change}", server)
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
