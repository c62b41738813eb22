"""Which fact stands, and the record that follows."""

from __future__ import annotations

from decimal import Decimal

from catalog.derive import derive, disagreements, in_force, lacks, standing
from catalog.models import Amp, Device, Fact, Headphones, Trust

BASE = {"brand": "Sennheiser", "model": "HD 600", "category": "headphones"}


def fact(field: str, value: str, trust: Trust = Trust.PUBLISHED, as_of: str = "2024", **more: object) -> Fact:
    return Fact(gear="x", field=field, value=value, source=more.pop("source", "oem"), trust=trust, as_of=as_of, **more)


def facts(**values: str) -> list[Fact]:
    return [fact(field, value) for field, value in (BASE | values).items()]


def test_the_most_trusted_fact_stands_then_the_newest_then_the_last() -> None:
    said = [
        fact("impedance_ohm", "1", Trust.UNVERIFIED, "2026", id=1),
        fact("impedance_ohm", "2", Trust.PUBLISHED, "2020", id=2),
        fact("impedance_ohm", "3", Trust.PUBLISHED, "2021", id=3),
        fact("impedance_ohm", "4", Trust.PUBLISHED, "2021", id=4),
    ]
    for count, value in ((1, "1"), (2, "2"), (3, "3"), (4, "4")):
        assert standing(said[:count])["impedance_ohm"].value == value
    assert standing(reversed(said))["impedance_ohm"].value == "4"


def test_an_edit_stands_above_bundled_facts_and_a_later_edit_above_it() -> None:
    bundled = fact("impedance_ohm", "300", Trust.MEASURED, "2026", id=1, change=1)
    edit = fact("impedance_ohm", "310", Trust.UNVERIFIED, "", id=2, change=2, entered_by="mod")
    better = fact("impedance_ohm", "320", Trust.UNVERIFIED, "", id=3, change=3, entered_by="mod")
    newer = fact("impedance_ohm", "305", Trust.MEASURED, "2027", id=4, change=4)
    assert standing([bundled, edit, newer])["impedance_ohm"] == edit
    assert standing([bundled, edit, better, newer])["impedance_ohm"] == better


def test_what_is_taken_back_gives_way_and_can_come_again() -> None:
    log = [
        fact("back", "open", id=1),
        fact("back", "closed", id=2, entered_by="m", change=2),
        fact("back", "", id=3, replaces=2, entered_by="m", change=3),
    ]
    assert [f.id for f in in_force(log)] == [1]
    assert [f.id for f in in_force([*log, fact("back", "", id=4, replaces=3, entered_by="m", change=4)])] == [1, 2]


def test_an_empty_value_says_that_nobody_knows() -> None:
    log = [*facts(back="open"), fact("back", "", id=9, entered_by="mod", change=2)]
    record = derive(log)
    assert isinstance(record, Headphones)
    assert record.back is None
    assert "back" not in record.provenance


def test_sources_that_disagree_are_all_shown() -> None:
    log = [
        fact("impedance_ohm", "300", id=1),
        fact("impedance_ohm", "300.0", Trust.UNVERIFIED, id=2, source="b"),
        fact("impedance_ohm", "310", Trust.UNVERIFIED, id=3, source="c"),
        fact("back", "open", id=4),
        fact("weight_g", "9", id=5, entered_by="m", change=2),
        fact("weight_g", "8", id=6, entered_by="m", change=3),
    ]
    found = disagreements(log)
    assert {field: [f.value for f in said] for field, said in found.items()} == {"impedance_ohm": ["300", "310"]}


def test_disagreement_over_an_unreadable_value_compares_its_text() -> None:
    log = [fact("impedance_ohm", "thick", id=1), fact("impedance_ohm", "thin", id=2)]
    assert len(disagreements(log)["impedance_ohm"]) == 2


def test_sensitivity_in_the_other_unit_is_derived_with_its_source() -> None:
    one = derive(facts(impedance_ohm="300", sensitivity_db_mw="97"))
    other = derive(facts(impedance_ohm="300", sensitivity_db_v="102.2"))
    assert isinstance(one, Headphones)
    assert isinstance(other, Headphones)
    assert (one.sensitivity_db_v, other.sensitivity_db_mw) == (102.2, 97.0)
    assert one.provenance["sensitivity_db_v"].source == "oem"
    without = derive(facts(sensitivity_db_mw="97"))
    assert isinstance(without, Headphones)
    assert without.sensitivity_db_v is None


def test_prices_powers_and_aliases_are_gathered() -> None:
    log = [fact(f, v) for f, v in (BASE | {"category": "amp"}).items()]
    log += [fact("power:32", "500"), fact("power:32:balanced", "900"), fact("power:300", "90", Trust.UNVERIFIED)]
    log += [fact("alias:A", "yes"), fact("alias:B", "yes"), fact("price:street", "99.50 EUR", as_of="2024-05")]
    record = derive(log)
    assert isinstance(record, Amp)
    assert [(p.mw, p.ohm, p.balanced) for p in record.power] == [(500, 32, False), (90, 300, False), (900, 32, True)]
    assert record.aliases == ("A", "B")
    assert (record.prices[0].amount, record.prices[0].as_of) == (Decimal("99.50"), "2024-05")
    assert record.provenance["power"].trust is Trust.UNVERIFIED


def test_facts_that_say_not_what_it_is_make_no_record() -> None:
    assert derive([fact("brand", "AKG")]) is None
    assert derive([fact(f, v) for f, v in (BASE | {"category": "fridge"}).items()]) is None
    device = [fact(f, v) for f, v in (BASE | {"category": "source"}).items()]
    assert lacks(standing(device)) == ("kind",)
    assert derive(device) is None
    assert derive([*device, fact("kind", "fridge")]) is None
    assert isinstance(derive([*device, fact("kind", "phone")]), Device)


def test_a_fact_that_does_not_fit_is_passed_over() -> None:
    record = derive([*facts(back="open"), fact("weight_g", "heavy"), fact("power:32", "5"), fact("nonsense", "1")])
    assert isinstance(record, Headphones)
    assert (record.weight_g, record.back) == (None, "open")


def test_the_order_of_facts_does_not_show_in_the_record() -> None:
    log = [f.model_copy(update={"id": n}) for n, f in enumerate(facts(back="open", form="over_ear", weight_g="250"))]
    one, other = derive(log), derive(reversed(log))
    assert one is not None
    assert other is not None
    assert one.model_dump_json(context={"packed": True}) == other.model_dump_json(context={"packed": True})
