"""Moderators' edits: checked, kept, undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.edits import Entry, edit, history, revert
from catalog.errors import BadEdit, CannotRevert, NoSuchChange, NoSuchGear, StaleEdit
from catalog.models import Headphones
from catalog.shelf import Shelf
from catalog.store import Store

HD600 = "sennheiser-hd-600"


def value(store: Store, field: str = "impedance_ohm", gear: str = HD600) -> object:
    return getattr(Shelf(store).get(gear), field)


def test_an_edit_keeps_who_when_why_and_what_it_replaces(store: Store) -> None:
    before = store.facts(HD600)
    change = edit(store, [Entry(HD600, "impedance_ohm", "320", "lab", as_of="2026-05")], "mod#1", "measured it")
    fact = store.facts(HD600)[-1]
    assert value(store) == 320.0
    assert (fact.entered_by, fact.reason, fact.source, fact.as_of, fact.unit) == (
        "mod#1",
        "measured it",
        "lab",
        "2026-05",
        "ohm",
    )
    assert fact.change == change
    assert fact.entered_at.startswith("20")
    assert [old.value for old in before if old.id == fact.replaces] == ["300"]
    assert store.facts(HD600)[:-1] == before


def test_an_edit_may_cite_a_page(store: Store) -> None:
    link = "https://example.org/hd600?page=2"
    edit(store, [Entry(HD600, "weight_g", "260", link)], "mod", "read it there")
    assert (store.sources()[link].title, store.sources()[link].url) == ("example.org", link)
    record = Shelf(store).get(HD600)
    assert record is not None
    assert record.provenance["weight_g"].source == link


def test_gear_is_added_by_saying_what_it_is(store: Store) -> None:
    new = [("brand", "Koss"), ("model", "KPH30i"), ("category", "headphones"), ("back", "open")]
    edit(store, [Entry("koss-kph30i", field, said) for field, said in new], "mod", "was missing")
    record = Shelf(store).get("koss-kph30i")
    assert isinstance(record, Headphones)
    assert record.name == "Koss KPH30i"
    revert(store, 2, "mod", "a joke")
    assert Shelf(store).get("koss-kph30i") is None
    revert(store, 3, "mod", "no joke")
    assert Shelf(store).get("koss-kph30i") == record


def test_saying_what_stands_already_is_no_change(store: Store) -> None:
    assert edit(store, [Entry(HD600, "back", "open", "oem", as_of="2024")], "mod", "to be sure") is None
    assert edit(store, [Entry(HD600, "weight_g", "")], "mod", "nobody knows") is None
    assert len(store.changes()) == 1


def test_an_empty_value_says_that_nobody_knows(store: Store) -> None:
    edit(store, [Entry(HD600, "impedance_ohm", "")], "mod", "the sources are wrong")
    assert value(store) is None
    revert(store, 2, "mod", "they are right")
    assert value(store) == 300.0


def test_all_problems_of_an_edit_are_said_at_once(store: Store) -> None:
    before = store.records()
    wrong = [
        Entry(HD600, "impedance_ohm", "3000"),
        Entry(HD600, "power:32", "500"),
        Entry("akg-k7", "weight_g", "200"),
        Entry(HD600, "weight_g", "260", "nobody", as_of="May"),
        Entry(HD600, "weight_g", "260", "nobody"),
        Entry("AKG", "colour", "red"),
        Entry("akg-k701", "brand", ""),
    ]
    with pytest.raises(BadEdit) as caught:
        edit(store, wrong, "", "x\ny")
    said = str(caught.value)
    for expected in (
        "column author: '': expected from 1 to 120 characters",
        "column reason: 'x\\ny': expected printable characters",
        "impedance_ohm: 3000 is outside 1-2000 ohms: check the unit",
        "power: a record of category headphones has no such field",
        "column gear: 'akg-k7': a record needs its brand, model, category",
        "column source: 'nobody': expected a source's id or a link",
        "column as_of: 'May': expected a date",
        "column field: 'weight_g': entry 4 says this field of the same source already",
        "column gear: 'AKG': expected an id",
        "column field: there is no field 'colour'",
        "column gear: 'akg-k701': a record needs its brand",
    ):
        assert expected in said
    assert store.records() == before


def test_an_edit_is_refused_if_the_field_changed_meanwhile(store: Store, db: Path, data: Path) -> None:
    other = Store.open(db, data=data)
    edit(other, [Entry(HD600, "impedance_ohm", "310", seen="300")], "quick", "x")
    with pytest.raises(StaleEdit, match="you saw '300', but now there stands '310'"):
        edit(store, [Entry(HD600, "impedance_ohm", "320", seen="300")], "slow", "y")
    with pytest.raises(StaleEdit, match="you saw nothing"):
        edit(store, [Entry(HD600, "back", "closed", seen="")], "slow", "y")
    assert edit(store, [Entry(HD600, "weight_g", "260", seen="")], "slow", "y")


def test_sources_of_one_edit_may_disagree(store: Store) -> None:
    said = [Entry(HD600, "weight_g", "260", "lab", as_of="2020"), Entry(HD600, "weight_g", "254", "oem", as_of="2024")]
    change = edit(store, said, "mod", "two scales")
    assert value(store, "weight_g") == 254.0
    assert [f.value for f in Shelf(store).disagreements(HD600)["weight_g"]] == ["254", "260"]
    assert edit(store, said, "mod", "again") is None
    revert(store, change or 0, "mod", "neither")
    assert value(store, "weight_g") is None


def test_a_change_is_reverted_once_and_a_revert_can_be_reverted(store: Store) -> None:
    edit(store, [Entry(HD600, "impedance_ohm", "320"), Entry(HD600, "weight_g", "1")], "mod", "x")
    assert revert(store, 2, "mod", "wrong") == 3
    assert (value(store), value(store, "weight_g")) == (300.0, None)
    with pytest.raises(CannotRevert, match="change 3 took it back already; revert 3 to bring it back"):
        revert(store, 2, "mod", "wrong")
    assert revert(store, 3, "mod", "right after all") == 4
    assert (value(store), value(store, "weight_g")) == (320.0, 1.0)
    assert revert(store, 2, "mod", "wrong after all") == 5
    assert value(store) == 300.0


def test_reverting_an_older_change_leaves_the_newer(store: Store) -> None:
    edit(store, [Entry(HD600, "impedance_ohm", "310")], "mod", "x")
    edit(store, [Entry(HD600, "impedance_ohm", "320")], "mod", "y")
    revert(store, 2, "mod", "z")
    assert value(store) == 320.0
    revert(store, 3, "mod", "z")
    assert value(store) == 300.0


def test_what_cannot_be_reverted_says_why(store: Store) -> None:
    with pytest.raises(CannotRevert, match="Change 1 was not reverted: it is bundled data"):
        revert(store, 1, "mod", "x")
    with pytest.raises(NoSuchChange, match="There is no change 99; the latest is 1"):
        revert(store, 99, "mod", "x")
    with pytest.raises(BadEdit, match="column reason"):
        revert(store, 1, "mod", " ")


def test_history_of_what_is_not_there_offers_neighbours(store: Store) -> None:
    assert len(history(store, HD600)) == 11
    with pytest.raises(NoSuchGear, match=r"no gear 'sennheiser-hd600'. Did you mean sennheiser-hd-600\?"):
        history(store, "sennheiser-hd600")
    with pytest.raises(NoSuchGear, match="To add it"):
        history(store, "zzz")


NUMBERS = st.integers(1, 1000).map(str)
ENTRIES = st.one_of(
    st.builds(Entry, st.sampled_from([HD600, "akg-k701"]), st.sampled_from(["weight_g", "impedance_ohm"]), NUMBERS),
    st.builds(Entry, st.sampled_from([HD600, "akg-k701"]), st.just("back"), st.sampled_from(["open", "closed", ""])),
    st.builds(Entry, st.just("schiit-magni"), st.sampled_from(["power:16", "power:32"]), NUMBERS | st.just("")),
    st.builds(Entry, st.just(HD600), st.sampled_from(["alias:HD600", "alias:Six"]), st.sampled_from(["yes", ""])),
    st.builds(Entry, st.just("akg-k701"), st.just("model"), st.sampled_from(["K 701", "K701 MkII"])),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(ENTRIES, min_size=1, max_size=12), order=st.randoms(use_true_random=False))
def test_undoing_all_edits_in_any_order_gives_the_bundled_records_again(
    data: Path, entries: list[Entry], order: object
) -> None:
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "earshot.db", data=data)
        bundled = store.records()
        made = [change for entry in entries if (change := edit(store, [entry], "mod", "x"))]
        order.shuffle(made)  # type: ignore[attr-defined]
        for change in made:
            revert(store, change, "mod", "undo")
        undone = store.records()
        assert [*undone.rows] == [*bundled.rows]
        assert undone.version == bundled.version
        store.close()


def test_a_snapshot_shares_what_an_edit_leaves_alone(store: Store) -> None:
    shelf = Shelf(store)
    assert shelf.all()
    amp, pair = shelf.get("schiit-magni"), shelf.get(HD600)
    edit(store, [Entry(HD600, "weight_g", "260")], "mod", "x")
    assert shelf.refresh()
    assert shelf.get("schiit-magni") is amp
    assert shelf.get(HD600) is not pair


def test_changes_are_listed_newest_first(store: Store, rewrite: Callable[[str, str], None]) -> None:
    edit(store, [Entry(HD600, "weight_g", "260")], "mod", "weighed")
    revert(store, 2, "other", "no")
    assert [(c.id, c.author, c.undoes) for c in store.changes()] == [(3, "other", 2), (2, "mod", None), (1, "", None)]
