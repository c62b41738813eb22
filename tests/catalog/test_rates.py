"""The rates that the kept package carries."""

from __future__ import annotations

import pytest

from catalog import rates
from catalog.rates import latest  # as it is, before a fixture puts fixed rates in its place


def test_the_newest_days_rates_are_read() -> None:
    found = latest()
    assert found.as_of >= "2026"
    assert found.per_eur["EUR"] == 1
    assert {"USD", "GBP", "JPY", "CAD", "AUD", "INR"} <= set(found.per_eur)
    assert "EEK" not in found.per_eur, "the Estonian crown ended in 2010"


def test_the_stamp_tells_which_package_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "eurofxref.csv" in rates.stamp()
    monkeypatch.setattr(rates, "find_spec", lambda name: None)
    assert rates.stamp() == ""
