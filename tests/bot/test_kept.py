"""An answer's id gives the answer again, and nothing that was typed is kept for it."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import bot
from bot.kept import KEPT, keep, replay
from catalog.edits import Entry, edit
from catalog.models import AnswerGiven
from catalog.shelf import Shelf
from knowledge.remember import remember
from knowledge.respond import respond
from knowledge.values import Conversation, Kind, Question

CORPUS = Path(__file__).parents[1] / "corpora" / "messages" / "first.toml"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def own(catalogue_file: Path, tmp_path: Path) -> Iterator[Shelf]:
    file = tmp_path / "catalog.db"
    shutil.copy(catalogue_file, file)
    with_it = Shelf.open(file)
    yield with_it
    with_it.close()


def messages() -> list[tuple[str, str | None, str]]:
    rows = tomllib.loads(CORPUS.read_text(encoding="utf-8"))["message"]
    return [(row["id"], row.get("follows"), row["text"]) for row in rows][:60]


def test_every_answer_is_given_again_as_it_was(own: Shelf) -> None:
    """Also in a conversation, where what this very message names decides; names that nobody knows are not kept."""
    conversations: dict[str, Conversation | None] = {}
    compared = 0
    for name, follows, text in messages():
        before = conversations.get(follows or "")
        reply = respond(Question(text=text, before=before), own, own.rates)
        conversations[name] = remember(reply, before)
        if reply.kind is Kind.SILENCE or reply.reading.unknown_gear or reply.reading.unclear:
            continue
        assert keep(reply, own, NOW)
        again = replay(reply.answer_id, own, NOW)
        assert again is not None
        assert not again.changed
        assert again.reply.text == reply.text, name
        compared += 1
    assert compared > 30


def test_nothing_typed_is_kept(own: Shelf) -> None:
    """Not a word of the message is in the file but those that Earshot's own vocabulary and catalogue hold."""
    text = "Grandmother Philippa wants bassy headphones for zydeco on her Grundig Satellit, a Wibblefon K3, 90 quid"
    reply = respond(Question(text=text), own, own.rates)
    assert keep(reply, own, NOW)
    given = own.store.answers.get(reply.answer_id, NOW)
    assert given is not None
    for word in ("grandmother", "philippa", "zydeco", "wibblefon", "quid", "bassy"):
        assert word not in given.state.casefold()


def test_a_catalogue_that_has_changed_is_said(own: Shelf) -> None:
    reply = respond(Question(text="closed headphones for rock, 100 dollars"), own, own.rates)
    keep(reply, own, NOW)
    edit(own.store, [Entry("sennheiser-hd-600", "weight_g", "255")], "tester", "to see")
    own.refresh()
    again = replay(reply.answer_id, own, NOW)
    assert again is not None
    assert again.changed is True


def test_an_answer_is_kept_for_its_time_and_no_longer(own: Shelf) -> None:
    reply = respond(Question(text="what is impedance?"), own, own.rates)
    keep(reply, own, NOW)
    assert replay(reply.answer_id, own, NOW + KEPT - timedelta(seconds=1)) is not None
    assert replay(reply.answer_id, own, NOW + KEPT) is None
    keep(respond(Question(text="open headphones for jazz, 300 dollars"), own, own.rates), own, NOW + KEPT)
    assert own.store.answers.get(reply.answer_id, NOW) is None, "it is gone from the file too"


def test_the_id_on_a_card_finds_its_answer_too(own: Shelf) -> None:
    """Another front end keeps an answer under its own key, with the id that readers see inside."""
    reply = respond(Question(text="open headphones for jazz, 300 dollars"), own, own.rates)
    conversation = remember(reply)
    assert conversation is not None
    state = {"conversation": json.loads(conversation.to_json()), "answer_id": reply.answer_id, "more": [1, 2]}
    own.store.answers.keep(AnswerGiven("0123456789", json.dumps(state), NOW, NOW + KEPT))
    again = replay(reply.answer_id, own, NOW)
    assert again is not None
    assert again.changed is None
    assert again.reply.text == reply.text


@pytest.mark.parametrize("state", ["{}", "[]", "no json", '{"conversation": {"reading": {"intent": "dance"}}}'])
def test_what_another_release_kept_is_as_good_as_forgotten(own: Shelf, state: str) -> None:
    own.store.answers.keep(AnswerGiven("abcdefgh", state, NOW, NOW + KEPT))
    assert replay("abcdefgh", own, NOW) is None


def test_the_command_line_tells_the_id_and_takes_it(own: Shelf) -> None:
    db = str(own.store.path)
    run = CliRunner().invoke
    said = run(bot, ["--db", db, "ask", "closed headphones for rock, 100 euros"])
    (answer_id,) = re.findall(r"^Answer ([a-z2-7]{8}):", said.stdout, re.MULTILINE)
    again = run(bot, ["--db", db, "why", answer_id])
    assert again.exit_code == 0
    assert said.stdout.split("\n\nAnswer ")[0].rstrip() in again.stdout
    unknown = run(bot, ["--db", db, "why", "aaaaaaaa"])
    assert unknown.exit_code == 1
    assert "There is no answer 'aaaaaaaa'" in unknown.stderr


def test_why_has_a_sentence_or_a_title_for_every_point(own: Shelf) -> None:
    said = CliRunner().invoke(bot, ["--db", str(own.store.path), "why", "Sennheiser HD 560S", "open, for jazz, $300"])
    points = [int(number) for number in re.findall(r", ([+-]\d+)\]$", said.stdout, re.MULTILINE)]
    (total,) = re.findall(r"with (-?\d+) points", said.stdout)
    assert sum(points) == int(total)
    assert not re.findall(r"^-\s+\[", said.stdout, re.MULTILINE)
