"""The README says what is true now.

The transcript can be written anew: `pytest tests/test_docs.py --update-golden`, then read the difference.
"""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bot.cli import bot
from bot.cli.catalog import catalog
from catalog.shelf import Shelf
from knowledge.respond import respond
from knowledge.rulebook import RULES
from knowledge.rules.rule import Rule
from knowledge.values import Question

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
TRANSCRIPT = re.compile(
    r'(?<=^```\n)\$ bot ask "(?P<question>[^"$`\\]+)"\n(?P<said>.*?)\n(?=```$)', re.DOTALL | re.MULTILINE
)
HOW_TO_UPDATE = (
    "The README's transcript is not what Earshot says now. Write it anew with"
    " `pytest tests/test_docs.py --update-golden`, and read the answer before you keep it."
)


@pytest.fixture
def readme() -> str:
    return README.read_text(encoding="utf-8")


def test_the_transcript_is_what_earshot_says(readme: str, shelf: Shelf, request: pytest.FixtureRequest) -> None:
    (shown,) = TRANSCRIPT.finditer(readme)
    said = respond(Question(text=shown["question"]), shelf, shelf.rates).text.rstrip("\n")
    if request.config.getoption("--update-golden"):
        README.write_text(readme[: shown.start("said")] + said + readme[shown.end("said") :], encoding="utf-8")
        return
    assert shown["said"] == said, HOW_TO_UPDATE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_stands_in_the_readme_with_its_number(rule: Rule, readme: str) -> None:
    assert f"| `{rule.id}` | {rule.number or '–'} |" in readme


def test_no_rule_in_the_readme_is_gone(readme: str) -> None:
    assert set(re.findall(r"^\| `([a-z]+\.[a-z-]+)` \|", readme, re.MULTILINE)) == {rule.id for rule in RULES}


def test_every_command_stands_in_the_readme(readme: str) -> None:
    commands = [f"bot {name}" for name in bot.list_commands(click.Context(bot))]
    commands += [f"bot catalog {name}" for name in catalog.commands]
    assert [command for command in commands if f"`{command}" not in readme] == []


def test_the_readme_sets_up_with_and_without_make_as_the_makefile_does(readme: str) -> None:
    assert "`make chat`" in readme
    assert "`make test`" in readme
    recipe = re.search(r"^test:.*\n((?:\t.+\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe is not None
    steps = recipe[1].replace("$(BIN)", ".venv/bin").split("\n")
    assert [step.strip() for step in steps if step.strip() not in readme] == []


def test_continuous_integration_runs_the_readmes_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
