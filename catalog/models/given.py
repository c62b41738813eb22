"""An answer that was given, as far as its buttons need it: whose it was and what was understood, no typed words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """`state` is JSON that the front end reads back; nobody's words may be in it.

    The other ids are those of the front end (on Discord: messages, channel, reader, server), None where there is none.
    Times carry their zone; they are kept to the second.
    """

    id: str
    state: str
    made_at: datetime
    expires_at: datetime
    question: int | None = None
    reply: int | None = None
    channel: int | None = None
    asker: int | None = None
    server: int | None = None
