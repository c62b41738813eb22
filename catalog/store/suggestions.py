"""Readers' suggestions: a queue for each server's moderators, with limits against floods."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError

from catalog.errors import AlreadyDecided, BadSuggestion, NoSuchSuggestion, TooMany, problem_of
from catalog.models import State, Suggestion
from catalog.store.clock import moment, seconds
from catalog.store.opened import Opened

A_DAY = timedelta(hours=24)
PER_READER = 5
"""Suggestions of one reader in one server within 24 hours."""
MOST_OPEN = 500
"""Suggestions of one server that wait at a time."""

_COLUMNS = "id, server, reader, at, gear, field, value, source, note, state, decided_by, decided_at, reason, of, change"
_SELECT = f"SELECT {_COLUMNS} FROM suggestions WHERE "  # noqa: S608 - our own names


class Suggestions:
    """The queue. Whoever asks names the server; what is of another server is as if it did not exist."""

    def __init__(self, file: Opened) -> None:
        self._file = file

    def add(
        self,
        server: int,
        reader: int,
        at: datetime,
        gear: str,
        *,
        field: str = "",
        value: str = "",
        source: str = "",
        note: str = "",
    ) -> Suggestion:
        """Take a suggestion.

        Errors: BadSuggestion, TooMany.
        """
        said = {"gear": gear, "field": field, "value": value, "source": source, "note": note}
        try:
            new = Suggestion.model_validate({"server": server, "reader": reader, "at": at, **said})
        except ValidationError as error:
            raise BadSuggestion([problem_of(one["loc"], one["msg"], one["input"]) for one in error.errors()]) from None
        with self._file.writing() as db:
            self._check_room(db, new)
            number = db.execute(
                "INSERT INTO suggestions (server, reader, at, gear, field, value, source, note, state) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [server, reader, seconds(at), *said.values(), State.OPEN.value],
            ).lastrowid
        return new.model_copy(update={"id": number})

    def _check_room(self, db: sqlite3.Connection, new: Suggestion) -> None:
        question = "SELECT count(*) FROM suggestions WHERE server = ? AND "
        since = seconds(new.at - A_DAY)
        (mine,) = db.execute(question + "reader = ? AND at > ?", [new.server, new.reader, since]).fetchone()
        if mine >= PER_READER:
            raise TooMany(f"You have made {mine} suggestions within a day, which is as many as are taken")
        (waiting,) = db.execute(question + "state = ?", [new.server, State.OPEN.value]).fetchone()
        if waiting >= MOST_OPEN:
            raise TooMany(f"{waiting} suggestions wait for this server's moderators already")

    def get(self, server: int, id_: int) -> Suggestion:
        """Give one.

        Errors: NoSuchSuggestion, also for one of another server.
        """
        with self._file.reading() as db:
            row = db.execute(_SELECT + "server = ? AND id = ?", [server, id_]).fetchone()
        if row is None:
            raise NoSuchSuggestion(id_)
        return _suggestion(row)

    def list(self, server: int, state: State = State.OPEN, limit: int = 100) -> tuple[Suggestion, ...]:
        """List a server's suggestions, the oldest first."""
        where = "server = ? AND state = ? ORDER BY id LIMIT ?"
        with self._file.reading() as db:
            return tuple(_suggestion(row) for row in db.execute(_SELECT + where, [server, state.value, limit]))

    def accept(self, server: int, id_: int, by: int, at: datetime, change: int | None = None) -> Suggestion:
        """Note that it was taken, and the edit that it led to.

        Errors: NoSuchSuggestion, AlreadyDecided.
        """
        return self._decide(server, id_, State.ACCEPTED, by, at, change=change)

    def turn_down(self, server: int, id_: int, by: int, at: datetime, reason: str) -> Suggestion:
        """Note that it was not taken, and why.

        Errors: NoSuchSuggestion, AlreadyDecided.
        """
        return self._decide(server, id_, State.TURNED_DOWN, by, at, reason=reason[:500])

    def duplicate(self, server: int, id_: int, by: int, at: datetime, of: int) -> Suggestion:
        """Note that it says what another of the same server says.

        Errors: NoSuchSuggestion, also where `of` is none or the same; AlreadyDecided.
        """
        if of == id_:
            raise NoSuchSuggestion(of)
        self.get(server, of)
        return self._decide(server, id_, State.DUPLICATE, by, at, of=of)

    def _decide(
        self,
        server: int,
        id_: int,
        state: State,
        by: int,
        at: datetime,
        reason: str = "",
        of: int | None = None,
        change: int | None = None,
    ) -> Suggestion:
        with self._file.writing() as db:
            before = self.get(server, id_)
            if before.state is not State.OPEN:
                raise AlreadyDecided("suggestion", id_, before.state)
            db.execute(
                "UPDATE suggestions SET state = ?, decided_by = ?, decided_at = ?, reason = ?, of = ?, change = ? "
                "WHERE id = ?",
                [state.value, by, seconds(at), reason, of, change, id_],
            )
            return self.get(server, id_)

    def forget_user(self, reader: int) -> int:
        """Delete what a reader suggested and nobody decided, and their id from the rest; say how many those were."""
        with self._file.writing() as db:
            gone = db.execute("DELETE FROM suggestions WHERE reader = ? AND state = ?", [reader, State.OPEN.value])
            kept = db.execute("UPDATE suggestions SET reader = NULL WHERE reader = ?", [reader])
            return gone.rowcount + kept.rowcount

    def forget_server(self, server: int) -> int:
        """Delete all suggestions of a server; say how many."""
        with self._file.writing() as db:
            return db.execute("DELETE FROM suggestions WHERE server = ?", [server]).rowcount


def _suggestion(row: Sequence[Any]) -> Suggestion:
    said = dict(zip(_COLUMNS.split(", "), row, strict=True))
    for name in ("at", "decided_at"):
        said[name] = None if said[name] is None else moment(said[name])
    return Suggestion.model_validate(said)
