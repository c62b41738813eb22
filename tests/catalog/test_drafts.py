"""A draft becomes an edit once, by its author, in its server, in time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from catalog.drafts import Confirmed, confirm, is_great, looked_at, made, undone
from catalog.edits import Entry, dump, edit, preview
from catalog.errors import BadEdit, CannotRevert, NoSuchDraft, StaleEdit, TooLarge
from catalog.models import GapKind, KeptDraft, State
from catalog.shelf import Shelf
from catalog.store import Store
from catalog.store.drafts import MOST
from catalog.store.proposals import LARGEST

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HD600, HERE, OLGA = "sennheiser-hd-600", 1 << 60, 31
HEAVIER = (Entry(HD600, "weight_g", "260"),)


def kept(store: Store, entries: tuple[Entry, ...] = HEAVIER, id_: str = "d1", **more: object) -> KeptDraft:
    said = {"id": id_, "server": HERE, "layer": HERE, "author": OLGA, "name": "olga", "reason": "weighed"}
    written = dump(preview(store, entries, HERE).entries)
    draft = {"at": NOW, "expires_at": NOW + timedelta(hours=1), "entries": written, **said, **more}
    return store.drafts.keep(KeptDraft.model_validate(draft))


def weight(store: Store) -> float | None:
    record = Shelf(store).layer(HERE).get(HD600)
    return getattr(record, "weight_g", None)


def test_a_draft_is_kept_and_changes_nothing(store: Store) -> None:
    draft = kept(store)
    assert store.drafts.get("d1", OLGA, HERE, NOW) == draft
    assert weight(store) is None


def test_confirming_again_changes_nothing_again(store: Store) -> None:
    kept(store)
    with ThreadPoolExecutor(4) as several:
        found = list(several.map(lambda _: confirm(store, "d1", OLGA, HERE, NOW), range(8)))
    assert {one.draft.change for one in found} == {2}
    assert [one.again for one in found].count(False) == 1
    assert weight(store) == 260
    assert len(store.changes(10, HERE)) == 2


@pytest.mark.parametrize(
    ("by", "server", "later"), [(32, HERE, 0), (OLGA, 2, 0), (OLGA, HERE, 3600), (OLGA, HERE, 10**6)]
)
def test_nobody_else_nowhere_else_and_not_later(store: Store, by: int, server: int, later: int) -> None:
    kept(store)
    with pytest.raises(NoSuchDraft, match="Nothing was changed"):
        confirm(store, "d1", by, server, NOW + timedelta(seconds=later))
    assert weight(store) is None
    assert not store.drafts.forget("d1", 32)


def test_the_second_of_two_editors_is_told(store: Store) -> None:
    kept(store)
    edit(store, [Entry(HD600, "weight_g", "254")], "igor", "scales", HERE)
    with pytest.raises(StaleEdit, match=r"254.*igor"):
        confirm(store, "d1", OLGA, HERE, NOW)
    assert weight(store) == 254
    assert not store.drafts.get("d1", OLGA, HERE, NOW).done


def test_a_great_edit_waits_where_two_are_asked_for(store: Store) -> None:
    kept(store, (Entry(HD600, "status", "retired"),))
    done = confirm(store, "d1", OLGA, HERE, NOW, rows=50)
    assert done.draft.change is None
    (waiting,) = store.proposals.waiting(HERE)
    assert waiting.id == done.draft.proposal
    assert confirm(store, "d1", OLGA, HERE, NOW, rows=50) == Confirmed(done.draft, True)
    kept(store, id_="d2")
    assert confirm(store, "d2", OLGA, HERE, NOW, rows=50).draft.change == 2


def test_what_is_great() -> None:
    assert not is_great(HEAVIER, 2)
    assert is_great(HEAVIER, 1)
    assert is_great((Entry("a", "merged_into", "b"),), 50)
    assert not is_great((Entry("a", "status", "discontinued"),), 50)


def test_taking_back_is_a_draft_too(store: Store) -> None:
    change = edit(store, HEAVIER, "igor", "scales", HERE)
    assert change is not None
    assert [(one.before[:3], one.after) for one in undone(store, change, HERE)] == [("260", "")]
    assert [(one.before, one.after[:3]) for one in made(store, change, HERE)] == [("", "260")]
    kept(store, entries=(Entry(HD600, "back", "closed"),), undoes=change)
    assert confirm(store, "d1", OLGA, HERE, NOW).draft.change == 3
    assert weight(store) is None
    kept(store, entries=(Entry(HD600, "back", "closed"),), undoes=change, id_="d2")
    with pytest.raises(CannotRevert):
        confirm(store, "d2", OLGA, HERE, NOW)


def test_what_a_draft_answers_is_closed_with_it(store: Store) -> None:
    suggestion = store.suggestions.add(HERE, 99, NOW, "HD 600", field="weight_g", value="260")
    store.gaps.count_name(HERE, "HD 600 Black", NOW.date())
    kept(store, suggestion=suggestion.id, gap="hd 600 black")
    confirm(store, "d1", OLGA, HERE, NOW)
    closed = store.suggestions.get(HERE, suggestion.id)
    assert (closed.state, closed.change, closed.decided_by) == (State.ACCEPTED, 2, OLGA)
    assert not store.gaps.closed(HERE, GapKind.NAME, "hd 600 black")


def test_few_are_kept_of_one_author_and_none_for_ever(store: Store) -> None:
    for number in range(MOST + 3):
        kept(store, id_=f"d{number}", at=NOW + timedelta(seconds=number))
    with pytest.raises(NoSuchDraft):
        store.drafts.get("d2", OLGA, HERE, NOW)
    assert store.drafts.get("d3", OLGA, HERE, NOW).id == "d3"
    assert store.drafts.forget_expired(NOW + timedelta(hours=2)) == MOST
    kept(store)
    store.forget_server(HERE)
    with pytest.raises(NoSuchDraft):
        store.drafts.get("d1", OLGA, HERE, NOW)


def test_too_much_and_nothing_are_refused(store: Store) -> None:
    draft = kept(store)
    with pytest.raises(TooLarge):
        store.drafts.keep(draft.model_copy(update={"entries": "x" * (LARGEST + 1), "id": "d2"}))
    with pytest.raises(BadEdit, match="says all of it already"):
        looked_at(store, (Entry(HD600, "back", "open", "oem", as_of="2024"),), HERE)
