"""What every command shares: where the catalogue is, opened when first needed, and how bad news is told."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from bot.cli.opening import open_shelf
from bot.named import NotOneModel, one_model
from catalog.errors import CatalogError
from catalog.models import DOLLARS, Record
from catalog.shelf import Shelf

P = ParamSpec("P")
R = TypeVar("R")

bare_dollar = click.option(
    "--dollar",
    type=click.Choice(DOLLARS, case_sensitive=False),
    default="USD",
    show_default=True,
    help="Which dollar a bare $ means.",
)


def default_db() -> Path:
    """The catalogue's place when none was named: the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("earshot", ensure_exists=True) / "catalog.db"


class Home:
    """The settings of one run of the command line."""

    def __init__(self, db: Path) -> None:
        self.db = db

    @cached_property
    def shelf(self) -> Shelf:
        """The catalogue, opened now, with what an earlier run kept; if nothing, that is made up for once all is said.

        Errors: CatalogError.
        """
        from bot.cli.warm import adopt, keep

        shelf = open_shelf(self.db)
        running = click.get_current_context(silent=True)
        if not adopt(shelf, self.db) and running is not None:
            running.call_on_close(lambda: keep(shelf, self.db))
        return shelf

    def record(self, name: str) -> Record:
        """The record that a name means. Errors: click.ClickException saying what is next to it."""
        try:
            return one_model(name, self.shelf)
        except NotOneModel as error:
            raise click.ClickException(str(error)) from error


def calm(command: Callable[P, R]) -> Callable[P, R]:
    """Tell what the catalogue complains of, or cannot store, in one sentence on standard error, and exit with 1."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except CatalogError as error:
            click.echo(str(error), err=True)
            raise click.exceptions.Exit(1) from error
        except UnicodeEncodeError as error:  # bytes of another encoding, as the shell handed them over
            click.echo("What was typed is not UTF-8. Nothing was changed; set the terminal to it.", err=True)
            raise click.exceptions.Exit(1) from error

    return wrapped


def keep_tidy() -> None:
    """Collect garbage from now on, but leave alone what has been loaded for good."""
    gc.freeze()
    gc.enable()


def as_json(value: object) -> str:
    """One line of JSON, with letters of all alphabets as they are."""
    import json

    return json.dumps(value, ensure_ascii=False, default=str)
