"""The warm copy beside the catalogue only saves time: with it, without it or with a damaged one, answers are equal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import bot
from bot.cli.context import Home
from bot.cli.warm import keep
from catalog.edits import Entry, edit
from catalog.shelf import Shelf
from knowledge.respond import respond
from knowledge.values import Question

QUESTIONS = (
    "closed headphones for rock, laptop, 100 euros at most",
    "open headphones and an amp for classical, £600 in all",
    "a DAP for my HD 600, $500",
    "HD 600 or K701 for jazz?",
)


def answers(shelf: Shelf) -> list[str]:
    return [respond(Question(text=text), shelf, shelf.rates).text for text in QUESTIONS]


@pytest.fixture
def db(catalogue_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(catalogue_file, tmp_path / "catalog.db"))


def kept_of(db: Path) -> bytes:
    """What a run with nothing kept leaves behind."""
    assert CliRunner().invoke(bot, ["--db", str(db), "gear", "HD 600"]).exit_code == 0
    return copy_of(db).read_bytes()


def copy_of(db: Path) -> Path:
    return db.with_name(f"{db.name}.warm")


def test_answers_from_the_copy_are_those_without_it(db: Path, shelf: Shelf) -> None:
    first = Home(db).shelf
    assert not copy_of(db).exists()
    kept_of(db)
    second = Home(db).shelf
    assert answers(first) == answers(second) == answers(shelf)


@pytest.mark.parametrize("damage", ["cut", "changed", "empty"])
def test_a_damaged_copy_is_made_anew(db: Path, shelf: Shelf, damage: str) -> None:
    whole = kept_of(db)
    at = len(whole) // 2
    spoilt = {"cut": whole[:at], "changed": whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], "empty": b""}
    copy_of(db).write_bytes(spoilt[damage])
    assert answers(Home(db).shelf) == answers(shelf)
    assert len(kept_of(db)) == len(whole)


def test_an_edit_is_seen_over_an_older_copy(db: Path) -> None:
    keep(Shelf.open(db), db)
    before = Home(db).shelf
    first = respond(Question(text=QUESTIONS[0]), before, before.rates).options[0].items[0]
    edit(before.store, [Entry(first.id, "status", "retired")], "mod", "no longer to be had")
    after = Home(db).shelf
    offered = respond(Question(text=QUESTIONS[0]), after, after.rates).options
    assert first.id not in {record.id for option in offered for record in option.items}


def test_a_copy_that_cannot_be_written_is_done_without(db: Path, shelf: Shelf) -> None:
    copy_of(db).mkdir()
    assert CliRunner().invoke(bot, ["--db", str(db), "gear", "HD 600"]).exit_code == 0
    assert answers(Home(db).shelf) == answers(shelf)
