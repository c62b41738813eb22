"""From claims to the lines of the bundled data: identities, inferences and what people may type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from catalog.build.choose import Fact, facts
from catalog.build.claims import Claim, Notes, own_rows
from catalog.build.hand import AS_OF, hand_claims
from catalog.build.listed import listed_claims
from catalog.build.merge import Model, merge, same_as
from catalog.build.names import model_key, plain, slug, words
from catalog.build.specs import spec_claims, status_claims
from catalog.build.tidy import coherent, possible_power, tidy_prices
from catalog.build.tones import tone_claims
from catalog.models import Trust

BACKS = {"in_ear": "closed", "earbud": "open"}
LEAST_KNOWN = 30


def gather(folder: Path, notes: Notes) -> list[Model]:
    """All models of all tables."""
    hand = list(hand_claims())
    read = chain(spec_claims(folder, notes), tone_claims(folder, notes), status_claims(folder))
    known = list(chain(hand, without_misread(read, notes)))
    listed = list(listed_claims(folder, known, notes))
    keys = {c.key for c in chain(hand, listed) if not c.field} | {c.key for c in known if c.category}
    for claim in known:
        if claim.key not in keys:
            notes.add("undecided: kind not known", f"{claim.brand} {claim.model}")
    return merge(chain(known, listed), same_as(hand), notes)


def lines(models: list[Model], notes: Notes) -> Iterator[Fact]:
    """The facts of every model, under an id that is its own."""
    taken: dict[str, str] = {}
    for model in sorted(models, key=lambda m: (not m.by_hand, m.brand.casefold(), m.name.casefold())):
        gear = slug(full_name(model))
        if gear in taken:
            notes.add("dropped: its id is taken", f"{model.brand} {model.name} (by {taken[gear]})")
            continue
        taken[gear] = f"{model.brand} {model.name}"
        known = possible_power(coherent(tidy_prices(facts(model, gear, notes), notes), notes), notes)
        yield from chain(known, inferred(gear, model, known))


def without_misread(claims: Iterable[Claim], notes: Notes) -> Iterator[Claim]:
    """Leave out single figures that a table has wrong; tables/misread.csv says why."""
    wrong = {(model_key(r["brand"], r["model"]), r["field"], r["value"]): r["why"] for r in own_rows("misread.csv")}
    for claim in claims:
        why = wrong.get((claim.key, claim.field, claim.value))
        if why is None:
            yield claim
        else:
            notes.add("dropped: misread", f"{claim.brand} {claim.model} {claim.field} {claim.value}: {why}")


def full_name(model: Model) -> str:
    """Brand and model, the brand once."""
    repeated = model.name.casefold().startswith(model.brand.casefold())
    return model.name if repeated else f"{model.brand} {model.name}"


def inferred(gear: str, model: Model, known: list[Fact]) -> Iterator[Fact]:
    """What follows from the kind of thing, and how widely a model is known.

    In-ear monitors are closed and earbuds open; a player takes its files over USB and drives headphones.
    """
    fields = {f.field: f.value for f in reversed(known)}
    if model.category == "iem" and "back" not in fields and fields.get("form") in BACKS:
        yield Fact(gear, "back", BACKS[fields["form"]], "inferred", Trust.UNVERIFIED, AS_OF)
    if model.category == "dap":
        for field, value in (("inputs", "usb"), ("outputs", "headphone")):
            if field not in fields:
                yield Fact(gear, field, value, "inferred", Trust.UNVERIFIED, AS_OF)
    sources = {c.source for cs in model.claims.values() for c in cs} - {"specs", "names", "earshot"}
    if "popularity" not in fields and len(sources) > 1:
        count = min(LEAST_KNOWN, 4 * len(sources))
        yield Fact(gear, "popularity", str(count), "earshot", Trust.UNVERIFIED, AS_OF)


def one_name(lines_: list[Fact], notes: Notes) -> list[Fact]:
    """Drop an alias that cannot stand alone, is the name of another model, or means a better known one."""
    models: dict[str, str] = {f.gear: f.value for f in lines_ if f.field == "model"}
    names = {plain(f.value + models[f.gear]): f.gear for f in lines_ if f.field == "brand"}
    fame = {f.gear: int(f.value) for f in lines_ if f.field == "popularity"}
    devices = {f.gear for f in lines_ if f.field == "category" and f.value == "source"}
    owner: dict[str, str] = {}
    for fact in sorted(lines_, key=lambda f: (-fame.get(f.gear, 0), f.gear)):
        if fact.field.startswith("alias:"):
            key = plain(fact.field.removeprefix("alias:"))
            owner.setdefault(key, names.get(key, fact.gear))
    kept = []
    for fact in lines_:
        why = ""
        if fact.field.startswith("alias:"):
            alias = fact.field.removeprefix("alias:")
            why = weakness(alias, models[fact.gear], fact.gear in devices)
            if not why and owner[plain(alias)] != fact.gear:
                why = f"means {owner[plain(alias)]}"
        if why:
            notes.add("dropped: alias", f"{fact.field.removeprefix('alias:')} of {fact.gear}: {why}")
        else:
            kept.append(fact)
    return kept


def weakness(alias: str, model: str, device: bool) -> str:
    """Why an alias may not link a text by itself, or nothing; phones and consoles go by one word."""
    key = plain(alias)
    if len(key) <= 2 or (key.isdigit() and len(key) <= 3):
        return "too short to stand alone"
    if key in words().common:
        return "an everyday word"
    if key == plain(model) and key.isalpha() and model.isalpha() and not device:
        return "repeats the model"
    return ""
