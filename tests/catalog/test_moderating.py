"""Names, retirements and mergers: looked at, made, and undone without a trace, in the stock and in a layer."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.derive import standing
from catalog.edits import Entry, dump, edit, load, preview, revert
from catalog.errors import BadEdit, NoSuchGear, StaleEdit
from catalog.models import Category, Headphones, Status
from catalog.moderating import add, alias, merge, retire
from catalog.shelf import Shelf
from catalog.store import Store
from tests.catalog.conftest import FACTS, write_bundle

HD600, TWIN, HERE = "sennheiser-hd-600", "sennheiser-hd600-2019", 1 << 60
TWINS = f"""
{TWIN},alias:Sixer,yes,earshot,unverified,
{TWIN},brand,Sennheiser,oem,published,2024
{TWIN},category,headphones,oem,published,2024
{TWIN},impedance_ohm,320,oem,published,2024
{TWIN},model,HD600 (2019),oem,published,2024
{TWIN},weight_g,260,lab,measured,2025
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    headphones = FACTS[Category.HEADPHONES] + TWINS.lstrip()
    return write_bundle(tmp_path / "data", {**FACTS, Category.HEADPHONES: headphones})


@pytest.mark.parametrize("layer", [None, HERE])
def test_two_records_become_one_and_two_again(store: Store, layer: int | None) -> None:
    shelf = Shelf(store)
    before = shelf.layer(layer).version
    draft = preview(store, merge(store, shelf.layer(layer), TWIN, HD600), layer)
    assert ("weight_g", "", "260 (lab, measured, 2025)") in [difference[1:] for difference in draft.differences]
    change = edit(store, draft.entries, "mod", "one and the same", layer) or 0
    shelf.refresh()
    view = shelf.layer(layer)
    record = view.get(HD600)
    assert isinstance(record, Headphones)
    assert view.get(TWIN) is None
    assert (record.weight_g, record.impedance_ohm) == (260, 300), "what it lacked, and nothing else"
    assert record.provenance["weight_g"].source == "lab"
    assert [view.link(name).gear for name in ("Sixer", "Sennheiser HD600 (2019)", "HD 600")] == [(HD600,)] * 3
    assert standing(store.facts(TWIN, layer))["impedance_ohm"].value == "320", "the log keeps what was said"
    revert(store, change, "mod", "two after all", layer)
    shelf.refresh()
    assert shelf.layer(layer).version == before
    assert shelf.layer(layer).get(TWIN) is not None


def test_a_merger_outlasts_the_next_release(store: Store, db: Path, data: Path) -> None:
    edit(store, merge(store, Shelf(store).layer(None), TWIN, HD600), "mod", "one and the same")
    file = data / "headphones.csv"
    file.write_text(file.read_text().replace(f"{TWIN},weight_g,260", f"{TWIN},weight_g,261"))
    assert Shelf(Store.open(db, data=data)).get(TWIN) is None


def test_what_cannot_be_one_is_refused(store: Store) -> None:
    view = Shelf(store).layer(None)
    with pytest.raises(BadEdit, match="cannot be merged with itself"):
        merge(store, view, HD600, HD600)
    with pytest.raises(BadEdit, match="Schiit Magni is of the kind amp, Sennheiser HD 600 of headphones"):
        merge(store, view, "schiit-magni", HD600)
    with pytest.raises(NoSuchGear, match="Did you mean sennheiser-hd-600"):
        merge(store, view, TWIN, "sennheiser-hd-60")


def test_no_record_is_merged_into_nothing_itself_or_one_that_is_gone(store: Store) -> None:
    before = store.records()
    for target in ("nothing", HD600):
        with pytest.raises(BadEdit, match=r"no record 'nothing' to be one with|cannot be merged with itself"):
            edit(store, [Entry(HD600, "merged_into", target)], "mod", "x")
    with pytest.raises(BadEdit, match="expected an id"):
        edit(store, [Entry(HD600, "merged_into", "HD 600")], "mod", "x")
    both = [Entry(HD600, "merged_into", TWIN), Entry(TWIN, "merged_into", HD600)]
    with pytest.raises(BadEdit, match="no record"):
        edit(store, both, "mod", "x")
    assert store.records() == before
    edit(store, [Entry(TWIN, "merged_into", HD600)], "mod", "x")
    with pytest.raises(BadEdit, match="no record"):
        edit(store, [Entry("akg-k701", "merged_into", TWIN)], "mod", "x", HERE)


