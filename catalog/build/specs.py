"""Read the specification tables: single facts one a line, and what kind of thing each model is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from catalog.build.claims import NON_COMMERCIAL, Claim, Notes, named, origin, rank, rows, trust
from catalog.build.names import OHMS, plain, words
from catalog.models import Trust

CATEGORIES = {"headphone": "headphones", "iem": "iem", "dap": "dap", "dac": "dac", "dac_amp": "dac_amp", "amp": "amp"}
WORDS = {
    "form": {"over-ear": "over_ear", "on-ear": "on_ear", "in-ear": "in_ear", "earbud": "earbud"},
    "back": {"open": "open", "semi-open": "semi_open", "closed": "closed"},
    "driver": {
        "dynamic": "dynamic",
        "planar": "planar",
        "hybrid": "hybrid",
        "BA": "balanced_armature",
        "electrostatic": "electrostatic",
        "AMT": "other",
    },
}
PRICES = {"msrp_usd": "price:msrp", "list_price_usd_reviewer": "price:msrp", "price_seen_usd": "price:seen"}
NUMBERS = {"impedance_ohm", "weight_g", "output_impedance_ohm"}
FLAGS = {"wireless": "wireless", "has_mic": "microphone", "balanced": "balanced", "battery": "battery"}
MEASURED = "measured_mv_94db"
"""A measurement under a non-commercial licence: stated sensitivities are checked by it, and it goes no further."""
INPUTS = {"line-in": "line", "3 x RCA line": "rca"}


def categories(folder: Path) -> dict[tuple[str, str], str]:
    """What kind of thing each row of gear_specs.csv is, by brand and model as written there."""
    return {(r["brand"], r["model"]): CATEGORIES.get(r["category"], "") for r in rows(folder / "gear_specs.csv")}


def spec_claims(folder: Path, notes: Notes) -> Iterator[Claim]:
    """Every fact of gear_specs_long.csv that may be carried, and one bare claim a model."""
    kinds = categories(folder)
    units = {
        (r["brand"], r["model"], r["source"]): r["value"]
        for r in rows(folder / "gear_specs_long.csv")
        if r["field"] == "sensitivity_unit"
    }
    for (brand, model), kind in kinds.items():
        made_by, base, variant = named(brand, model)
        if base and plain(brand) not in words().not_brands:
            yield Claim(made_by, base, kind, variant=variant, source="specs", rank=rank("B"))
    for row in rows(folder / "gear_specs_long.csv"):
        found = origin(row["source"])
        if row["source"].startswith(NON_COMMERCIAL):
            notes.add("dropped: only the name may be carried (non-commercial licence)", row["source"])
            continue
        if row["field"] == MEASURED:
            brand, base, _ = named(row["brand"], row["model"])
            yield Claim(brand, base, "", MEASURED, row["value"], "asr")
            continue
        if found is None:
            notes.add("dropped: source not listed in tables/sources.csv", row["source"])
            continue
        brand, base, variant = named(row["brand"], row["model"])
        ohms = OHMS.search(base)
        kind = kinds.get((row["brand"], row["model"]), "")
        claim = Claim(
            brand, base, kind, source=found.id, trust=trust(row["trust"]), as_of=found.as_of,
            rank=rank(row["trust"]), variant=" ".join(filter(None, [variant, ohms[0].strip() if ohms else ""])),
        )  # fmt: skip
        unit = units.get((row["brand"], row["model"], row["source"]), "")
        yield from _facts(claim, row["field"], row["value"], unit)


def _facts(claim: Claim, field: str, value: str, unit: str) -> Iterator[Claim]:
    """Turn a table's field and text into the catalogue's."""
    if field in WORDS and value in WORDS[field]:
        yield replace(claim, field=field, value=WORDS[field][value])
    elif field in PRICES and _number(value):
        yield replace(claim, field=PRICES[field], value=f"{_number(value)} USD")
    elif field == "street_usd_2025" and _number(value):
        yield replace(claim, field="price:street", value=f"{_number(value)} USD", as_of="2025-07")
    elif field in NUMBERS and _number(value):
        yield replace(claim, field=field, value=_number(value))
    elif field in FLAGS and value in {"yes", "no"}:
        yield replace(claim, field=FLAGS[field], value=value)
    elif field == "sensitivity_db" and unit in {"dB/mW", "dB/V"}:
        name = "sensitivity_db_mw" if unit == "dB/mW" else "sensitivity_db_v"
        yield replace(claim, field=name, value=_number(value))
    elif field == "release_year" and (year := _number(value)):
        yield replace(claim, field=field, value=year)
    elif field == "inputs":
        inputs = sorted({INPUTS.get(word, word) for word in value.split(";") if word})
        yield replace(claim, field=field, value=";".join(inputs))
    elif field == "power_mw_at_ohm":
        yield from _power(claim, value)


def _power(claim: Claim, value: str) -> Iterator[Claim]:
    """Read "450@16;270@32; balanced 900@32"; a figure without its load is left out."""
    balanced = ""
    for part in re.split(r"[;,]\s*", value):
        if part.strip().startswith("balanced"):
            balanced = ":balanced"
        match = re.fullmatch(r"(?:balanced )?\s*(\d+(?:\.\d+)?)@(\d+(?:\.\d+)?)", part.strip())
        if match:
            ohm, mw = _number(match[2]), _number(match[1])
            yield replace(claim, field=f"power:{ohm}{balanced}", value=mw)


def _number(text: str) -> str:
    """The number that a text begins with, without noughts that say nothing.

    >>> _number("199.00"), _number("0.4 (SE); 0.8 (balanced)"), _number("<0.4")
    ('199', '0.4', '')
    """
    match = re.match(r"\d+(?:\.\d+)?", text.replace(",", ""))
    return f"{float(match[0]):.10g}" if match and float(match[0]) > 0 else ""


def status_claims(folder: Path) -> Iterator[Claim]:
    """Whether a maker still makes it, and sensitivities that somebody measured, from power.csv."""
    for row in rows(folder / "power.csv"):
        brand, base, variant = named(row["brand"], row["model"])
        claim = Claim(brand, base, "", variant=variant)
        measured = row["basis"].startswith("measured")
        if measured and row["sens_dB_per_V"]:
            value = _number(row["sens_dB_per_V"])
            by = replace(claim, source="xnor", trust=Trust.MEASURED, as_of="2013", rank=0)
            yield replace(by, field="sensitivity_db_v", value=value)
        parts = row["note"].split()
        if not measured and (parts[-1:] == ["producing"] or "discontinued" in parts):
            value = "discontinued" if "discontinued" in parts else "current"
            yield replace(claim, field="status", value=value, source="sound-library", as_of="2025-12", rank=rank("B"))
