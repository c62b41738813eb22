"""Two pairs of eyes, and offers to the owners: decided once, by somebody else, whole or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from catalog.edits import Entry, edit, revert
from catalog.errors import (
    AlreadyDecided,
    BadEdit,
    CannotRevert,
    NoSuchChange,
    NoSuchProposal,
    OfAnotherLayer,
    SamePerson,
    StaleEdit,
    TooMany,
)
from catalog.models import State
from catalog.proposals import Person, approve, offer, propose, refuse
from catalog.shelf import Shelf
from catalog.store import Store
from catalog.store.proposals import MOST_OPEN

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HD600, HERE, THERE = "sennheiser-hd-600", 1 << 60, 2
OLGA, IGOR, OWNER = Person(31, "olga"), Person(41, "igor"), Person(51, "the owner")
EDIT = [Entry(HD600, "weight_g", "260"), Entry("akg-k701", "back", "semi_open")]


def content(store: Store, layer: int | None = HERE) -> tuple[str, int]:
    shelf = Shelf(store)
    return shelf.layer(layer).version, len(store.changes(1000, layer))


@pytest.mark.parametrize("layer", [HERE, None])
def test_an_edit_waits_for_somebody_else(store: Store, layer: int | None) -> None:
    before = content(store, layer)
    waiting = propose(store, EDIT, OLGA, "weighed", NOW, layer)
    assert content(store, layer) == before
    assert store.proposals.waiting(layer) == (waiting,)
    with pytest.raises(SamePerson, match="another moderator must look at it"):
        approve(store, waiting.id, OLGA, NOW, layer)
    made = approve(store, waiting.id, IGOR, NOW, layer)
    assert (made.state, made.decided_by, made.change) == (State.ACCEPTED, 41, 2)
    change = store.change(2)
    assert change is not None
    assert (change.author, change.reason, change.layer) == ("olga, approved by igor", "weighed", layer)
    record = Shelf(store).layer(layer).get(HD600)
    assert record is not None
    assert record.weight_g == 260
    for attempt in (approve, lambda *given: refuse(*given[:4], "no", layer)):
        with pytest.raises(AlreadyDecided, match="accepted"):
            attempt(store, waiting.id, IGOR, NOW, layer)
    assert store.proposals.waiting(layer) == ()
    revert(store, 2, "igor", "no", layer)
    assert content(store, layer)[0] == before[0]


def test_a_refusal_says_why_and_changes_nothing(store: Store) -> None:
    before = content(store)
    waiting = propose(store, EDIT, OLGA, "weighed", NOW, HERE)
    refused = refuse(store, waiting.id, IGOR, NOW, "wrong scale", HERE)
    assert (refused.state, refused.why) == (State.TURNED_DOWN, "wrong scale")
    assert content(store) == before


def test_a_conflict_is_told_and_the_proposal_goes_on_waiting(store: Store) -> None:
    waiting = propose(store, EDIT, OLGA, "weighed", NOW, HERE)
    edit(store, [Entry("akg-k701", "back", "closed")], "anna", "looked", HERE)
    before = content(store)
    with pytest.raises(StaleEdit, match="now there stands 'closed', changed by anna"):
        approve(store, waiting.id, IGOR, NOW, HERE)
    assert content(store) == before
    assert [one.id for one in store.proposals.waiting(HERE)] == [waiting.id]


def test_another_servers_proposal_does_not_exist(store: Store) -> None:
    waiting = propose(store, EDIT, OLGA, "weighed", NOW, HERE)
    for layer in (THERE, None):
        with pytest.raises(NoSuchProposal):
            approve(store, waiting.id, IGOR, NOW, layer)
        with pytest.raises(NoSuchProposal):
            refuse(store, waiting.id, IGOR, NOW, "", layer)
    assert store.proposals.get(HERE, waiting.id) == waiting


def test_what_cannot_be_an_edit_cannot_be_proposed(store: Store) -> None:
    with pytest.raises(BadEdit, match="expected a number"):
        propose(store, [Entry(HD600, "weight_g", "heavy")], OLGA, "x", NOW, HERE)
    with pytest.raises(BadEdit, match="says all of it already"):
        propose(store, [Entry(HD600, "back", "open", "oem", as_of="2024")], OLGA, "x", NOW, HERE)
    for _ in range(MOST_OPEN):
        propose(store, EDIT, OLGA, "x", NOW, HERE)
    with pytest.raises(TooMany, match="200 edits wait"):
        propose(store, EDIT, OLGA, "x", NOW, HERE)
    assert propose(store, EDIT, OLGA, "x", NOW, THERE)


def test_a_servers_edit_is_offered_to_all_and_kept_at_home(store: Store) -> None:
    shelf = Shelf(store)
    change = edit(store, EDIT, "olga", "weighed", HERE)
    assert change
    waiting = offer(store, change, HERE, OLGA, "ours is right", NOW)
    assert (waiting.layer, waiting.origin) == (None, HERE)
    assert store.proposals.waiting(HERE) == ()
    with pytest.raises(NoSuchProposal):
        approve(store, waiting.id, IGOR, NOW, HERE)
    approve(store, waiting.id, OWNER, NOW, None)
    shelf.refresh()
    assert shelf.layer(THERE).get(HD600) == shelf.get(HD600)
    record = shelf.get(HD600)
    assert record is not None
    assert record.weight_g == 260
    assert shelf.layer(HERE).version == shelf.version


def test_an_owner_may_take_up_their_own_offer(store: Store) -> None:
    change = edit(store, EDIT, "owner", "weighed", HERE) or 0
    assert approve(store, offer(store, change, HERE, OWNER, "x", NOW).id, OWNER, NOW, None).change


def test_only_ones_own_edits_are_offered(store: Store) -> None:
    theirs, shared = edit(store, EDIT, "m", "x", THERE) or 0, edit(store, EDIT, "m", "x") or 0
    for change in (theirs, shared, 1):
        with pytest.raises(OfAnotherLayer, match=f"Change {change} was not offered"):
            offer(store, change, HERE, OLGA, "x", NOW)
    with pytest.raises(NoSuchChange):
        offer(store, 99, HERE, OLGA, "x", NOW)
    undo = revert(store, theirs, "m", "x", THERE) or 0
    with pytest.raises(BadEdit, match="only takes something back"):
        offer(store, undo, THERE, OLGA, "x", NOW)
    with pytest.raises(BadEdit, match="says all of it already"):
        offer(store, theirs, THERE, OLGA, "x", NOW)
    with pytest.raises(CannotRevert):
        revert(store, shared, "m", "x", HERE)


def test_a_server_is_forgotten_with_its_queues(store: Store) -> None:
    change = edit(store, EDIT, "olga", "weighed", HERE) or 0
    offer(store, change, HERE, OLGA, "x", NOW)
    propose(store, [Entry(HD600, "weight_g", "270")], OLGA, "x", NOW, HERE)
    kept = propose(store, EDIT, OLGA, "x", NOW, THERE)
    store.suggestions.add(HERE, 99, NOW, "Acme")
    store.gaps.count_need(HERE, "open_back", NOW.date())
    store.forget_server(HERE)
    assert store.proposals.waiting(None) == store.proposals.waiting(HERE) == store.suggestions.list(HERE) == ()
    assert store.gaps.top(HERE) == ()
    assert store.proposals.waiting(THERE) == (kept,)
