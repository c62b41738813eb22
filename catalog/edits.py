"""Edits: what a moderator says of a piece of gear, checked and added to the log; and taking an edit back.

Nothing is ever overwritten. What an edit says stands above the bundled facts, and survives the next release's data.
With a `layer`, it holds in that server alone and stands above whatever is said of the field in the shared stock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import TypeAdapter

from catalog import values
from catalog.errors import BadEdit, CannotRevert, NoSuchChange, NoSuchGear, OfAnotherLayer, Problem
from catalog.models import Fact
from catalog.settle import (
    Difference,
    Entry,
    Logs,
    differences,
    later,
    pages,
    problems,
    seen,
    settle,
    taken_back,
    touched,
)
from catalog.store import Store

__all__ = ["Draft", "Entry", "check_signed", "dump", "edit", "history", "load", "preview", "revert"]

MAX_REASON = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit that was looked at: what it would change, and its entries, each with the value that was seen."""

    entries: tuple[Entry, ...]
    differences: tuple[Difference, ...]


def preview(store: Store, entries: Sequence[Entry], layer: int | None = None) -> Draft:
    """See what an edit would change, without changing it. Make the draft's entries the edit: then no other gets lost.

    Errors: BadEdit with every problem, StaleEdit.
    """
    logs = store.logs(touched(entries), layer)
    if wrong := problems(entries, store.sources(layer), logs, layer):
        raise BadEdit(wrong)
    after = later(logs, settle(logs, entries, layer))
    return Draft(seen(logs, entries), tuple(differences(logs, after)))


def edit(store: Store, entries: Sequence[Entry], author: str, reason: str, layer: int | None = None) -> int | None:
    """Add an edit to the log and return its number; None where the log says all of it already.

    Errors: BadEdit with every problem, StaleEdit, and those of the store. Nothing was changed then.
    """
    sources = store.sources(layer)

    def plan(logs: Logs) -> list[Fact]:
        if wrong := [*_unsigned(author, reason), *problems(entries, sources, logs, layer)]:
            raise BadEdit(wrong)
        return settle(logs, entries, layer)

    cited = pages(entries, sources)
    return store.write(plan, touched(entries), author, reason, sources=cited, layer=layer)


def revert(store: Store, change: int, author: str, reason: str, layer: int | None = None) -> int | None:
    """Take an edit back, so that what stood below it stands again; return the new change's number.

    Errors: NoSuchChange, CannotRevert, OfAnotherLayer, BadEdit, and those of the store.
    """
    if wrong := [*_unsigned(author, reason)]:
        raise BadEdit(wrong)
    facts = store.facts_by_change(change)

    def plan(_: Logs) -> list[Fact]:
        _check_revertible(store, change, layer)
        return taken_back(facts)

    _check_revertible(store, change, layer)  # before the lock is asked for, to answer at once; and again with it held
    return store.write(plan, {fact.gear for fact in facts}, author, reason, undoes=change, layer=layer)


def history(store: Store, gear: str, layer: int | None = None) -> tuple[Fact, ...]:
    """Give everything that was ever said of a piece of gear, oldest first.

    Errors: NoSuchGear.
    """
    facts = store.facts(gear, layer)
    if not facts:
        raise NoSuchGear(gear, get_close_matches(gear, store.ids(), n=3))
    return facts


_ENTRIES: TypeAdapter[tuple[Entry, ...]] = TypeAdapter(tuple[Entry, ...])


def dump(entries: Sequence[Entry]) -> str:
    """Write entries as JSON, to be made an edit later."""
    return _ENTRIES.dump_json(tuple(entries)).decode()


def load(written: str) -> tuple[Entry, ...]:
    """Read what `dump` wrote."""
    return _ENTRIES.validate_json(written)


def check_signed(author: str, reason: str) -> None:
    """See that an edit with this author and reason could be made. Errors: BadEdit."""
    if wrong := [*_unsigned(author, reason)]:
        raise BadEdit(wrong)


def _unsigned(author: str, reason: str) -> Iterator[Problem]:
    for name, said, longest in (("author", author, 120), ("reason", reason, MAX_REASON)):
        if not said.strip() or len(said) > longest:
            yield Problem(f"expected from 1 to {longest} characters", column=name, value=said)
        elif values.UNPRINTABLE.search(said):
            yield Problem("expected printable characters on one line", column=name, value=said)


def _check_revertible(store: Store, change: int, layer: int | None) -> None:
    found = store.change(change)
    if found is None:
        raise NoSuchChange(change, max((last.id for last in store.changes(1, layer)), default=0))
    if found.layer != layer:
        raise OfAnotherLayer(change, shared=found.layer is None)
    if not found.author:
        raise CannotRevert(change, "it is bundled data; edit the fields that are wrong instead.")
    again = _undone(store, change)
    if again is not None:
        raise CannotRevert(change, f"change {again} took it back already; revert {again} to bring it back.")


def _undone(store: Store, change: int) -> int | None:
    """Name the change in force that takes this one back."""
    return next((later for later in store.undone_by(change) if _undone(store, later) is None), None)
