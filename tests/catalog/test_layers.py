"""Servers' layers: each sees its own edits over the shared stock, field by field, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import exchange
from catalog.check import check
from catalog.edits import Entry, edit, history, revert
from catalog.errors import CannotRevert, NoSuchChange, OfAnotherLayer
from catalog.models import Category
from catalog.shelf import Shelf
from catalog.store import Store
from catalog.view import View

HD600 = "sennheiser-hd-600"
HERE, THERE = 1 << 60, 2
NEW = [
    Entry("koss-kph30i", field, value)
    for field, value in (("brand", "Koss"), ("model", "KPH30i"), ("category", "headphones"), ("back", "open"))
]


def weight(view: View | Shelf, gear: str = HD600) -> float | None:
    record = view.get(gear)
    assert record is not None
    return record.weight_g


def weigh(store: Store, grams: int, layer: int | None = None, gear: str = HD600) -> int:
    change = edit(store, [Entry(gear, "weight_g", str(grams))], "mod", "weighed", layer)
    assert change
    return change


def test_a_server_without_a_layer_shares_the_view_of_all(store: Store) -> None:
    shelf = Shelf(store)
    assert shelf.layer(HERE) is shelf.layer(None)
    weigh(store, 260, HERE)
    shelf.refresh()
    assert shelf.layer(THERE) is shelf.layer(None) is not shelf.layer(HERE)
    assert shelf.layer(HERE) is shelf.layer(HERE)


def test_an_edit_holds_in_its_server_alone(store: Store, db: Path, data: Path) -> None:
    shelf, other = Shelf(store), Shelf(Store.open(db, data=data))
    before = shelf.version
    weigh(store, 260, HERE)
    weigh(store, 270, THERE)
    for one in (shelf, other):
        assert one.refresh()
        assert [weight(one.layer(server)) for server in (HERE, THERE, 3, None)] == [260, 270, None, None]
        assert one.version == before
        assert [record.weight_g for record in one.layer(HERE).of(Category.HEADPHONES)] == [None, 260]
        assert len(one.layer(HERE).all()) == 4


def test_a_view_does_not_change_while_it_is_used(store: Store) -> None:
    shelf = Shelf(store)
    weigh(store, 260, HERE)
    shelf.refresh()
    view = shelf.layer(HERE)
    weigh(store, 270, HERE)
    shelf.refresh()
    assert (weight(view), weight(shelf.layer(HERE))) == (260, 270)


def test_a_layer_lies_field_by_field_over_a_stock_that_goes_on(
    store: Store, db: Path, data: Path, rewrite: Callable[[str, str], None]
) -> None:
    shelf = Shelf(store)
    weigh(store, 260, HERE)
    weigh(store, 255)
    edit(store, [Entry(HD600, "back", "semi_open")], "owner", "looked again")
    rewrite("impedance_ohm,300,oem", "impedance_ohm,305,oem")
    Store.open(db, data=data).close()
    shelf.refresh()
    here, shared = shelf.layer(HERE).get(HD600), shelf.get(HD600)
    assert here is not None
    assert shared is not None
    assert (here.weight_g, shared.weight_g) == (260, 255), "the server's own word stands above a later shared one"
    assert here.back == shared.back == "semi_open"  # type: ignore[union-attr]
    assert here.impedance_ohm == shared.impedance_ohm == 305  # type: ignore[union-attr]
    assert here == shared.model_copy(update={"weight_g": 260.0, "provenance": here.provenance})


def test_what_a_layer_says_like_the_stock_shows_again_when_the_stock_changes(store: Store) -> None:
    shelf = Shelf(store)
    weigh(store, 260, HERE)
    weigh(store, 260)
    shelf.refresh()
    assert shelf.layer(HERE).version == shelf.version
    weigh(store, 255)
    shelf.refresh()
    assert (weight(shelf), weight(shelf.layer(HERE))) == (255, 260)


def test_a_server_may_say_that_nobody_knows(store: Store) -> None:
    shelf = Shelf(store)
    edit(store, [Entry(HD600, "back", "")], "mod", "disputed", HERE)
    shelf.refresh()
    assert (shelf.layer(HERE).get(HD600).back, shelf.get(HD600).back) == (None, "open")  # type: ignore[union-attr]


def test_new_records_and_names_are_found_in_their_server_alone(store: Store) -> None:
    shelf = Shelf(store)
    names = shelf.names
    edit(store, NEW, "mod", "was missing", HERE)
    edit(store, [Entry("akg-k701", "alias:Sevenohone", "yes")], "mod", "so they say", HERE)
    weigh(store, 1, THERE)
    shelf.refresh()
    here, there = shelf.layer(HERE), shelf.layer(THERE)
    assert [mention.gear for mention in here.find("the Koss KPH30i or the Sevenohone?")] == [
        ("koss-kph30i",),
        ("akg-k701",),
    ]
    assert here.suggest("koss kp") == ("koss-kph30i",)
    for elsewhere in (there, shelf):
        assert not elsewhere.link("Koss KPH30i").gear
        assert elsewhere.link("Sevenohone").gear != ("akg-k701",)
        assert elsewhere.get("koss-kph30i") is None
        assert elsewhere.names is names, "figures alone need no new index"


def test_a_record_that_a_server_takes_out_is_not_found_there(store: Store) -> None:
    shelf = Shelf(store)
    rows = [row._replace(json=None, named=None) for row in store.records().rows if row.gear == "akg-k701"]
    view = shelf.layer(None).under(rows)
    assert view.get("akg-k701") is None
    assert not view.link("AKG K701").gear
    assert len(view.all()) == 3
    assert "akg-k701" not in {named.id for named in view.moment.names()}


def test_the_version_is_that_of_the_content_whatever_led_to_it(store: Store, db: Path, data: Path) -> None:
    shelf, other = Shelf(store), Shelf(Store.open(db.with_name("other.db"), data=data))
    weigh(store, 260, HERE)
    weigh(other.store, 260)
    shelf.refresh(), other.refresh()
    assert shelf.layer(HERE).version == other.version != shelf.version
    revert(store, 2, "mod", "no", HERE)
    shelf.refresh()
    assert shelf.layer(HERE).version == shelf.version
    assert shelf.layer(HERE) is not None


def test_history_and_changes_show_what_is_shared_and_ones_own(store: Store) -> None:
    weigh(store, 260, HERE)
    weigh(store, 270, THERE)
    weigh(store, 255)
    assert [fact.value for fact in history(store, HD600, HERE) if fact.entered_by] == ["260", "255"]
    assert [fact.value for fact in history(store, HD600) if fact.entered_by] == ["255"]
    assert [(change.id, change.layer) for change in store.changes(layer=HERE)] == [(4, None), (2, HERE), (1, None)]
    assert [change.id for change in store.changes()] == [4, 1]


def test_a_change_is_taken_back_only_where_it_was_made(store: Store) -> None:
    shelf = Shelf(store)
    mine, shared = weigh(store, 260, HERE), weigh(store, 255)
    for change, layer in ((mine, THERE), (mine, None), (shared, HERE)):
        with pytest.raises(OfAnotherLayer, match=f"Change {change} was not reverted: it"):
            revert(store, change, "mod", "no", layer)
    with pytest.raises(OfAnotherLayer, match="the stock that all servers share"):
        revert(store, 1, "mod", "no", HERE)
    with pytest.raises(NoSuchChange):
        revert(store, 99, "mod", "no", HERE)
    undo = revert(store, mine, "mod", "no", HERE)
    assert undo
    with pytest.raises(CannotRevert, match="took it back already"):
        revert(store, mine, "mod", "no", HERE)
    shelf.refresh()
    assert weight(shelf.layer(HERE)) == 255
    revert(store, undo, "mod", "yes after all", HERE)
    shelf.refresh()
    assert weight(shelf.layer(HERE)) == 260


def test_disagreements_are_those_that_the_server_sees(store: Store) -> None:
    shelf = Shelf(store)
    said = [Entry(HD600, "weight_g", "260", "lab", as_of="2020"), Entry(HD600, "weight_g", "254", "oem", as_of="2024")]
    edit(store, said, "mod", "two scales", HERE)
    shelf.refresh()
    assert [fact.value for fact in shelf.layer(HERE).disagreements(HD600)["weight_g"]] == ["254", "260"]
    assert "weight_g" not in shelf.layer(None).disagreements(HD600)


def test_a_page_that_was_cited_is_a_source(store: Store) -> None:
    shelf = Shelf(store)
    edit(store, [Entry(HD600, "weight_g", "260", "https://example.org/scale")], "mod", "read it there", HERE)
    shelf.refresh()
    record, sources = shelf.layer(HERE).get(HD600), shelf.layer(HERE).sources
    assert record is not None
    assert sources[record.provenance["weight_g"].source].title == "example.org"
    assert (
        "https://example.org/scale" not in shelf.layer(None).sources.keys() | Shelf(store).layer(THERE).sources.keys()
    )
    edit(store, [Entry(HD600, "weight_g", "260", "https://example.org/scale")], "mod", "read it there", THERE)
    shelf.refresh()
    assert "https://example.org/scale" in shelf.layer(THERE).sources


def test_a_layer_is_imported_exported_and_checked(store: Store, write_csv: Callable[..., Path], tmp_path: Path) -> None:
    shelf = Shelf(store)
    file = write_csv(
        (HD600, "form", "in_ear", "lab", "measured", "2025"), (HD600, "weight_g", "260", "lab", "measured", "")
    )
    seen = exchange.preview(store, file, HERE)
    assert [difference.after for difference in seen.differences] == [
        "in_ear (lab, measured, 2025)",
        "260 (lab, measured)",
    ]
    assert [entry.seen for entry in seen.entries] == ["over_ear", ""]
    exchange.apply(store, file, "mod", "from the lab", HERE)
    assert exchange.apply(store, file, "mod", "again", HERE).change is None
    shelf.refresh()
    assert {f.gear for f in check(shelf.layer(HERE).all(), shelf.layer(HERE).sources) if not f.warning} == {HD600}
    assert not [f for f in check(shelf.all(), shelf.sources) if not f.warning]
    exchange.export(exchange.standing_facts(store, HD600, HERE), tmp_path / "here.csv")
    exchange.export(exchange.standing_facts(store, HD600), tmp_path / "shared.csv")
    assert "weight_g,260,lab,measured" in (tmp_path / "here.csv").read_text()
    assert "weight_g" not in (tmp_path / "shared.csv").read_text()
    assert exchange.apply(store, tmp_path / "here.csv", "mod", "as it was exported", HERE).change is None


def test_a_server_is_forgotten_with_all_that_it_said(store: Store, db: Path) -> None:
    shelf = Shelf(store)
    weigh(store, 260, HERE)
    edit(store, [Entry(HD600, "back", "closed", "https://example.org/ours-alone")], "mod-of-here", "x", HERE)
    revert(store, 2, "mod-of-here", "y", HERE)
    kept = weigh(store, 270, THERE)
    store.servers.change(HERE, dollar="CAD")
    store.forget_server(HERE)
    shelf.refresh()
    assert shelf.layer(HERE) is shelf.layer(None)
    assert weight(shelf.layer(THERE)) == 270
    assert store.servers.get(HERE).dollar == "USD"
    assert [change.id for change in store.changes(layer=HERE)] == [1]
    assert kept == 5
    assert "https://example.org/ours-alone" not in store.sources()
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"mod-of-here" not in db.read_bytes()


def test_numbers_of_forgotten_changes_are_not_given_again(store: Store) -> None:
    last = weigh(store, 260, HERE)
    store.forget_server(HERE)
    assert weigh(store, 260, THERE) == last + 1
    with pytest.raises(NoSuchChange):
        revert(store, last, "mod", "an old button", HERE)


def test_records_of_another_version_of_the_program_are_derived_for_layers_too(
    store: Store, db: Path, data: Path
) -> None:
    weigh(store, 260, HERE)
    rows = store.layered(HERE)
    store._db.execute("UPDATE layered SET json = '{}'")
    store._db.execute("UPDATE meta SET value = 'older' WHERE key = 'stamp_code'")
    read_only = Store(db, store._db, writable=False, current=False)
    assert read_only.layered(HERE) == rows
    assert Store.open(db, data=data).layered(HERE) == rows


GEAR = st.sampled_from([HD600, "akg-k701"])
ENTRIES = st.one_of(
    st.builds(Entry, GEAR, st.just("weight_g"), st.integers(200, 203).map(str) | st.just("")),
    st.builds(Entry, GEAR, st.just("back"), st.sampled_from(["open", "closed", ""])),
    st.builds(Entry, st.just(HD600), st.sampled_from(["alias:HD600", "alias:Six"]), st.sampled_from(["yes", ""])),
    st.just(NEW[0]),
)
EDITS = st.lists(st.tuples(st.sampled_from([None, HERE, THERE]), ENTRIES), min_size=1, max_size=10)


def _entries(entry: Entry) -> list[Entry]:
    return NEW if entry is NEW[0] else [entry]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, order=st.randoms(use_true_random=False))
def test_a_layer_is_what_its_edits_over_the_shared_ones_make_and_undoing_all_leaves_nothing(
    data: Path, edits: list[tuple[int | None, Entry]], order: object
) -> None:
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "a.db", data=data)
        shelf = Shelf(store)
        bundled = shelf.version
        done = [(edit(store, _entries(entry), "m", "x", layer), layer, entry) for layer, entry in edits]
        made = [(change, layer, entry) for change, layer, entry in done if change]
        shelf.refresh()
        for server in (HERE, THERE):
            plain = Store.open(Path(folder) / f"{server}.db", data=data)
            for turn in (None, server):
                for _, layer, entry in made:
                    if layer == turn:
                        edit(plain, _entries(entry), "m", "x")
            assert dict(_content(Shelf(plain).layer(None))) == dict(_content(shelf.layer(server)))
            plain.close()
        order.shuffle(made)  # type: ignore[attr-defined]
        for change, layer, _ in made:
            revert(store, change, "m", "undo", layer)
        shelf.refresh()
        assert {shelf.layer(server).version for server in (None, HERE, THERE)} == {bundled}
        assert not store.layered(HERE)
        store.close()


def _content(view: View) -> list[tuple[str, dict[str, object]]]:
    return [(record.id, record.model_dump()) for record in view.all()]


def test_names_are_rebuilt_only_where_a_name_changed(store: Store) -> None:
    shelf = Shelf(store)
    names = shelf.names
    weigh(store, 260)
    shelf.refresh()
    assert shelf.names is names
    edit(store, [Entry("akg-k701", "alias:Sevenohone", "yes")], "mod", "so they say")
    shelf.refresh()
    assert shelf.link("Sevenohone").gear == ("akg-k701",)


def test_a_layers_names_outlast_what_does_not_concern_them(store: Store) -> None:
    shelf = Shelf(store)
    edit(store, NEW, "mod", "was missing", HERE)
    shelf.refresh()
    names = shelf.layer(HERE).names
    weigh(store, 260, HERE)
    shelf.refresh()
    assert shelf.layer(HERE).names is names
    weigh(store, 260)
    shelf.refresh()
    assert shelf.layer(HERE).names is names
    edit(store, [Entry("akg-k701", "alias:Sevenohone", "yes")], "owner", "so they say")
    shelf.refresh()
    assert shelf.layer(HERE).link("Sevenohone").gear == ("akg-k701",)
    edit(store, [Entry("koss-kph30i", "alias:Koss Thirty", "yes")], "mod", "so they say", HERE)
    shelf.refresh()
    assert shelf.layer(HERE).link("Koss Thirty").gear == ("koss-kph30i",)


def test_views_of_many_servers_are_made_again_when_they_are_asked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.shelf.MOST_LAYERS", 2)
    shelf = Shelf(store)
    for server in (1, 2, 3):
        weigh(store, 200 + server, server)
    shelf.refresh()
    second = shelf.layer(2)
    assert [weight(shelf.layer(server)) for server in (1, 2, 3, 1)] == [201, 202, 203, 201]
    assert shelf.layer(3) is shelf.layer(3)
    assert shelf.layer(2) is not second


def test_a_view_says_in_what_it_differs(store: Store) -> None:
    shelf = Shelf(store)
    before = shelf.layer(None)
    weigh(store, 260, HERE)
    shelf.refresh()
    assert shelf.layer(HERE).differs_from == (before.version, {HD600})
    weigh(store, 250, gear="akg-k701")
    shelf.refresh()
    assert shelf.layer(None).differs_from == (before.version, {"akg-k701"})
    assert shelf.layer(HERE).differs_from == (shelf.version, {HD600})
