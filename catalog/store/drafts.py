"""Edits that their authors look at before they confirm them, as they are stored; `catalog.drafts` makes them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from catalog.errors import NoSuchDraft, TooLarge
from catalog.models import KeptDraft
from catalog.store.clock import moment, seconds
from catalog.store.opened import Opened
from catalog.store.proposals import LARGEST

MOST = 20
"""Drafts of one author in one server; beyond, the oldest are forgotten."""

_COLUMNS = (
    "id, server, layer, author, name, reason, at, expires_at, entries, undoes, suggestion, gap, done, change, proposal"
)


class Drafts:
    """The drafts. Whoever asks says who they are, and in which server; others' are as if they did not exist."""

    def __init__(self, file: Opened) -> None:
        self._file = file

    @staticmethod
    def fresh_id() -> str:
        """Make an id that nobody can guess."""
        return secrets.token_hex(8)

    def keep(self, new: KeptDraft) -> KeptDraft:
        """Keep a draft.

        Errors: TooLarge.
        """
        if len(new.entries) > LARGEST:
            raise TooLarge("The edit", len(new.entries), LARGEST)
        said = {**dict(new), "at": seconds(new.at), "expires_at": seconds(new.expires_at)}
        with self._file.writing(lasting=False) as db:
            marks = ", ".join("?" * len(said))
            db.execute(
                f"INSERT INTO drafts ({_COLUMNS}) VALUES ({marks})",  # noqa: S608 - our own names
                [said[name] for name in _COLUMNS.split(", ")],
            )
            older = (
                "SELECT id FROM drafts WHERE author = ? AND server = ? ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?"
            )
            db.execute(f"DELETE FROM drafts WHERE id IN ({older})", [new.author, new.server, MOST])  # noqa: S608
        return new

    def get(self, id_: str, author: int, server: int, now: datetime) -> KeptDraft:
        """Give a draft to its author.

        Errors: NoSuchDraft, also for one of somebody else or another server, and one that has expired.
        """
        with self._file.reading() as db:
            row = db.execute(
                f"SELECT {_COLUMNS} FROM drafts WHERE id = ? AND author = ? AND server = ? AND expires_at > ?",  # noqa: S608
                [id_, author, server, seconds(now)],
            ).fetchone()
        if row is None:
            raise NoSuchDraft
        return _draft(row)

    def note(self, draft: KeptDraft, change: int | None = None, proposal: int | None = None) -> KeptDraft:
        """Note what came of a draft."""
        with self._file.writing() as db:
            db.execute(
                "UPDATE drafts SET done = 1, change = ?, proposal = ? WHERE id = ?", [change, proposal, draft.id]
            )
        return draft.model_copy(update={"done": True, "change": change, "proposal": proposal})

    def forget(self, id_: str, author: int) -> bool:
        """Forget a draft that its author gives up; say whether there was one. One that was confirmed stays."""
        return self._forget("id = ? AND author = ? AND done = 0", id_, author) > 0

    def forget_expired(self, now: datetime) -> int:
        """Forget what has expired; say how many."""
        return self._forget("expires_at <= ?", seconds(now))

    def forget_server(self, server: int) -> int:
        """Forget a server's drafts; say how many."""
        return self._forget("server = ?", server)

    def _forget(self, where: str, *values: str | int) -> int:
        with self._file.writing(lasting=False) as db:
            return db.execute(f"DELETE FROM drafts WHERE {where}", values).rowcount  # noqa: S608 - texts of this module


def _draft(row: Sequence[Any]) -> KeptDraft:
    said = dict(zip(_COLUMNS.split(", "), row, strict=True))
    return KeptDraft.model_validate({**said, "at": moment(said["at"]), "expires_at": moment(said["expires_at"])})
