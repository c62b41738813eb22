"""Answers that can be asked for again by their id: what was understood is kept for a while, nothing as it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

from catalog.errors import CatalogError
from catalog.models import AnswerGiven
from catalog.shelf import Shelf
from knowledge.advise import advise
from knowledge.remember import replayable
from knowledge.values import Conversation, Kind, Reply

KEPT = timedelta(days=30)


class Kept(BaseModel):
    """What is kept of an answer: what was understood, its id, and the catalogue that it was given from.

    Other front ends keep more beside these; that is left alone.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    conversation: Conversation
    answer_id: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """An answer given again; `changed` says that the catalogue is another than then, None that nobody noted it."""

    reply: Reply
    made_at: datetime
    changed: bool | None


def keep(reply: Reply, shelf: Shelf, now: datetime | None = None) -> bool:
    """Keep an answer under its id, and forget what has expired.

    False where nothing was said, or where the file can't be written to.
    """
    if reply.kind is Kind.SILENCE or not reply.answer_id:
        return False
    made = now or datetime.now(UTC)
    kept = Kept(
        conversation=Conversation(reading=replayable(reply.reading)), answer_id=reply.answer_id, version=shelf.version
    )
    state = kept.model_dump_json(exclude_defaults=True)
    try:
        shelf.store.answers.forget_expired(made)  # nobody else does where no bot runs
        return shelf.store.answers.keep(AnswerGiven(reply.answer_id, state, made, made + KEPT))
    except CatalogError:
        return False


def replay(answer_id: str, shelf: Shelf, now: datetime | None = None) -> Replayed | None:
    """Answer again what was answered under an id; None where nothing of that id is kept."""
    at = now or datetime.now(UTC)
    given = shelf.store.answers.get(answer_id, at) or shelf.store.answers.by_answer_id(answer_id, at)
    kept = None if given is None else _read(given.state)
    if given is None or kept is None:
        return None
    changed = None if not kept.version else kept.version != shelf.version
    return Replayed(advise(kept.conversation.reading, shelf, shelf.rates), given.made_at, changed)


def _read(state: Any) -> Kept | None:
    try:
        return Kept.model_validate_json(state)
    except ValueError:  # kept by another release: as good as forgotten
        return None
