"""The catalogue as others hold it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from catalog import bundle
from catalog.edits import Entry, edit
from catalog.models import Category, Provenance, Rates, Trust
from catalog.models.gear import RECORD, RECORDS
from catalog.models.provenance import Provenances
from catalog.shelf import Shelf
from catalog.store import Store

HD600 = "sennheiser-hd-600"


def test_records_come_by_id_by_category_and_all(store: Store) -> None:
    shelf = Shelf(store)
    assert [record.id for record in shelf.of(Category.AMP, Category.SOURCE)] == ["schiit-magni", "apple-ipod-classic"]
    assert len(shelf.all()) == 4
    assert shelf.get("nothing") is None
    assert shelf.sources["oem"].title == "The maker"
    assert shelf.rates.as_of == "2026-10-30"


def test_one_record_is_the_same_alone_and_among_others(store: Store) -> None:
    shelf = Shelf(store)
    alone = shelf.get(HD600)
    assert shelf.get(HD600) is alone
    assert alone in shelf.of(Category.HEADPHONES)
    assert shelf.get(HD600) == alone


def test_names_are_found_also_those_of_an_edit(store: Store) -> None:
    shelf = Shelf(store)
    assert [m.gear for m in shelf.find("is the Sennheiser HD 600 better?")] == [(HD600,)]
    assert shelf.link("HD600").gear == (HD600,)
    assert HD600 in shelf.suggest("senn")
    edit(store, [Entry("akg-k701", "alias:Sevenohone", "yes")], "mod", "so they say")
    assert shelf.link("Sevenohone").gear != ("akg-k701",)
    shelf.refresh()
    assert shelf.link("Sevenohone").gear == ("akg-k701",)


def test_names_are_kept_where_no_record_changed(store: Store, db: Path, data: Path) -> None:
    shelf = Shelf(store)
    names = shelf._view.names
    store._wrote = True
    assert shelf.refresh()
    assert shelf._view.names is names


def test_the_version_is_that_of_the_content(store: Store, db: Path, data: Path) -> None:
    other = Store.open(db.with_name("other.db"), data=data)
    shelf = Shelf(store)
    assert shelf.version == Shelf(other).version
    edit(store, [Entry(HD600, "weight_g", "260")], "mod", "x")
    shelf.refresh()
    assert shelf.version != Shelf(other).version
    edit(other, [Entry(HD600, "weight_g", "260")], "someone else", "y")
    assert shelf.version == Shelf(other).version


def test_a_shelf_opens_by_its_path(db: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "DATA", data)
    news: list[str] = []
    shelf = Shelf.open(db, lambda done, doing: news.append(doing))
    assert news[-1] == "ready"
    shelf.close()
    assert len(shelf.all()) == 4, "the snapshot stays readable"


def test_a_record_survives_being_stored(store: Store) -> None:
    records = Shelf(store).all()
    dumped = RECORDS.dump_json(records, exclude_defaults=True, context={"packed": True})
    assert RECORDS.validate_json(dumped) == records
    for record in records:
        assert RECORD.validate_python(record.model_dump()) == record
        assert RECORD.validate_json(record.model_dump_json()) == record


def test_provenances_are_a_mapping() -> None:
    said = {
        "form": Provenance(source="https://a.b/c?x=1|2>3;4,5", trust=Trust.MEASURED),
        "back": Provenance(source="b", trust=Trust.PUBLISHED, as_of="2024"),
    }
    packed = Provenances.of(said)
    assert dict(packed) == said
    assert packed == said
    assert hash(packed) == hash(Provenances.of(dict(reversed(said.items()))))
    assert (len(packed), packed.get("none"), repr(packed)) == (2, None, repr(said))
    assert len(Provenances()) == 0


def test_provenance_is_nothing_else() -> None:
    record = {"id": "x", "brand": "B", "model": "M", "category": "amp"}
    with pytest.raises(ValueError, match="expected field -> provenance"):
        RECORD.validate_python({**record, "provenance": 3})
    plain = {"power": Provenance(source="oem", trust=Trust.PUBLISHED)}
    amp = RECORD.validate_python({**record, "provenance": plain})
    assert (
        amp.model_copy(update={"provenance": plain}).model_dump_json(context={"packed": True}).count("oem|published|")
        == 1
    )
    assert amp.model_dump()["provenance"] == {"power": {"source": "oem", "trust": Trust.PUBLISHED, "as_of": ""}}


def test_money_is_converted_by_the_days_rates(rates: Rates) -> None:
    assert rates.convert(Decimal("10"), "USD", "JPY") == Decimal("1200.00")
    assert rates.convert(Decimal("10.5"), "XXX", "XXX") == Decimal("10.5")
    assert rates.convert(Decimal("10"), "USD", "XXX") is None
    assert Rates(as_of="", per_eur={}).convert(Decimal(1), "EUR", "USD") is None
