"""The command line: the whole way from question to reply without Discord.

Exit status: 0 answered, 1 some input was bad (what and where on standard error), 2 the command line itself was wrong.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

import click

_COMMANDS = {
    "ask": "bot.cli.ask",
    "chat": "bot.cli.chat",
    "compare": "bot.cli.compare",
    "pair": "bot.cli.compare",
    "gear": "bot.cli.gear",
    "why": "bot.cli.reasons",
    "rules": "bot.cli.reasons",
    "catalog": "bot.cli.catalog",
    "run": "bot.cli.run",
}


class _Lazy(click.Group):
    """Loads only the command that is run, so that a question is answered at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        command: click.Command | None = getattr(import_module(module), cmd_name) if module else None
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="EARSHOT_DB",
    help="The catalogue's file; made at first start.  [default: in your user data folder]",
)
@click.version_option(package_name="earshot", prog_name="bot")
@click.pass_context
def bot(ctx: click.Context, db: Path | None) -> None:
    """Earshot answers headphone questions from rules and sourced facts."""
    from bot.cli.context import Home, default_db

    ctx.obj = Home(db or default_db())


def main() -> None:
    """Run the command line; a closed pipe ends it quietly, and a letter that the terminal lacks is shown as another."""
    gc.disable()  # before much is imported; one answer makes little garbage, and what runs on enables it again
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        bot.main(prog_name="bot")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
