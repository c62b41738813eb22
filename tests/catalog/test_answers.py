"""Answers given: found again by id, message and question, once each, and forgotten when they should be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from catalog.errors import TooLarge
from catalog.models import AnswerGiven
from catalog.shelf import Shelf
from catalog.store import Store
from catalog.store.answers import LARGEST, Answers
from catalog.store.backup import backup

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def given(id_: str = "a1", **more: object) -> AnswerGiven:
    return AnswerGiven(**{"id": id_, "state": "{}", "made_at": NOW, "expires_at": NOW + timedelta(days=30), **more})  # type: ignore[arg-type]


def test_an_answer_is_found_by_its_id_message_and_question(store: Store) -> None:
    whole = given(state='{"intent":"choose"}', question=1 << 60, reply=11, channel=12, asker=13, server=14)
    assert store.answers.keep(whole)
    answers = store.answers
    assert answers.get("a1", NOW) == answers.by_message(11, NOW) == answers.by_question(1 << 60, NOW) == whole
    assert answers.get("a2", NOW) is answers.by_message(12, NOW) is answers.by_question(11, NOW) is None


def test_an_answer_outlives_the_program(store: Store, db: Path, data: Path) -> None:
    store.answers.keep(given())
    store.close()
    assert Store.open(db, data=data).answers.get("a1", NOW) == given()


def test_an_edited_question_replaces_its_answer(store: Store) -> None:
    store.answers.keep(given(question=1, reply=11))
    assert store.answers.keep(given(question=1, state="[]"))
    found = store.answers.by_question(1, NOW)
    assert found is not None
    assert (found.state, found.reply) == ("[]", 11)
    assert store.answers.keep(given(question=1, reply=12))
    assert store.answers.by_message(11, NOW) is None
    assert store.answers.by_message(12, NOW) is not None


def test_a_question_is_answered_once_whoever_is_handed_it(store: Store, db: Path, data: Path) -> None:
    others = [Store.open(db, data=data) for _ in range(4)]
    won: list[bool] = []
    threads = [
        Thread(target=lambda at=at, other=other: won.append(other.answers.keep(given(f"a{at}", question=7))))  # type: ignore[misc]
        for at, other in enumerate(others)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False, False, False, True]
    assert store.answers.keep(given("b"))
    assert store.answers.keep(given("c")), "several answers may have no question: private copies"


def test_what_has_expired_is_not_found_and_can_be_asked_again(store: Store) -> None:
    store.answers.keep(given(question=7))
    later = NOW + timedelta(days=30)
    assert store.answers.get("a1", later) is None
    assert store.answers.keep(given("a2", question=7, made_at=later, expires_at=later + timedelta(days=1)))
    assert store.answers.forget_expired(later) == 0, "the old one made room"
    assert store.answers.forget_expired(later + timedelta(days=1)) == 1


def test_answers_are_forgotten_by_id_reader_and_server(store: Store) -> None:
    for number in range(6):
        store.answers.keep(given(f"a{number}", asker=number % 2, server=number % 3))
    assert store.answers.forget_user(0) == 3
    assert store.answers.forget_server(1) == 1
    assert store.answers.forget("a5")
    assert not store.answers.forget("a5")
    assert store.answers.get("a3", NOW)


def test_their_number_and_size_are_bounded(store: Store) -> None:
    answers = Answers(store.file, most=10)
    for number in range(256):
        answers.keep(given(f"a{number}", expires_at=NOW + timedelta(minutes=number + 1)))
    kept = [number for number in range(256) if answers.get(f"a{number}", NOW)]
    assert kept == [*range(246, 256)]
    with pytest.raises(TooLarge, match=r"The answer's state has 32,769 characters; at most 32,768 are kept"):
        answers.keep(given(state="x" * (LARGEST + 1)))
    answers.keep(given("whole", state="x" * LARGEST))


def test_fresh_ids_differ() -> None:
    assert len({Answers.fresh_id() for _ in range(1000)}) == 1000


def test_a_time_without_a_zone_is_a_mistake(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"):
        store.answers.get("a1", datetime(2026, 1, 1))


def test_answers_are_no_edit_and_no_news_of_the_catalogue(store: Store, db: Path, data: Path) -> None:
    other = Shelf(Store.open(db, data=data))
    view = other.layer(None)
    store.answers.keep(given())
    other.refresh()
    assert other.layer(None) is view


def test_a_backup_leaves_answers_out(store: Store, db: Path, data: Path, tmp_path: Path) -> None:
    store.answers.keep(given(state='{"secret-of-the-reader":1}'))
    backup(db, tmp_path / "copy.db")
    assert b"secret-of-the-reader" not in (tmp_path / "copy.db").read_bytes()
    assert Store.open(tmp_path / "copy.db", data=data).answers.get("a1", NOW) is None
    assert store.answers.get("a1", NOW)


def test_what_is_forgotten_is_overwritten(store: Store, db: Path) -> None:
    store.answers.keep(given(state='{"secret-of-the-reader":1}', asker=5))
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"secret-of-the-reader" in db.read_bytes()
    store.answers.forget_user(5)
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"secret-of-the-reader" not in db.read_bytes()
