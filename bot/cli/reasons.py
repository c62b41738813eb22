"""`bot rules` and `bot why`: what Earshot decides by, and what a rule says of a model."""

from __future__ import annotations

import sys

import click

from bot.cli.context import Home, as_json, calm
from bot.cli.shape import reply_object
from bot.kept import KEPT, replay
from knowledge.reading.reader import read
from knowledge.rulebook import BY_ID, RULES
from knowledge.rules.rule import Rule
from knowledge.values import Question
from knowledge.why import Why, spoken
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
@click.argument("question", required=False)
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@click.pass_obj
@calm
def why(home: Home, name: str, question: str | None, json_: bool) -> None:
    """Say why a model is in the answer to a QUESTION, or why not, and what would change that.

    With nothing but the id of an answer, give that answer again.
    """
    if question is None:
        _again(home, name, json_)
        return
    shelf, record = home.shelf, home.record(name)
    found = weigh(record, read(Question(text=question), shelf), shelf, shelf.rates)
    if json_:
        click.echo(as_json(found.model_dump(mode="json", include={"fallen", "place", "of", "first", "turn"})))
        return
    first = shelf.get(found.first)
    click.echo("\n".join(_told(record.name, found, first.name if first else found.first)))


def _again(home: Home, answer_id: str, json_: bool) -> None:
    found = replay(answer_id.strip().lower(), home.shelf)
    if found is None:
        raise click.ClickException(
            f"There is no answer '{answer_id}' any more, if there ever was; answers are kept for {KEPT.days} days. "
            'For a model, add the question: bot why "HD 600" "open headphones for jazz, $300".'
        )
    if json_:
        click.echo(as_json(reply_object(found.reply, "", 0.0)))
        return
    since = f"The answer of {found.made_at:%d %B %Y}"
    click.echo(
        {
            True: f"{since}; the catalogue has changed since, so it may differ:",
            False: f"{since}, as it was given:",
            None: f"{since}, from the catalogue as it is now:",
        }[found.changed]
    )
    click.echo(f"\n{found.reply.text}")


def _told(name: str, found: Why, first: str) -> list[str]:
    if found.fallen:
        lines = [f"{name} is not offered:", *(f"- {fallen.why} [{fallen.rule}]" for fallen in found.fallen)]
    else:
        lead = "" if found.place == 1 else f"; first is the {first}"
        lines = [f"{name} stands at place {found.place} of {found.of}, with {found.judged.score} points{lead}."]
    lines += [f"- {said} [{rule}, {points:+d}]" for rule, said, points in spoken(found.judged)]
    return [*lines, *(f"It would change with: {change}" for change in found.turn)]
