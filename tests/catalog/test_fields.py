"""What each field takes, and what it says of anything else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalog import fields
from catalog.models import Back, Category, Tonality
from catalog.values import Unfit

BANDS = "sub_bass=1 bass=2 low_mids=3 mids=0 upper_mids=-1 treble=-2 air=-3"


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("brand", "Bang & Olufsen", "Bang & Olufsen"),
        ("alias:HD6XX", "yes", True),
        ("back", "semi_open", Back.SEMI_OPEN),
        ("impedance_ohm", "32", 32.0),
        ("output_impedance_ohm", "0.1", 0.1),
        ("wireless", "no", False),
        ("release_year", "1972", 1972),
        ("price:street", "149.99 USD", (Decimal("149.99"), "USD")),
        ("power:32:balanced", "1200", 1200.0),
        ("character", "warm;bass", ("warm", "bass")),
        ("inputs", "usb;optical;usb", ("usb", "optical")),
        ("popularity", "100", 100),
        ("weight_g", "", None),
    ],
)
def test_a_text_form_is_read(field: str, text: str, value: object) -> None:
    assert fields.parse(field, text) == value


def test_a_tonality_keeps_its_measurers_even_with_blanks() -> None:
    read = fields.parse("tonality", f"{BANDS} spread=1.2 measurers=Sound Guys+rtings note=two units")
    assert isinstance(read, Tonality)
    assert (read.bands.air, read.spread_db, read.measurers, read.note) == (-3, 1.2, "Sound Guys+rtings", "two units")


@pytest.mark.parametrize(
    ("field", "text", "complaint"),
    [
        ("impedance_ohm", "5000", "impedance_ohm: 5000 is outside 1-2000 ohms: check the unit"),
        ("impedance_ohm", "32 ohm", "impedance_ohm: '32 ohm': expected a number from 1 to 2000 (ohms)"),
        ("impedance_ohm", "nan", "expected a number"),
        ("impedance_ohm", "1,5", "with a point for decimals"),
        ("weight_g", "0", "weight_g: 0 is outside 1-100000 grams"),
        ("colour", "red", "there is no field 'colour'; the fields are brand, model"),
        ("brand:x", "AKG", "brand takes nothing after a colon"),
        ("price", "3 USD", "after the colon, '': expected one of msrp, street, seen"),
        ("price:street", "$3", "expected an amount and a currency, as in 149.99 USD"),
        ("price:street", "0 USD", "expected an amount and a currency"),
        ("power:32:loud", "3", "as in power:32:balanced"),
        ("power:x", "3", "expected a number from 1 to 10000 (ohms)"),
        ("alias:", "yes", "after the colon, expected a name"),
        ("alias:X", "no", "expected yes, or nothing to take it out"),
        ("wireless", "true", "expected yes or no"),
        ("release_year", "1850", "expected a year from 1900"),
        ("release_year", "19", "expected a year from 1900"),
        ("status", "dead", "expected one of current, discontinued"),
        ("character", "warm;shouty", "shouty: expected words from bass, bright"),
        ("inputs", "USB-C", "expected a word in lower case"),
        ("popularity", "101", "expected a whole number from 0 to 100"),
        ("brand", " AKG", "without blanks around it"),
        ("brand", "A\u202eKG", "take out the invisible ones"),
        ("brand", "A" * 121, "at most 120 characters, not 121"),
        ("tonality", "bass=1", "missing: sub_bass"),
        ("tonality", f"{BANDS} loud=1", "unknown: loud"),
        ("tonality", f"bright {BANDS}", "expected sub_bass=… to air=…"),
        ("tonality", f"{BANDS}\n", "expected one line"),
        ("kind", "CD player", "expected a word in lower case"),
    ],
)
def test_anything_else_gets_a_complaint(field: str, text: str, complaint: str) -> None:
    assert complaint in fields.complaint(field, text)
    with pytest.raises(Unfit):
        fields.parse(field, text)


def test_a_category_narrows_its_fields() -> None:
    assert "a record of category amp has no such field" in fields.complaint("back", "open", Category.AMP)
    assert "outside 1-2000 grams" in fields.complaint("weight_g", "5000", Category.IEM)
    assert not fields.complaint("weight_g", "5000", Category.AMP)
    assert "expected one of phone" in fields.complaint("kind", "fridge", Category.SOURCE)
    assert not fields.complaint("kind", "dock", Category.ACCESSORY)


def test_units_are_known_by_field() -> None:
    assert [fields.unit(f) for f in ("power:32", "sensitivity_db_v", "brand", "nonsense")] == ["mW", "dB/V", "", ""]


@pytest.mark.parametrize("gear", ["", "Sennheiser", "two words", "=cmd", "a;b", "x" * 121, "-x", "a\x7fb"])
def test_an_id_is_lower_case_words_with_hyphens(gear: str) -> None:
    assert fields.id_complaint(gear)


def test_a_date_goes_to_the_year_month_or_day() -> None:
    assert not any(map(fields.date_complaint, ["", "2024", "2024-05", "2024-05-31"]))
    assert all(map(fields.date_complaint, ["24", "2024-13", "2024-5", "May 2024", "2024-05-32"]))
