"""Edits that somebody else must approve: a second moderator of the server, or the bot's owners for the shared stock.

A proposal names the values that its author saw. Approved, it is made whole or not at all; where another edit came in
between, its approver is told and nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from catalog.edits import Entry, dump, edit, load, preview
from catalog.errors import BadEdit, NoSuchChange, OfAnotherLayer, Problem, SamePerson
from catalog.models import Fact, Proposal, State
from catalog.store import Store


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts: an id that never changes, and the name that the history shows."""

    id: int
    name: str


def propose(
    store: Store, entries: Sequence[Entry], by: Person, reason: str, at: datetime, layer: int | None
) -> Proposal:
    """Let an edit wait for somebody else.

    Errors: BadEdit, StaleEdit, TooMany, TooLarge.
    """
    draft = preview(store, entries, layer)
    if not draft.differences:
        raise BadEdit([Problem("the catalogue says all of it already")])
    return _add(store, draft.entries, by, reason, at, layer)


def offer(store: Store, change: int, server: int, by: Person, reason: str, at: datetime) -> Proposal:
    """Offer what a server's edit says to the owners, for the stock that all servers share.

    Errors: NoSuchChange, OfAnotherLayer, BadEdit, StaleEdit, TooMany.
    """
    found = store.change(change)
    if found is None:
        raise NoSuchChange(change, max((last.id for last in store.changes(1, server)), default=0))
    if found.layer != server:
        raise OfAnotherLayer(change, shared=found.layer is None, what="offered")
    entries = [_entry(fact) for fact in store.facts_by_change(change) if not fact.takes_back]
    if not entries:
        raise BadEdit([Problem(f"change {change} only takes something back; offer an edit")])
    draft = preview(store, entries)
    if not draft.differences:
        raise BadEdit([Problem("the shared stock says all of it already")])
    return _add(store, draft.entries, by, reason, at, None, origin=server)


def _add(
    store: Store,
    entries: Sequence[Entry],
    by: Person,
    reason: str,
    at: datetime,
    layer: int | None,
    origin: int | None = None,
) -> Proposal:
    said = {"proposer": by.id, "author": by.name[:120], "reason": reason[:500], "at": at, "entries": dump(entries)}
    return store.proposals.add(Proposal.model_validate({"layer": layer, "origin": origin, **said}))


def _entry(fact: Fact) -> Entry:
    return Entry(fact.gear, fact.field, fact.value, fact.source, fact.trust, fact.as_of)


def approve(store: Store, id_: int, by: Person, at: datetime, layer: int | None) -> Proposal:
    """Make a proposed edit; an offer to the owners may be approved by whoever of them made it.

    Errors: NoSuchProposal, AlreadyDecided, SamePerson, StaleEdit, BadEdit; it goes on waiting then.
    """
    with store.file.writing():
        waiting = store.proposals.get(layer, id_)
        if by.id == waiting.proposer and waiting.origin is None:
            raise SamePerson(id_)
        before = store.proposals.decide(waiting, State.ACCEPTED, by.id, at)
        author = f"{waiting.author}, approved by {by.name}"[:120]
        change = edit(store, load(waiting.entries), author, waiting.reason, layer)
        return store.proposals.note(before, change)


def refuse(store: Store, id_: int, by: Person, at: datetime, why: str, layer: int | None) -> Proposal:
    """Turn a proposed edit down; its author may do so too.

    Errors: NoSuchProposal, AlreadyDecided.
    """
    with store.file.writing():
        return store.proposals.decide(store.proposals.get(layer, id_), State.TURNED_DOWN, by.id, at, why)
