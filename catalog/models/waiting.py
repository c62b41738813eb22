"""What waits for a moderator's decision: readers' suggestions, and edits that need a second pair of eyes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from catalog.models.facts import Frozen
from catalog.models.servers import Id

Short = Annotated[str, Field(max_length=120)]
Long = Annotated[str, Field(max_length=500)]


class State(StrEnum):
    """How far the decision is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    TURNED_DOWN = "turned_down"
    DUPLICATE = "duplicate"


class Suggestion(Frozen):
    """What a reader told the moderators: a model that is missing, or a figure that is wrong.

    `gear` is an id or a name as the reader wrote it; `field` is empty for a missing model. `reader` is None once that
    reader had their data deleted. `decided_by` and `reason` say who decided and why, `of` which suggestion it repeats,
    `change` the edit that it led to.
    """

    id: int = 0
    server: Id
    reader: Id | None
    at: datetime
    gear: Annotated[Short, Field(min_length=1)]
    field: Short = ""
    value: Long = ""
    source: Long = ""
    note: Annotated[str, Field(max_length=1000)] = ""
    state: State = State.OPEN
    decided_by: Id | None = None
    decided_at: datetime | None = None
    reason: Long = ""
    of: int | None = None
    change: int | None = None


class Proposal(Frozen):
    """An edit that waits for somebody else: `entries` is its JSON, `layer` where it would hold, None for all.

    `origin` is the server that offers it to the owners, None where it is the server's own. `proposer` and `decided_by`
    are ids, `author` is the name that the history shall show.
    """

    id: int = 0
    layer: int | None
    origin: int | None = None
    proposer: Id
    author: Short
    reason: Long
    at: datetime
    entries: str
    state: State = State.OPEN
    decided_by: Id | None = None
    decided_at: datetime | None = None
    why: Long = ""
    change: int | None = None


class KeptDraft(Frozen):
    """An edit that its author looks at, and has not confirmed yet; what came of it once it is confirmed.

    `server` is where it was begun, `layer` where it would hold, None for all; `author` is the one who may confirm it,
    `name` is what the history shall show. `entries` is its JSON; where it takes a change back, `undoes` names that.
    `suggestion` and `gap` (a model's name) are what it answers. `change` is the edit that it became; with `proposal` it
    waits for somebody else; with neither, though `done`, the catalogue said all of it already.
    """

    id: str
    server: Id
    layer: int | None
    author: Id
    name: Short
    reason: Long
    at: datetime
    expires_at: datetime
    entries: str = "[]"
    undoes: int | None = None
    suggestion: int | None = None
    gap: Short = ""
    done: bool = False
    change: int | None = None
    proposal: int | None = None
