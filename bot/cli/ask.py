"""`bot ask`: a question as an argument, as JSON, or a file of questions line by line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, BinaryIO

import click

from bot.cli.context import Home, as_json, bare_dollar, calm, keep_tidy
from bot.cli.shape import reply_object
from bot.kept import keep
from catalog.shelf import Shelf
from knowledge.remember import remember
from knowledge.respond import respond
from knowledge.values import Conversation, Question, Reply


@click.command()
@click.argument("text", required=False)
@click.option("--json", "json_", is_flag=True, help="Print one JSON object.")
@click.option("--jsonl", is_flag=True, help="Read questions from standard input, a JSON object a line.")
@bare_dollar
@click.pass_obj
@calm
def ask(home: Home, text: str | None, json_: bool, jsonl: bool, dollar: str) -> None:
    """Ask a question, as readers type it."""
    if jsonl == (text is not None):
        raise click.UsageError("Give either a question, or --jsonl with the questions on standard input.")
    if jsonl:
        sys.exit(_answer_lines(home.shelf, sys.stdin.buffer, dollar))
    if not text or not text.strip():
        click.echo(
            'The question is empty. Type it between quotes: bot ask "closed headphones for the train, $100"', err=True
        )
        sys.exit(1)
    started = perf_counter()
    reply = respond(Question(text=text, dollar=dollar), home.shelf, home.shelf.rates)
    took = (perf_counter() - started) * 1000
    kept = keep(reply, home.shelf)
    if json_:
        click.echo(as_json(reply_object(reply, "", took)))
        return
    click.echo(reply.text or "(Earshot stays silent: this asks nothing that it answers.)")
    if kept:
        click.echo(f"\nAnswer {reply.answer_id}: `bot why {reply.answer_id}` gives it again.")


@dataclass
class Threads:
    """The conversations of a run: what is kept of each line, for the lines that continue it."""

    shelf: Shelf
    dollar: str
    kept: dict[str, Conversation | None] = field(default_factory=dict)

    def answer(self, message_id: str, thread: str | None, text: str) -> Reply:
        """Answer one line in its conversation."""
        before = self.kept.get(thread or "")
        question = Question(text=text, before=before, dollar=self.dollar)
        reply = respond(question, self.shelf, self.shelf.rates)
        self.kept[message_id] = remember(reply, before)
        return reply


def _answer_lines(shelf: Shelf, lines: BinaryIO, dollar: str) -> int:
    """Answer line by line; 1 if any line was bad."""
    threads, bad = Threads(shelf, dollar), 0
    keep_tidy()
    for number, result in enumerate(_results(threads, lines), start=1):
        click.echo(as_json(result))
        if "error" in result:
            bad = 1
            click.echo(f"line {number}: {result['error']}", err=True)
    return bad


def _results(threads: Threads, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if not line.strip():
            continue
        try:
            message = json.loads(line.decode("utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
            yield {"id": None, "error": f"this line is not JSON in UTF-8 ({error}); write one object a line"}
            continue
        yield _result(threads, message)


def _result(threads: Threads, message: object) -> dict[str, Any]:
    if not isinstance(message, dict):
        return {"id": None, "error": 'this line is no object; write {"id": "1", "thread": null, "text": "…"}'}
    message_id, text, thread = message.get("id"), message.get("text"), message.get("thread")
    if not isinstance(text, str) or not text.strip():
        return {"id": message_id, "error": 'this line has no "text"; it must be a sentence between quotes'}
    started = perf_counter()
    reply = threads.answer(str(message_id), thread if isinstance(thread, str) else None, text)
    shaped = reply_object(reply, "", (perf_counter() - started) * 1000)
    return shaped | {"id": message_id}
