"""`bot rules` and `bot why`: what Earshot decides by, and what a rule says of a model."""

from __future__ import annotations

import sys

import click

from bot.cli.context import Home, as_json, calm
from knowledge.reading.reader import read
from knowledge.rulebook import BY_ID, RULES
from knowledge.rules.rule import Rule
from knowledge.values import Question
from knowledge.why import Why
from knowledge.why import why as weigh


@click.command()
@click.argument("rule", required=False)
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def rules(rule: str | None, json_: bool) -> None:
    """List the rules, or say one of them."""
    if rule is not None and rule not in BY_ID:
        click.echo(f"There is no rule '{rule}'. `bot rules` lists them all.", err=True)
        sys.exit(1)
    chosen = [BY_ID[rule]] if rule else list(RULES)
    if json_:
        click.echo(as_json([_object(one) for one in chosen]))
        return
    for one in chosen:
        number = f" (rule {one.number} of the guide)" if one.number else ""
        click.echo(f"{one.id}{number}: {one.title}\n  {one.sentence}\n  Source: {one.source}\n")


def _object(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "number": rule.number,
        "title": rule.title,
        "sentence": rule.sentence,
        "source": rule.source,
    }


@click.command()
@click.argument("name")
@click.argument("question")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@click.pass_obj
@calm
def why(home: Home, name: str, question: str, json_: bool) -> None:
    """Say why a model is in the answer to a QUESTION, or why not, and what would change that."""
    shelf, record = home.shelf, home.record(name)
    found = weigh(record, read(Question(text=question), shelf), shelf, shelf.rates)
    if json_:
        click.echo(as_json(found.model_dump(mode="json", include={"fallen", "place", "of", "first", "turn"})))
        return
    click.echo("\n".join(_told(record.name, found)))


def _told(name: str, found: Why) -> list[str]:
    if found.fallen:
        lines = [f"{name} is not offered:", *(f"- {fallen.why} [{fallen.rule}]" for fallen in found.fallen)]
    else:
        lines = [f"{name} stands at place {found.place} of {found.of}; first is {found.first}."]
    lines += [f"- {verdict.text} [{verdict.rule}, {verdict.weight:+d}]" for verdict in found.judged.verdicts]
    return [*lines, *(f"It would change with: {change}" for change in found.turn)]
