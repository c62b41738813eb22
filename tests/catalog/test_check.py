"""Contradictions are found, named with what to do, and told apart from what is only odd."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from catalog.check import Finding, check, contradictions
from catalog.models import Price, PriceKind, Provenance, Record, Trust
from catalog.models.gear import RECORD

SAID = Provenance(source="somebody", trust=Trust.PUBLISHED, as_of="2020")
BANDS = dict.fromkeys(("sub_bass", "bass", "low_mids", "mids", "upper_mids", "treble", "air"), 0.0)


def record(category: str = "headphones", **fields: Any) -> Record:
    return RECORD.validate_python({"id": "fictive-x", "brand": "Fictive", "model": "X", "category": category, **fields})


def price(amount: str = "100", as_of: str = "2020", kind: PriceKind = PriceKind.MSRP) -> Price:
    return Price(amount=Decimal(amount), currency="USD", kind=kind, as_of=as_of, provenance=SAID)


def fields(findings: list[Finding]) -> list[str]:
    return [f.field for f in findings]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (record("iem", form="in_ear", back="open"), "back"),
        (record("iem", form="over_ear"), "form"),
        (record("headphones", form="in_ear", back="closed"), "form"),
        (record("headphones", form="over_ear", impedance_ohm=5000), "impedance_ohm"),
        (record("headphones", impedance_ohm=0.5), "impedance_ohm"),
        (record("headphones", sensitivity_db_mw=12), "sensitivity_db_mw"),
        (record("headphones", sensitivity_db_v=190), "sensitivity_db_v"),
        (record("headphones", impedance_ohm=300, sensitivity_db_mw=97, sensitivity_db_v=97), "sensitivity_db_v"),
        (record("headphones", form="over_ear", weight_g=25), "weight_g"),
        (record("iem", form="in_ear", weight_g=900), "weight_g"),
        (record("headphones", form="over_ear", back="open", noise_cancelling=True), "noise_cancelling"),
        (record("headphones", tonality={"bands": BANDS | {"air": 55.0}}), "tonality"),
        (record("headphones", release_year=1492), "release_year"),
        (record("headphones", prices=(price(as_of=""),)), "price:msrp"),
        (record("headphones", prices=(price("0"),)), "price:msrp"),
        (record("headphones", release_year=2020, prices=(price(as_of="1999"),)), "price:msrp"),
        (record("dap", outputs=("headphone",)), "inputs"),
        (record("dap", inputs=("usb",)), "outputs"),
        (record("amp", power=({"mw": 900_000, "ohm": 32},)), "power"),
        (record("amp", output_impedance_ohm=9000), "output_impedance_ohm"),
        (record("dac_amp", drive="phone", power=({"mw": 2000, "ohm": 32},)), "drive"),
    ],
)
def test_what_cannot_be_is_found(wrong: Record, field: str) -> None:
    assert field in fields(contradictions([wrong]))


@pytest.mark.parametrize(
    ("odd", "field"),
    [
        (record("headphones", form="on_ear", impedance_ohm=2000), "impedance_ohm"),
        (record("dap", inputs=("usb",), outputs=("headphone",)), "power"),
        (record("amp", max_output_v=1, power=({"mw": 500, "ohm": 32},)), "max_output_v"),
        (record("amp", release_year=1990, status="discontinued", prices=(price(as_of="2020"),)), "price:msrp"),
        (record("amp", prices=(price("200000"),)), "price:msrp"),
    ],
)
def test_what_is_only_odd_is_a_warning(odd: Record, field: str) -> None:
    assert fields([f for f in check([odd]) if f.warning]) == [field]
    assert not contradictions([odd])


@pytest.mark.parametrize(
    "right",
    [
        record(
            "headphones", form="over_ear", back="open", impedance_ohm=300, sensitivity_db_mw=97, sensitivity_db_v=102.2
        ),
        record("iem", form="earbud", back="open", noise_cancelling=True),
        record("iem", id="audeze-isine-20", form="in_ear", back="open"),
        record("dap", inputs=("usb",), outputs=("3.5mm",), battery=True),
        record("headphones", release_year=2020, prices=(price(as_of="2019-11"),)),
        record("accessory", kind="microphone"),
        record("source", kind="phone"),
    ],
)
def test_what_can_be_is_left_alone(right: Record) -> None:
    assert check([right]) == []


def test_two_records_of_one_model() -> None:
    two = [record(model="HD 600", brand="Sennheiser"), record(id="y", model="HD-600", brand="Sennheiser")]
    assert [(f.gear, f.field) for f in contradictions(two)] == [("y", "model")]


def test_versions_are_no_doubles() -> None:
    assert not check([record(model="M50"), record(id="y", model="M50x"), record(id="z", model="M50 II")])


def test_a_name_that_means_two() -> None:
    two = [
        record(model="Alpha", aliases=("Senn A",)),
        record(id="y", model="Beta", aliases=("senn a", "Fictive Alpha")),
    ]
    assert [(f.gear, f.field) for f in contradictions(two)] == [("y", "alias:Fictive Alpha"), ("y", "alias:senn a")]


def test_a_source_that_nobody_listed() -> None:
    said = record(form="over_ear", provenance={"form": SAID})
    assert check([said], {"somebody"}) == []
    assert fields(check([said], {"other"})) == ["form"]


def test_findings_say_what_to_do() -> None:
    (found,) = contradictions([record("iem", form="in_ear", back="open")])
    assert str(found) == "fictive-x: back: an in-ear monitor is said to be open; correct the form or the back"
