"""Edits: what a moderator says of a piece of gear, checked and added to the log; and taking an edit back.

Nothing is ever overwritten. What an edit says stands above the bundled facts, and survives the next release's data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from catalog import values
from catalog.errors import BadEdit, CannotRevert, NoSuchChange, NoSuchGear, Problem
from catalog.models import Fact
from catalog.settle import Entry, Logs, complaints, is_page, page, settle
from catalog.store import Store

__all__ = ["Entry", "edit", "history", "revert"]

MAX_REASON = 500


def edit(store: Store, entries: Sequence[Entry], author: str, reason: str) -> int | None:
    """Add an edit to the log and return its number; None where the log says all of it already.

    Errors: BadEdit with every problem, StaleEdit, and those of the store. Nothing was changed then.
    """
    sources = store.sources()

    def plan(logs: Logs) -> list[Fact]:
        problems = [*_unsigned(author, reason)]
        for at, column, what in complaints(entries, sources, logs):
            problems.append(Problem(what, column=column, value=str(getattr(entries[at], column))))
        if problems:
            raise BadEdit(problems)
        return settle(logs, entries)

    cited = dict.fromkeys(entry.source for entry in entries)
    pages = [page(link) for link in cited if link not in sources and is_page(link)]
    return store.write(plan, {entry.gear for entry in entries}, author, reason, sources=pages)


def revert(store: Store, change: int, author: str, reason: str) -> int | None:
    """Take an edit back, so that what stood below it stands again; return the new change's number.

    Errors: NoSuchChange, CannotRevert, BadEdit, and those of the store.
    """
    if problems := [*_unsigned(author, reason)]:
        raise BadEdit(problems)
    facts = store.facts_by_change(change)

    def plan(_: Logs) -> list[Fact]:
        _check_revertible(store, change)
        return [fact.model_copy(update={"value": "", "replaces": fact.id}) for fact in facts]

    _check_revertible(store, change)  # before the lock is asked for, to answer at once; and again with it held
    return store.write(plan, {fact.gear for fact in facts}, author, reason, undoes=change)


def history(store: Store, gear: str) -> tuple[Fact, ...]:
    """Give everything that was ever said of a piece of gear, oldest first.

    Errors: NoSuchGear.
    """
    facts = store.facts(gear)
    if not facts:
        raise NoSuchGear(gear, get_close_matches(gear, store.ids(), n=3))
    return facts


def _unsigned(author: str, reason: str) -> Iterator[Problem]:
    for name, said, longest in (("author", author, 120), ("reason", reason, MAX_REASON)):
        if not said.strip() or len(said) > longest:
            yield Problem(f"expected from 1 to {longest} characters", column=name, value=said)
        elif values.UNPRINTABLE.search(said):
            yield Problem("expected printable characters on one line", column=name, value=said)


def _check_revertible(store: Store, change: int) -> None:
    found = store.change(change)
    if found is None:
        raise NoSuchChange(change, max((last.id for last in store.changes(1)), default=0))
    if not found.author:
        raise CannotRevert(change, "it is bundled data; edit the fields that are wrong instead.")
    again = _undone(store, change)
    if again is not None:
        raise CannotRevert(change, f"change {again} took it back already; revert {again} to bring it back.")


def _undone(store: Store, change: int) -> int | None:
    """Name the change in force that takes this one back."""
    return next((later for later in store.undone_by(change) if _undone(store, later) is None), None)
