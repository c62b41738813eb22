"""The README says what is true now."""

from __future__ import annotations

from pathlib import Path

from bot.cli import _COMMANDS
from catalog.shelf import Shelf
from knowledge.respond import respond
from knowledge.rulebook import RULES
from knowledge.values import Question

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_transcript_is_what_earshot_says(shelf: Shelf) -> None:
    block = README.split("```")[1].strip()
    command, said = block.split("\n", 1)
    question = command.removeprefix("$ bot ask ").strip("'")
    assert respond(Question(text=question), shelf, shelf.rates).text.strip() == said.strip()


def test_every_rule_and_command_is_documented() -> None:
    assert [rule.id for rule in RULES if f"`{rule.id}`" not in README] == []
    assert [name for name in _COMMANDS if f"bot {name}" not in README] == []


def test_continuous_integration_runs_the_readmes_command() -> None:
    assert "make test" in README
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
