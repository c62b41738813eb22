"""`bot compare` and `bot pair`: models side by side, and headphones with what is to drive them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.context import Home, as_json, calm
from bot.cli.picture import picture_options, write_picture
from bot.cli.shape import answer_object, item_object
from bot.facts import called, shown
from bot.pictures import comparison, pairing
from bot.weighing import weigh
from catalog.models import Headphones, Record
from knowledge.values import Intent

_ROWS = (
    "form", "back", "driver", "impedance_ohm", "db_per_volt", "weight_g", "wireless", "noise_cancelling", "microphone",
    "removable_cable", "power", "output_impedance_ohm", "balanced", "battery", "inputs", "release_year", "status",
)  # fmt: skip


@click.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--for", "use", default="", help="Your question, music or place: decides what counts.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@picture_options
@click.pass_obj
@calm
def compare(home: Home, names: tuple[str, ...], use: str, json_: bool, picture: Path | None, theme: str) -> None:
    """Put two to four models side by side."""
    if not 2 <= len(names) <= 4:
        raise click.UsageError("Name two to four models.")
    records = [home.record(name) for name in names]
    reply = weigh(records, Intent.CHOOSE, home.shelf, home.shelf.rates, use)
    if json_:
        click.echo(as_json({"items": [item_object(one) for one in records], "answer": answer_object(reply)}))
    else:
        _side_by_side(records)
        click.echo(reply.text)
    if picture:
        write_picture(picture, comparison(records, reply.reading, home.shelf, home.shelf.rates), theme)


@click.command()
@click.argument("headphone")
@click.argument("sources", nargs=-1)
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@picture_options
@click.pass_obj
@calm
def pair(home: Home, headphone: str, sources: tuple[str, ...], json_: bool, picture: Path | None, theme: str) -> None:
    """Say whether sources or amps drive a headphone: loud enough, damped, quiet."""
    records = [home.record(name) for name in (headphone, *sources)]
    reply = weigh(records, Intent.ASSESS, home.shelf, home.shelf.rates)
    if json_:
        click.echo(as_json({"items": [item_object(one) for one in records], "answer": answer_object(reply)}))
    else:
        click.echo(reply.text)
    if picture:
        heads = [record for record in records if isinstance(record, Headphones)]
        write_picture(picture, pairing(heads[0], records, reply.reading) if heads else None, theme)


def _side_by_side(records: Sequence[Record]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table()
    table.add_column("")
    for record in records:
        table.add_column(record.name, overflow="fold")
    table.add_row("price", *(_price(record) for record in records))
    for field in _ROWS:
        values = [getattr(record, field, None) for record in records]
        if any(value not in (None, ()) for value in values):
            name, unit = called(field)
            told = ("?" if value in (None, ()) else f"{shown(value)} {unit}".rstrip() for value in values)
            table.add_row(name, *told)
    for band in ("sub_bass", "bass", "low_mids", "upper_mids", "treble", "air"):
        levels = [_band(record, band) for record in records]
        if any(levels):
            table.add_row(f"{band.replace('_', ' ')} (dB)", *(level or "?" for level in levels))
    Console(highlight=False).print(table)


def _price(record: Record) -> str:
    price = record.price
    return f"{price.amount} {price.currency} ({price.as_of})" if price else "?"


def _band(record: Record, band: str) -> str:
    tonality = record.tonality if isinstance(record, Headphones) else None
    return f"{getattr(tonality.bands, band):+.1f}" if tonality else ""
