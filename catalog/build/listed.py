"""Read the lists of names: models that are only known to exist, freed of samples and settings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from catalog.build.claims import Claim, Notes, named, rank, rows
from catalog.build.names import brand_name, model_key, plain, split_name, words
from catalog.models import Trust

HINTS = {"iem": "iem", "headphone": "headphones", "dap": "dap", "dac": "dac", "dac_amp": "dac_amp", "amp": "amp"}
GENERIC = re.compile(
    r"^(the |usb |wireless |stereo |gaming |in-?ear )*"
    r"(headphones?|headset|earphones?|earbuds?|iem|custom|universal|monitor)s?$",
    re.IGNORECASE,
)
KINDED = {"source", "accessory"}
LONGEST = 44


def listed_claims(folder: Path, known: Iterable[Claim], notes: Notes) -> Iterator[Claim]:
    """A bare claim for each usable line of names_with_category.csv; an unknown kind follows the brand's habit."""
    known = list(known)
    brands = {
        plain(c.brand): brand_name(c.brand) for c in known if plain(c.brand) not in words().not_brands
    } | words().brands
    kinds = {c.key: c.category for c in known if c.category}
    habit = habits(known)
    for row in rows(folder / "names_with_category.csv"):
        name = row["name"]
        why = unusable(name)
        split = None if why else split_name(name, brands)
        if why or split is None:
            notes.add(f"dropped: {why or 'brand not known'}", name)
            continue
        brand, text = split
        brand, base, variant = named(brand, text)
        if not base or GENERIC.match(base) or words().junk.search(base):
            notes.add("dropped: no model left in the name", name)
            continue
        kind = HINTS.get(row["category_hint"]) or kinds.get(model_key(brand, base)) or habit.get(brand)
        if not kind:
            notes.add("undecided: headphone or in-ear?", name)
            continue
        yield Claim(brand, base, kind, source="names", trust=Trust.UNVERIFIED, rank=rank("C"), variant=variant)


def habits(known: Iterable[Claim]) -> dict[str, str]:
    """The kind of thing that a brand makes almost only, where enough is known of it.

    Not of what has kinds of its own (interface, turntable): a name alone does not tell which.
    """
    counts: dict[str, Counter[str]] = {}
    for key, brand, category in {(c.key, brand_name(c.brand), c.category) for c in known if c.category}:
        if key:
            counts.setdefault(brand, Counter())[category] += 1
    result = {}
    for brand, counter in counts.items():
        kind, count = counter.most_common(1)[0]
        if kind not in KINDED and count >= 3 and count >= 0.9 * counter.total():
            result[brand] = kind
    return result


def unusable(name: str) -> str:
    """Why a line is no model's name, or nothing."""
    if len(name) > LONGEST:
        return "too long for a name"
    if words().junk.search(name):
        return "a sample, a setting or a thing of another kind"
    if not re.search(r"[A-Za-z0-9]", name):
        return "no letters"
    return ""
