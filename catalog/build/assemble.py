"""From claims to the lines of the bundled data: identities, inferences and what people may type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from catalog.build.choose import Fact, facts, tidy_prices
from catalog.build.claims import Claim, Notes
from catalog.build.hand import AS_OF, hand_claims
from catalog.build.listed import listed_claims
from catalog.build.merge import Model, merge, same_as
from catalog.build.names import plain, slug
from catalog.build.specs import spec_claims, status_claims
from catalog.build.tones import tone_claims
from catalog.models import Trust

BACKS = {"in_ear": "closed", "earbud": "open"}
LEAST_KNOWN = 30


def gather(folder: Path, notes: Notes) -> list[Model]:
    """All models of all tables."""
    hand = list(hand_claims())
    known = list(chain(hand, spec_claims(folder, notes), tone_claims(folder, notes), status_claims(folder)))
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
        known = tidy_prices(facts(model, gear, notes), notes)
        yield from chain(known, inferred(gear, model, known))


def full_name(model: Model) -> str:
    """Brand and model, the brand once."""
    repeated = model.name.casefold().startswith(model.brand.casefold())
    return model.name if repeated else f"{model.brand} {model.name}"


def inferred(gear: str, model: Model, known: list[Fact]) -> Iterator[Fact]:
    """What follows from the kind of thing: in-ears are closed, earbuds open; and how widely a model is known."""
    fields = {f.field: f.value for f in known}
    if model.category == "iem" and "back" not in fields and fields.get("form") in BACKS:
        yield Fact(gear, "back", BACKS[fields["form"]], "inferred", Trust.UNVERIFIED, AS_OF)
    sources = {c.source for cs in model.claims.values() for c in cs} - {"specs", "names", "earshot"}
    if "popularity" not in fields and len(sources) > 1:
        count = min(LEAST_KNOWN, 4 * len(sources))
        yield Fact(gear, "popularity", str(count), "earshot", Trust.UNVERIFIED, AS_OF)


def one_name(facts_: list[Fact], notes: Notes) -> list[Fact]:
    """Drop an alias that is the name of another model, or that two models claim."""
    names: dict[str, str] = {}
    parts: dict[str, dict[str, str]] = {}
    for fact in facts_:
        if fact.field in {"brand", "model"}:
            parts.setdefault(fact.gear, {})[fact.field] = fact.value
    for gear, part in parts.items():
        names[plain(part["brand"] + part["model"])] = gear
    owner: dict[str, str] = {}
    kept = []
    for fact in facts_:
        if fact.field.startswith("alias:"):
            key = plain(fact.field.removeprefix("alias:"))
            other = names.get(key) or owner.setdefault(key, fact.gear)
            if other != fact.gear:
                notes.add("dropped: alias means another model", f"{fact.field} of {fact.gear} is {other}")
                continue
        kept.append(replace(fact, value="yes") if fact.field.startswith("alias:") else fact)
    return kept


def is_hand(claim: Claim) -> bool:
    """Whether a claim comes from the hand-kept tables."""
    return claim.source == "earshot"
