"""`bot run`: answer on Discord, or check that it could."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from bot.cli.context import Home, calm, keep_tidy

if TYPE_CHECKING:
    from pydantic import ValidationError

    from bot.adviser import Adviser
    from bot.pictures import Studio
    from bot.settings import Settings

_TOKEN = re.compile(r"[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}")
_WHERE = "the developer portal (discord.com/developers/applications, your application, Bot, Reset Token)"


@click.command()
@click.option("--check", is_flag=True, help="Look whether everything is in place, and end without answering anybody.")
@click.pass_context
@calm
def run(ctx: click.Context, check: bool) -> None:
    """Answer on Discord until stopped (Ctrl-C or SIGTERM). Settings come from the environment or a file .env."""
    settings = _settings()
    import asyncio
    from concurrent.futures.process import BrokenProcessPool

    import discord

    from bot import logs, serving

    logs.set_up(settings.log, settings.log_level)
    adviser, studio = _workers(_db(ctx, settings.db), settings)
    try:
        if check:
            _check(settings, adviser, studio)
        asyncio.run(serving.serve(settings, adviser, studio))
    except BrokenProcessPool:
        _end("The processes that answer could not start: the log says why, most often too little memory.", 1)
    except discord.LoginFailure:
        _end(f"Discord refuses this token. Take a fresh one from {_WHERE} and put it into DISCORD_TOKEN.", 1)
    except discord.ConnectionClosed as error:
        _end(f"Discord closed the connection for good (code {error.code}). The log says what came before.", 1)


def _check(settings: Settings, adviser: Adviser, studio: Studio) -> NoReturn:
    """Print what is in place and what is not, and end. Errors: discord.LoginFailure."""
    import asyncio

    import aiohttp
    import discord

    from bot.checking import check

    try:
        report = asyncio.run(check(settings, adviser, studio))
    except (OSError, aiohttp.ClientError, discord.HTTPException) as error:
        _end(f"Discord is out of reach ({type(error).__name__}): is this machine connected? Try again later.", 1)
    finally:
        adviser.close()
    click.echo(report.text)
    sys.exit(0 if report.good else 1)


def _workers(db: Path, settings: Settings) -> tuple[Adviser, Studio]:
    """Open the catalogue and have all that is built at the first question built now."""
    from bot.adviser import Adviser
    from bot.cli.opening import open_shelf
    from bot.cli.warm import adopt, keep
    from bot.pictures import Studio
    from bot.readers import Readers
    from knowledge.respond import respond
    from knowledge.values import Question

    shelf = open_shelf(db)
    if not adopt(shelf, db):
        keep(shelf, db)
    respond(Question(text="headphones or in-ears, and an amp with a DAC, 500 dollars"), shelf, shelf.rates)
    keep_tidy()
    return Adviser(shelf, settings.dollar, Readers(db, settings.readers)), Studio()


def _db(ctx: click.Context, named: Path | None) -> Path:
    """The catalogue's file: what the command line or the environment names, else what `.env` names."""
    home: Home = ctx.obj
    given = ctx.find_root().get_parameter_source("db") in _GIVEN
    return home.db if given or named is None else named


_GIVEN = (click.core.ParameterSource.COMMANDLINE, click.core.ParameterSource.ENVIRONMENT)


def _settings() -> Settings:
    """Read the settings, or end and say what is wrong with them."""
    from pydantic import ValidationError

    from bot.settings import Settings

    try:
        settings = Settings()
    except ValidationError as error:
        _end("\n".join(_wrong(error)), 2)
    token = settings.token.get_secret_value()
    if not _TOKEN.fullmatch(token):
        _end(f"DISCORD_TOKEN is no bot token: it has three parts with dots between. Take it from {_WHERE}.", 2)
    return settings


def _wrong(error: ValidationError) -> list[str]:
    """Say for each setting what is wrong with it. What it holds is not repeated: it may be secret."""
    return [_sentence(str(one["loc"][0]), one["type"] == "missing", one["msg"]) for one in error.errors()]


def _sentence(setting: str, missing: bool, said: str) -> str:
    name = setting if setting.isupper() else f"EARSHOT_{setting.upper()}"
    if missing:
        return f"{name} is not set. Put the bot's token into the environment or into a file .env; it is in {_WHERE}."
    return f"{name} is not as it should be: {said[:1].lower()}{said[1:]}. The README lists what each setting takes."


def _end(text: str, status: int) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(status)
