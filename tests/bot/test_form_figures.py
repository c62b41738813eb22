"""The *figures* field of a form: what is read of it, and what is said of lines that cannot be."""

from __future__ import annotations

import pytest

from bot.moderating.figures import begun, read, without_unit
from catalog.errors import BadEdit
from catalog.fields import complaint
from catalog.models import Category


@pytest.mark.parametrize("kind", [*Category, None])
def test_what_a_kind_begins_with_are_its_fields_and_says_nothing_yet(kind: Category | None) -> None:
    lines = begun(kind)
    assert read(lines, "moderator", "") == ()
    assert [line for line in lines.splitlines() if complaint(line.rstrip(": "), "", kind)] == []


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("impedance_ohm: 300", "impedance_ohm", "300"),
        ("  impedance_ohm :300 ohm ", "impedance_ohm", "300"),
        ("price:street: 149.99 USD", "price:street", "149.99 USD"),
        ("power:32:balanced: 500 mW", "power:32:balanced", "500"),
        ("sensitivity_db_mw: 97 dB/mW", "sensitivity_db_mw", "97"),
        ("inputs: usb;optical", "inputs", "usb;optical"),
    ],
)
def test_a_line_is_a_field_and_its_value(line: str, field: str, value: str) -> None:
    (entry,) = read(f"\n{line}\nback:\n", "https://example.org/x", "2026")
    assert (entry.field, entry.value, entry.source, entry.as_of) == (field, value, "https://example.org/x", "2026")


def test_every_line_that_is_no_field_is_named() -> None:
    with pytest.raises(BadEdit) as caught:
        read("back: open\nopen back\ncolour: grey\n=1+1", "moderator", "")
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]


def test_another_unit_stays_to_be_complained_of() -> None:
    assert without_unit("weight_g", "9 oz") == "9 oz"
    assert without_unit("back", "open") == "open"
