"""The command line keeps its promises: names, types, order, exit status, and calm words about bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cli import bot
from catalog.shelf import Shelf
from knowledge.respond import respond
from knowledge.values import Question

QUESTION = "closed headphones for rock, laptop, 100 euros at most"


def run(db: Path, *words: str, typed: str | bytes | None = None) -> Result:
    return CliRunner().invoke(bot, ["--db", str(db), *words], input=typed)


def test_the_json_object_has_the_promised_parts(catalogue_file: Path) -> None:
    result = run(catalogue_file, "ask", "--json", QUESTION)
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert answer["reading"]["budget"]["high"] == 100
    assert answer["reading"]["budget"]["currency"] == "EUR"
    assert answer["answer"]["kind"] == "options"
    assert all(option["total"]["amount"] <= 100 for option in answer["answer"]["options"])
    assert {"text", "options", "verdict", "topic", "asks", "relaxations"} <= answer["answer"].keys()


def test_lines_are_answered_in_order_and_bad_ones_do_not_end_the_run(catalogue_file: Path) -> None:
    lines = [
        json.dumps({"id": "a", "thread": None, "text": "headphones for metal please", "other": 1}),
        "{no json",
        json.dumps({"id": "c", "text": "  "}),
        json.dumps(["no object"]),
        json.dumps({"id": "b", "thread": "a", "text": "from 0 to 300.00 dollars, from my laptop"}),
    ]
    result = run(catalogue_file, "ask", "--jsonl", typed="\n".join(lines).encode() + b"\n\xff\xfe\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [answer["id"] for answer in answers] == ["a", None, "c", None, "b", None]
    assert ["error" in answer for answer in answers] == [False, True, True, True, False, True]
    assert answers[4]["reading"]["genres"] == {"metal": None}
    assert answers[4]["reading"]["budget"]["high"] == 300


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["ask"], 2),
        (["ask", ""], 1),
        (["ask", "--jsonl", "text"], 2),
        (["nothing"], 2),
        (["catalog", "revert", str(1 << 70)], 2),
        (["catalog", "proposals", str(1 << 70)], 2),
        (["catalog", "approve", str(1 << 70)], 2),
        (["catalog", "refuse", str(1 << 70), "--reason", "x"], 2),
        (["why", "\udcff"], 1),
        (["catalog", "history", "\udcff"], 1),
        (["ask", "--dollar", "EUR", "headphones"], 2),
        (["run"], 2),
        (["gear", "HD6001"], 1),
    ],
)
def test_exit_status_tells_what_was_wrong(words: list[str], status: int, catalogue_file: Path) -> None:
    result = run(catalogue_file, *words, typed="")
    assert result.exit_code == status
    assert isinstance(result.exception, SystemExit), "it ends by its own will"
    assert result.stderr.strip()


@pytest.mark.parametrize(
    "words",
    [["rules"], ["rules", "music.pairing", "--json"], ["gear", "HD 600"],
     ["compare", "HD 600", "HD 650", "--for", "jazz"],
     ["pair", "HD 600", "Schiit Magni"], ["why", "HD 600", QUESTION]],
)  # fmt: skip
def test_what_is_looked_up_is_said(words: list[str], catalogue_file: Path) -> None:
    result = run(catalogue_file, *words)
    assert result.exit_code == 0
    assert len(result.stdout) > 100


def test_a_conversation_goes_on_until_bye(catalogue_file: Path) -> None:
    result = run(catalogue_file, "chat", typed="closed headphones for rock\nunder $100\nbye\n")
    assert result.exit_code == 0
    assert result.stdout.count("Understood:") == 2
    assert "$100" in result.stdout


def test_a_broken_catalogue_is_told_calmly(tmp_path: Path) -> None:
    broken = tmp_path / "catalog.db"
    broken.write_bytes(b"this is no database" * 100)
    result = run(broken, "ask", QUESTION)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert str(broken) in result.stderr
    assert broken.read_bytes().startswith(b"this is no database")


@pytest.mark.parametrize(
    "text",
    ["x" * 100_000, "headphones " * 9_000, "z\u0337\u0322a\u0338l\u0315go \u0000 \u202eabc",
     "🎧🎧🎧?", "אוזניות סגורות עד 100", "耳机推荐 500元以内"],
)  # fmt: skip
def test_strange_text_is_read_without_complaint(text: str, shelf: Shelf) -> None:
    assert len(respond(Question(text=text), shelf, shelf.rates).text) <= 4000


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_gets_the_same_answer_twice(shelf: Shelf, text: str) -> None:
    first, second = (respond(Question(text=text), shelf, shelf.rates) for _ in range(2))
    assert first == second
    assert len(first.text) <= 4000


def test_a_terminal_that_lacks_a_letter_is_written_to_all_the_same(catalogue_file: Path) -> None:
    command = [sys.executable, "-m", "bot", "--db", str(catalogue_file), "ask", QUESTION]
    done = subprocess.run(command, env={**os.environ, "PYTHONIOENCODING": "latin-1"}, capture_output=True, check=True)  # noqa: S603
    assert b"at most ?100" in done.stdout
