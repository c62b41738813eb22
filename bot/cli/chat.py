"""`bot chat`: a conversation in the terminal. Each line continues it; an empty line or "bye" ends it."""

from __future__ import annotations

import click

from bot.cli.context import Home, bare_dollar, calm, keep_tidy
from bot.kept import keep
from knowledge.remember import remember
from knowledge.respond import respond
from knowledge.values import Conversation, Kind, Question

_HELLO = (
    "Ask about headphones, in-ears, amps, DACs or players, as you would ask in a forum.\n"
    'Say "new" to start afresh, "bye" to end.'
)
_QUIET = "(That asks nothing that Earshot answers. Name your music, money and place, or the gear you have in mind.)"


@click.command()
@bare_dollar
@click.pass_obj
@calm
def chat(home: Home, dollar: str) -> None:
    """Talk to Earshot in the terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    shelf = home.shelf
    keep_tidy()
    console.print(Text(_HELLO, style="dim"))
    before: Conversation | None = None
    while (line := _typed(console)) is not None:
        if line.casefold() == "new":
            before = None
            continue
        reply = respond(Question(text=line, before=before, dollar=dollar), shelf, shelf.rates)
        before = remember(reply, before)
        console.print(Text(reply.text if reply.kind is not Kind.SILENCE else _QUIET))
        if keep(reply, shelf):
            console.print(Text(f"answer {reply.answer_id}", style="dim"))


def _typed(console: object) -> str | None:
    """The next line, or None where the conversation ends."""
    try:
        line = click.prompt("\nyou", prompt_suffix="> ", default="", show_default=False).strip()
    except (click.Abort, EOFError):
        return None
    return None if line.casefold() in {"", "bye", "quit", "exit"} else line
