"""`bot run`: connect to Discord."""

from __future__ import annotations

import sys

import click


@click.command()
def run() -> None:
    """Connect to Discord (comes with a later release)."""
    click.echo("Earshot does not connect to Discord yet. Use `bot chat` to talk to it here.", err=True)
    sys.exit(2)