def test_retired_gear_is_still_recognised(store: Store) -> None:
    shelf = Shelf(store)
    edit(store, retire(shelf.layer(None), HD600), "mod", "not sold", HERE)
    shelf.refresh()
    here, elsewhere = shelf.layer(HERE).get(HD600), shelf.get(HD600)
    assert here is not None
    assert elsewhere is not None
    assert (here.status, elsewhere.status) == (Status.RETIRED, None)
    assert shelf.layer(HERE).link("HD 600").gear == (HD600,)
    with pytest.raises(NoSuchGear):
        retire(shelf.layer(None), "nothing")


def test_a_name_goes_to_one_record(store: Store) -> None:
    view = Shelf(store).layer(None)
    assert alias(view, HD600, "Sechser") == (Entry(HD600, "alias:Sechser", "yes"),)
    with pytest.raises(BadEdit, match=r"it means Sennheiser HD600 \(2019\) already"):
        alias(view, HD600, "Sixer")
    assert alias(view, TWIN, "Sixer")
    with pytest.raises(BadEdit, match="it would not be recognised, for it is made of everyday words"):
        alias(view, HD600, "the one")


def test_a_draft_waits_as_json_and_is_refused_once_it_is_stale(store: Store) -> None:
    draft = preview(store, [Entry(HD600, "weight_g", "255", "https://example.org/a?b=1", as_of="2026")])
    assert load(dump(draft.entries)) == draft.entries
    assert [entry.seen for entry in draft.entries] == [""]
    edit(store, [Entry(HD600, "weight_g", "260")], "anna", "weighed")
    with pytest.raises(StaleEdit) as caught:
        edit(store, load(dump(draft.entries)), "igor", "weighed")
    error = caught.value
    assert (error.seen, error.now, error.author, error.at) == ("", "260", "anna", store.changes(1)[0].at)
    revert(store, 2, "anna", "a slip")
    edit(store, [Entry(HD600, "back", "closed", seen="open")], "igor", "x")
    assert edit(store, load(dump(draft.entries)), "igor", "weighed"), "nothing stands again, as it was seen"


def test_many_edits_and_as_many_undos_leave_the_digest_as_it_was(store: Store) -> None:
    shelf = Shelf(store)
    before, made = shelf.version, []
    for number in range(60):
        layer = (None, HERE, 2)[number % 3]
        gear, field = (HD600, "weight_g") if number % 2 else (TWIN, "impedance_ohm")
        made.append((edit(store, [Entry(gear, field, str(200 + number))], "mod", "x", layer) or 0, layer))
    shelf.refresh()
    assert len({shelf.layer(server).version for server in (None, HERE, 2)} | {before}) == 4
    for change, layer in made:
        revert(store, change, "mod", "undo", layer)
    shelf.refresh()
    assert {shelf.layer(server).version for server in (None, HERE, 2)} == {before}


@pytest.mark.parametrize("layer", [None, HERE])
def test_a_model_is_added_once(store: Store, layer: int | None) -> None:
    shelf = Shelf(store)
    figures = (Entry("", "impedance_ohm", "32"),)
    entries = add(store, shelf.layer(layer), "Acme", "Turbo 9+", Category.HEADPHONES, figures, "oem", "2026", layer)
    assert {(entry.gear, entry.field, entry.value) for entry in entries} == {
        ("acme-turbo-9-plus", "brand", "Acme"),
        ("acme-turbo-9-plus", "model", "Turbo 9+"),
        ("acme-turbo-9-plus", "category", "headphones"),
        ("acme-turbo-9-plus", "impedance_ohm", "32"),
    }
    assert {entry.source for entry in entries[:3]} == {"oem"}
    change = edit(store, entries, "mod", "new", layer) or 0
    shelf.refresh()
    record = shelf.layer(layer).get("acme-turbo-9-plus")
    assert isinstance(record, Headphones)
    assert record.impedance_ohm == 32
    for brand, model in (("acme", "turbo 9+"), ("Sennheiser", "HD 600"), ("sennheiser", "hd600")):
        with pytest.raises(BadEdit, match="already; edit that"):
            add(store, shelf.layer(layer), brand, model, Category.HEADPHONES, layer=layer)
    with pytest.raises(BadEdit, match="expected an id"):
        add(store, shelf.layer(layer), "??", "!!", Category.HEADPHONES)
    revert(store, change, "mod", "not so", layer)
    shelf.refresh()
    with pytest.raises(BadEdit, match="undo that instead"):
        add(store, shelf.layer(layer), "Acme", "Turbo 9+", Category.HEADPHONES, layer=layer)
