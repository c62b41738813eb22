"""From looking at an edit to making it: a draft is kept until its author confirms it, and made once however often.

Between the two lies a restart, a second click or another editor: none of them changes anything twice or unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from catalog import edits, proposals
from catalog.errors import NothingToChange
from catalog.models import GapKind, KeptDraft, Status
from catalog.proposals import Person
from catalog.settle import Difference, Entry, differences, later, taken_back
from catalog.store import Store


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of a draft, and whether it had been confirmed before."""

    draft: KeptDraft
    again: bool


def is_great(entries: tuple[Entry, ...], rows: int) -> bool:
    """Tell an edit that a second person should look at: a merge, a retirement, or as many fields as that."""
    return len(entries) >= rows or any(
        entry.field == "merged_into" or (entry.field, entry.value) == ("status", Status.RETIRED) for entry in entries
    )


def undone(store: Store, change: int, layer: int | None) -> tuple[Difference, ...]:
    """See what taking a change back would change."""
    facts = store.facts_by_change(change)
    logs = store.logs({fact.gear for fact in facts}, layer)
    return tuple(differences(logs, later(logs, taken_back(facts))))


def confirm(store: Store, id_: str, by: int, server: int, at: datetime, rows: int | None = None) -> Confirmed:
    """Make the edit that a draft is; once, whatever happens. With `rows`, a great one waits for somebody else.

    Errors: NoSuchDraft, StaleEdit, BadEdit, those of `revert`, of `propose` and of the store; the draft stays then.
    """
    with store.file.writing():
        draft = store.drafts.get(id_, by, server, at)
        if draft.done:
            return Confirmed(draft, True)
        return Confirmed(_make(store, draft, at, rows), False)


def _make(store: Store, draft: KeptDraft, at: datetime, rows: int | None) -> KeptDraft:
    who = Person(draft.author, draft.name)
    if draft.undoes is not None:
        change = edits.revert(store, draft.undoes, draft.name, draft.reason, draft.layer)
        return store.drafts.note(draft, change=change)
    entries = edits.load(draft.entries)
    if rows is not None and draft.layer is not None and is_great(entries, rows):
        proposal = proposals.propose(store, entries, who, draft.reason, at, draft.layer)
        return store.drafts.note(draft, proposal=proposal.id)
    change = edits.edit(store, entries, draft.name, draft.reason, draft.layer)
    if draft.suggestion is not None:
        store.suggestions.accept(draft.server, draft.suggestion, draft.author, at, change)
    if draft.gap:
        store.gaps.closed(draft.server, GapKind.NAME, draft.gap)
    return store.drafts.note(draft, change=change)


def looked_at(store: Store, entries: tuple[Entry, ...], layer: int | None) -> edits.Draft:
    """See what an edit would change.

    Errors: StaleEdit; BadEdit with every problem; NothingToChange.
    """
    draft = edits.preview(store, entries, layer)
    if not draft.differences:
        raise NothingToChange
    return draft


def made(store: Store, change: int, layer: int | None) -> tuple[Difference, ...]:
    """See what a change changed when it was made."""
    gear = {fact.gear for fact in store.facts_by_change(change)}
    logs = store.logs(gear, layer)
    until = {one: [fact for fact in log if (fact.change or 0) <= change] for one, log in logs.items()}
    before = {one: [fact for fact in log if fact.change != change] for one, log in until.items()}
    return tuple(differences(before, until))
