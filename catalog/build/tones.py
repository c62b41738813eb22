"""Read the tonality table: which row stands for a model, under whose licence, as one field's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from catalog.build.claims import Claim, Notes, named, rank, rows
from catalog.build.names import is_kept, plain, words
from catalog.models import Trust

BANDS = {
    "sub_bass": "sub_bass_20_60",
    "bass": "bass_60_250",
    "low_mids": "low_mids_250_500",
    "mids": "mids_500_2k",
    "upper_mids": "upper_mids_2k_5k",
    "treble": "treble_5k_10k",
    "air": "air_10k_20k",
}
FORMS = {"in-ear": ("iem", "in_ear"), "earbud": ("iem", "earbud"), "over/on-ear": ("headphones", "")}
DATES = {"autoeq": "2025-06", "opra": "2026-07", "sbaf": "2021-07"}
GENERATION = re.compile(r"^(1st|2nd|3rd|4th) gen(eration)?$|^gen ?\d$", re.IGNORECASE)

WILDEST = 30
"""dB in one band beyond which a measurement went wrong."""
LEAKY = "possible bad seal"
"""A leak takes away bass that the model has: such a row says more of the rig than of it."""
PLAIN = re.compile(r"(wired|passive|\d+ ohm|20\d\d|default mode|ANC on|on)", re.IGNORECASE)
"""Settings that are as good as the plain model."""


def tone_claims(folder: Path, notes: Notes) -> Iterator[Claim]:
    """One claim a row of tonality_models.csv; merging takes the best of a model by rank."""
    for row in rows(folder / "tonality_models.csv"):
        source = _source(row["data_sources"])
        if not source:
            notes.add("dropped: tonality without a licence to carry it", row["name"])
            continue
        text, variant = row["model"], row["variant"]
        if GENERATION.match(variant) or is_kept(variant):
            text, variant = f"{text} {variant}", ""
        brand, base, more = named(row["brand"], text)
        if not base or plain(row["brand"]) in words().not_brands:
            notes.add("dropped: tonality of no named model", row["name"])
            continue
        if max(abs(float(row[column])) for column in BANDS.values()) > WILDEST:
            notes.add("dropped: tonality that no headphone has", row["name"])
            continue
        if row["note"].startswith(LEAKY):
            notes.add("dropped: tonality measured with a leak", row["name"])
            yield Claim(brand, base, FORMS[row["form"]][0], source="names", trust=Trust.UNVERIFIED, rank=rank("C"))
            continue
        variant = " ".join(filter(None, [variant, more]))
        category, form = FORMS[row["form"]]
        order = _order(row, variant)
        yield Claim(
            brand, base, category, "tonality", _text(row), source, Trust.MEASURED, _date(source), order, variant
        )
        if form:
            yield Claim(brand, base, category, "form", form, source, as_of=_date(source), rank=3)


def _source(text: str) -> str:
    """The id of the source, or of several together.

    >>> _source("AutoEq (MIT); OPRA (CC BY-SA 4.0)")
    'autoeq+opra'
    """
    found = [name for name in DATES if name.casefold() in text.casefold()]
    return "+".join(found)


def _date(source: str) -> str:
    return max(DATES[name] for name in source.split("+"))


def _order(row: dict[str, str], variant: str) -> int:
    """Smaller is better: the plain model before a setting of it, then the grade, then how many measured it."""
    grade = {"A": 0, "B": 1, "C": 2}.get(row["best_grade"], 3)
    odd = 0 if not variant else 1 if PLAIN.fullmatch(variant) else 2
    return odd * 1000 + grade * 100 + 50 - min(50, int(row["n_used"] or 0))


def _text(row: dict[str, str]) -> str:
    """The field's text: bands, spread, grade, who measured, and a word about the seal where it matters."""
    parts = [f"{name}={float(row[column]):.1f}".replace("=-0.0", "=0.0") for name, column in BANDS.items()]
    if row["spread_db"]:
        parts.append(f"spread={float(row['spread_db']):.1f}")
    parts.append(f"grade={row['best_grade']}")
    parts.append(f"measurers={row['measurers_used'].replace('|', '+')}")
    if row["note"].split(":")[0] == "seal-sensitive":
        parts.append("note=seal-sensitive")
    return " ".join(parts)
