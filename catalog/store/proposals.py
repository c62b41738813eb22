"""Edits that wait for somebody else's word, as they are stored; `catalog.proposals` decides on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from catalog.errors import AlreadyDecided, NoSuchProposal, TooLarge, TooMany
from catalog.models import Proposal, State
from catalog.store.clock import moment, seconds
from catalog.store.opened import Opened

MOST_OPEN = 200
"""Proposals for one catalogue that wait at a time."""
LARGEST = 8_000_000
"""Characters of one proposal's entries."""

_COLUMNS = "id, layer, origin, proposer, author, reason, at, entries, state, decided_by, decided_at, why, change"
_SELECT = f"SELECT {_COLUMNS} FROM proposals WHERE layer IS ? "  # noqa: S608 - our own names


class Proposals:
    """The queue. Whoever asks names the layer, None for the shared stock; others are as if they did not exist."""

    def __init__(self, file: Opened) -> None:
        self._file = file

    def add(self, new: Proposal) -> Proposal:
        """Let a proposal wait.

        Errors: TooMany, TooLarge.
        """
        if len(new.entries) > LARGEST:
            raise TooLarge("The proposed edit", len(new.entries), LARGEST)
        with self._file.writing() as db:
            question = "SELECT count(*) FROM proposals WHERE layer IS ? AND origin IS ? AND state = ?"
            (waiting,) = db.execute(question, [new.layer, new.origin, State.OPEN.value]).fetchone()
            if waiting >= MOST_OPEN:
                raise TooMany(f"{waiting} edits wait for a decision already")
            said = [new.layer, new.origin, new.proposer, new.author, new.reason, seconds(new.at), new.entries]
            number = db.execute(
                "INSERT INTO proposals (layer, origin, proposer, author, reason, at, entries, state) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [*said, new.state.value],
            ).lastrowid
        return new.model_copy(update={"id": number})

    def get(self, layer: int | None, id_: int) -> Proposal:
        """Give one.

        Errors: NoSuchProposal, also for one of another layer.
        """
        with self._file.reading() as db:
            row = db.execute(_SELECT + "AND id = ?", [layer, id_]).fetchone()
        if row is None:
            raise NoSuchProposal(id_)
        return _proposal(row)

    def waiting(self, layer: int | None, limit: int = 100) -> tuple[Proposal, ...]:
        """List what waits for a decision, the oldest first."""
        with self._file.reading() as db:
            rows = db.execute(_SELECT + "AND state = ? ORDER BY id LIMIT ?", [layer, State.OPEN.value, limit])
            return tuple(_proposal(row) for row in rows)

    def decide(self, before: Proposal, state: State, by: int, at: datetime, why: str = "") -> Proposal:
        """Note the decision.

        Errors: AlreadyDecided.
        """
        with self._file.writing() as db:
            now = self.get(before.layer, before.id)
            if now.state is not State.OPEN:
                raise AlreadyDecided("proposal", now.id, now.state)
            db.execute(
                "UPDATE proposals SET state = ?, decided_by = ?, decided_at = ?, why = ? WHERE id = ?",
                [state.value, by, seconds(at), why[:500], before.id],
            )
            return self.get(before.layer, before.id)

    def note(self, decided: Proposal, change: int | None) -> Proposal:
        """Note which change an approved proposal became."""
        with self._file.writing() as db:
            db.execute("UPDATE proposals SET change = ? WHERE id = ?", [change, decided.id])
            return self.get(decided.layer, decided.id)

    def forget_server(self, server: int) -> int:
        """Delete a server's proposals and offers; say how many."""
        with self._file.writing() as db:
            return db.execute("DELETE FROM proposals WHERE layer = ? OR origin = ?", [server, server]).rowcount


def _proposal(row: Sequence[Any]) -> Proposal:
    said = dict(zip(_COLUMNS.split(", "), row, strict=True))
    for name in ("at", "decided_at"):
        said[name] = None if said[name] is None else moment(said[name])
    return Proposal.model_validate(said)
