"""Bring the claims of one model together: its name, its kind, and what stands for each field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog.build.claims import Claim, Notes
from catalog.build.names import brand_name, model_key, split_name, words

HAND_SOURCE = "earshot"


@dataclass
class Model:
    """All claims about one model, by field."""

    key: str
    brand: str
    name: str
    category: str
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    spellings: tuple[str, ...] = ()

    @property
    def by_hand(self) -> bool:
        """Whether the hand-kept tables name it."""
        return any(c.source == HAND_SOURCE for c in self.claims.get("", ()))


def same_as(hand: Iterable[Claim]) -> dict[str, str]:
    """Keys of other spellings, from the hand-kept aliases, to the key of the model they mean."""
    meant: dict[str, str] = {}
    own: set[str] = set()
    claims = list(hand)
    own.update(c.key for c in claims if not c.field)
    for claim in claims:
        if claim.field.startswith("alias:"):
            alias = claim.field.removeprefix("alias:")
            keys = [model_key(claim.brand, alias)]
            split = split_name(alias, words().brands)
            if split:
                keys.append(model_key(*split))
            for key in keys:
                if key not in own:
                    meant.setdefault(key, claim.key)
    return meant


def merge(claims: Iterable[Claim], meant: dict[str, str], notes: Notes) -> list[Model]:
    """Group claims by model key and settle name and kind."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        key = claim.key
        groups.setdefault(meant.get(key, key), []).append(claim)
    models = []
    for key, group in sorted(groups.items()):
        brand, name = _spelling(group)
        category = _category(group)
        if not category:
            notes.add("undecided: kind not known", f"{brand} {name}")
            continue
        spellings = tuple(sorted({f"{brand_name(c.brand)} {c.model}" for c in group}))
        if len(spellings) > 1:
            notes.add("merged", f"{brand} {name} = {' | '.join(spellings)}")
        model = Model(key, brand, name, category, spellings=spellings)
        for claim in group:
            model.claims.setdefault(claim.field, []).append(claim)
        models.append(model)
    return models


def _spelling(group: list[Claim]) -> tuple[str, str]:
    """The hand-kept spelling, else the one most sources use; capitals before lower case, then the longest."""
    for claim in group:
        if claim.source == HAND_SOURCE:
            return claim.brand, claim.model
    votes: Counter[tuple[str, str]] = Counter()
    for source, brand, model in {(c.source, brand_name(c.brand), c.model) for c in group}:
        votes[brand, model] += 1 if source == "names" else 3

    def order(spelling: tuple[str, str]) -> tuple[bool, int, int, tuple[str, str]]:
        return spelling[1] != spelling[1].lower(), votes[spelling], len(spelling[1]), spelling

    return max(votes, key=order)


def _category(group: list[Claim]) -> str:
    """The hand-kept kind, else what most of the tables say; measured ones count most."""
    for claim in group:
        if claim.source == HAND_SOURCE:
            return claim.category
    votes: Counter[str] = Counter()
    for source, category, tone in {(c.source, c.category, c.field == "tonality") for c in group}:
        if category:
            votes[category] += 4 if tone else 1 if source == "names" else 2
    return max(votes, key=lambda c: (votes[c], c)) if votes else ""
