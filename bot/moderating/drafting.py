"""From a moderator's wish to a kept draft with its before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.adviser import Adviser
from bot.exchange import utcnow
from bot.impacts import as_it_would_be
from bot.rights import Here
from catalog.check import Finding, check
from catalog.drafts import looked_at, undone
from catalog.edits import check_signed, dump
from catalog.models import KeptDraft, Record
from catalog.settle import Difference, Entry
from catalog.shelf import Shelf
from catalog.store.drafts import Drafts
from catalog.view import View

KEPT = timedelta(hours=1)
"""For how long a draft can be confirmed."""
Wish = Callable[[Shelf, View], tuple[Entry, ...]]
"""From the catalogue as it is to the entries of an edit; it may refuse by raising a CatalogError."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a moderator wants changed: why, in which catalogue, and what it answers."""

    here: Here
    reason: str
    layer: int | None
    suggestion: int | None = None
    gap: str = ""

    def draft(self, now: datetime) -> KeptDraft:
        """Begin a draft of it. Errors: BadEdit, where its reason cannot stand in the history."""
        check_signed(self.here.person.name, self.reason)
        return KeptDraft(
            id=Drafts.fresh_id(),
            server=self.here.place,
            layer=self.layer,
            author=self.here.person.id,
            name=self.here.person.name,
            reason=self.reason,
            at=now,
            expires_at=now + KEPT,
            suggestion=self.suggestion,
            gap=self.gap,
        )


@dataclass(frozen=True, slots=True)
class Look:
    """A draft, what it would change, what its gear is called, and what would be wrong or odd then."""

    draft: KeptDraft
    differences: tuple[Difference, ...]
    names: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


async def begin(adviser: Adviser, wanted: Wanted, wish: Wish) -> Look:
    """Look at an edit and keep it for its author to confirm.

    Errors: BadEdit, StaleEdit, TooLarge, and those of the wish.
    """

    def work(shelf: Shelf) -> Look:
        draft = looked_at(shelf.store, wish(shelf, shelf.layer(wanted.layer)), wanted.layer)
        kept = wanted.draft(utcnow()).model_copy(update={"entries": dump(draft.entries)})
        return look(shelf, shelf.store.drafts.keep(kept), draft.differences)

    return await adviser.aside(work)


async def begin_undo(adviser: Adviser, wanted: Wanted, change: int) -> Look:
    """Look at what taking a change back would change, and keep it to be confirmed."""

    def work(shelf: Shelf) -> Look:
        kept = wanted.draft(utcnow()).model_copy(update={"undoes": change})
        return look(shelf, shelf.store.drafts.keep(kept), undone(shelf.store, change, wanted.layer))

    return await adviser.aside(work)


def look(shelf: Shelf, draft: KeptDraft, differences: tuple[Difference, ...]) -> Look:
    """Put together what a preview shows."""
    before, after = shelf.layer(draft.layer), as_it_would_be(draft, shelf)
    gear = list(dict.fromkeys(one.gear for one in differences))
    records = {id_: after.get(id_) or before.get(id_) for id_ in gear}
    names = {id_: record.name for id_, record in records.items() if record}
    changed = [record for record in map(after.get, gear) if record is not None]
    return Look(draft, differences, names, tuple(_new(changed, before, after)))


def _new(changed: list[Record], before: View, after: View) -> list[Finding]:
    """What would be wrong or odd of the gear that is edited, and is not yet."""
    old = [record for record in (before.get(one.id) for one in changed) if record is not None]
    known = set(check(old, before.sources))
    return [finding for finding in check(changed, after.sources) if finding not in known]
