"""Answers given, so that their buttons work after a restart: a bounded, passing store, no part of the catalogue."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from catalog.errors import TooLarge
from catalog.models import AnswerGiven
from catalog.store.clock import moment, seconds
from catalog.store.opened import Opened

MOST = 50_000
"""Answers kept; beyond, those that expire first are forgotten."""
LARGEST = 32_768
"""Characters of one state."""
_SWEEP = 64  # answers between two looks at how many there are

_COLUMNS = "id, state, made_at, expires_at, question, reply, channel, asker, server"
_ALIVE = f"SELECT {_COLUMNS} FROM answers WHERE expires_at > ? AND "  # noqa: S608 - our own names


class Answers:
    """The answers given. Expired ones are not found; time is told by the caller."""

    def __init__(self, file: Opened, most: int = MOST) -> None:
        self._file, self._most = file, most

    @staticmethod
    def fresh_id() -> str:
        """Make an id that no other answer has: ten letters and digits."""
        return secrets.token_hex(5)

    def keep(self, answer: AnswerGiven) -> bool:
        """Keep an answer; one of the same id is replaced, but for its question, which stays.

        So does the message that it was sent as, until another is noted.
        False, and nothing is kept, where the question was answered before under another id: so of two processes that
        are handed the same question only one goes on. Errors: TooLarge, those of the store.
        """
        if len(answer.state) > LARGEST:
            raise TooLarge("The answer's state", len(answer.state), LARGEST)
        with self._file.writing(lasting=False) as db:
            made, until = seconds(answer.made_at), seconds(answer.expires_at)
            db.execute("DELETE FROM answers WHERE question = ? AND expires_at <= ?", [answer.question, made])
            ids = [answer.question, answer.reply, answer.channel, answer.asker, answer.server]
            added = db.execute(
                f"INSERT INTO answers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608
                "ON CONFLICT (id) DO UPDATE SET state = excluded.state, made_at = excluded.made_at, "
                "expires_at = excluded.expires_at, reply = coalesce(excluded.reply, reply), "
                "channel = excluded.channel, asker = excluded.asker, server = excluded.server "
                "ON CONFLICT (question) DO NOTHING",
                [answer.id, answer.state, made, until, *ids],
            ).rowcount
            if added and db.execute("SELECT last_insert_rowid()").fetchone()[0] % _SWEEP == 0:
                self._bound(db)
            return bool(added)

    def _bound(self, db: Any) -> None:
        (count,) = db.execute("SELECT count(*) FROM answers").fetchone()
        excess = "SELECT rowid FROM answers ORDER BY expires_at, rowid LIMIT ?"
        db.execute(f"DELETE FROM answers WHERE rowid IN ({excess})", [max(count - self._most, 0)])  # noqa: S608

    def get(self, id_: str, now: datetime) -> AnswerGiven | None:
        """Give an answer by its id."""
        return self._one("id = ?", id_, now)

    def by_message(self, reply: int, now: datetime) -> AnswerGiven | None:
        """Give the answer that a message of ours is."""
        return self._one("reply = ?", reply, now)

    def by_question(self, question: int, now: datetime) -> AnswerGiven | None:
        """Give the answer to a reader's message."""
        return self._one("question = ?", question, now)

    def latest(self, channel: int, asker: int, now: datetime) -> AnswerGiven | None:
        """Give what a reader was told last in a channel."""
        return self._one("channel = ? AND asker = ? ORDER BY made_at DESC, rowid DESC LIMIT 1", channel, now, asker)

    def of_user(self, asker: int, now: datetime) -> tuple[AnswerGiven, ...]:
        """Give all that is kept of a reader, the newest first."""
        with self._file.reading() as db:
            rows = db.execute(_ALIVE + "asker = ? ORDER BY made_at DESC, rowid DESC", [seconds(now), asker]).fetchall()
        return tuple(_answer(row) for row in rows)

    def by_answer_id(self, answer_id: str, now: datetime) -> AnswerGiven | None:
        """Give the latest answer whose state says this under "answer_id": the id that readers see."""
        return self._one(
            "json_extract(state, '$.answer_id') = ? ORDER BY made_at DESC, rowid DESC LIMIT 1", answer_id, now
        )

    def _one(self, where: str, value: str | int, now: datetime, *further: int) -> AnswerGiven | None:
        with self._file.reading() as db:
            row = db.execute(_ALIVE + where, [seconds(now), value, *further]).fetchone()
        return _answer(row) if row else None

    def forget(self, id_: str) -> bool:
        """Forget an answer; say whether there was one."""
        return self._forget("id = ?", id_) > 0

    def forget_user(self, asker: int) -> int:
        """Forget all that a reader asked; say how many."""
        return self._forget("asker = ?", asker)

    def forget_server(self, server: int) -> int:
        """Forget all that was asked in a server; say how many."""
        return self._forget("server = ?", server)

    def forget_expired(self, now: datetime) -> int:
        """Forget what has expired; say how many."""
        return self._forget("expires_at <= ?", seconds(now))

    def _forget(self, where: str, value: str | int) -> int:
        with self._file.writing(lasting=False) as db:
            return db.execute(f"DELETE FROM answers WHERE {where}", [value]).rowcount  # noqa: S608 - texts of this module


def _answer(row: Sequence[Any]) -> AnswerGiven:
    given = AnswerGiven(*row)
    return replace(given, made_at=moment(row[2]), expires_at=moment(row[3]))
