"""Read the hand-kept tables: what is widely known of the models that people ask about most, all of it unverified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from catalog.build.claims import HAND, Claim, own_rows
from catalog.models import Trust

AS_OF = "2026-11"
EARS = ("headphones.csv", "iem.csv")
COPIED = (
    "form", "back", "driver", "weight_g", "status", "popularity", "character", "kind", "drive", "topology",
    "balanced", "battery", "inputs", "outputs", "output_impedance_ohm", "max_output_v", "impedance_ohm", "release_year",
)  # fmt: skip
TRAITS = {"wireless": "wireless", "anc": "noise_cancelling", "mic": "microphone"}


def hand_claims() -> Iterator[Claim]:
    """Every fact of the hand-kept tables; the first claim of a model is its name."""
    for name in (*EARS, "electronics.csv", "devices.csv", "accessories.csv"):
        for row in own_rows(name):
            category = row.get("category") or {"devices.csv": "source", "accessories.csv": "accessory"}.get(
                name, name.removesuffix(".csv")
            )
            claim = Claim(
                row["brand"], row["model"], category, source="earshot", trust=Trust.UNVERIFIED, as_of=AS_OF, rank=HAND
            )
            yield claim
            yield from _row(claim, row, name in EARS)


def _row(claim: Claim, row: dict[str, str], ears: bool) -> Iterator[Claim]:
    """The facts of one row."""
    for column in COPIED:
        if row.get(column):
            yield replace(claim, field=column, value=row[column])
    for alias in filter(None, row.get("aliases", "").split(";")):
        yield replace(claim, field=f"alias:{alias.strip()}", value="yes")
    for kind in ("msrp", "street", "seen"):
        if row.get(kind):
            yield replace(claim, field=f"price:{kind}", value=_money(row[kind]), as_of=row[f"{kind}_year"])
    if row.get("sensitivity"):
        number, unit = re.fullmatch(r"([\d.]+) dB/(mW|V)", row["sensitivity"]).groups()  # type: ignore[union-attr]
        yield replace(claim, field=f"sensitivity_db_{unit.lower()}", value=number)
    for part in filter(None, row.get("power", "").split(";")):
        mw, ohm = part.removesuffix(" balanced").split("@")
        suffix = ":balanced" if part.endswith(" balanced") else ""
        yield replace(claim, field=f"power:{ohm}{suffix}", value=mw)
    if ears:
        yield from _traits(claim, set(row.get("traits", "").split()))


def _traits(claim: Claim, traits: set[str]) -> Iterator[Claim]:
    """Wireless and noise cancelling are said of every row; a microphone and the cable only where it is known."""
    for word, field in TRAITS.items():
        if word in traits or word != "mic":
            yield replace(claim, field=field, value="yes" if word in traits else "no")
    if "detachable" in traits or "fixed" in traits:
        yield replace(claim, field="removable_cable", value="yes" if "detachable" in traits else "no")


def _money(text: str) -> str:
    return text if " " in text else f"{text} USD"
