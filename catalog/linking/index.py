"""The index: from surface forms to the records that they may mean."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from catalog.linking.brands import Brands
from catalog.linking.forms import Form, Kind, forms_of, spellings_of
from catalog.linking.lexicon import lexicon
from catalog.linking.text import fold
from catalog.models import Named
from catalog.models.gear import NAMED

NOT_KEPT = re.compile(r"[^a-z0-9]+")
FIRST = re.compile(r"^(?:[a-z]+|[0-9]+)", re.MULTILINE)
PAIR = re.compile(r"^(?:[a-z]+|[0-9]+)[ .]?(?:[a-z]+|[0-9]+|[+&])", re.MULTILINE)

CODE = re.compile(r"[A-Za-z]{1,4}[ -]?(\d{3,4}(?: ?[A-Za-z]{1,3})?)")

Entry = tuple[int, Kind]
"""A record's place in the index, and what the surface form leaves of its name."""


@lru_cache(maxsize=100_000)
def _forms(model: str) -> tuple[Form, ...]:
    return tuple(dict.fromkeys(forms_of(model)))


@lru_cache(maxsize=10_000)
def _glued(name: str) -> str:
    """A brand as it stands when it is glued to a model: "SennheiserHD600"."""
    return NOT_KEPT.sub("", fold(name))


class Index:
    """Records by surface form and by brand. Built once, never changed."""

    def __init__(self, records: Iterable[Named]) -> None:
        self.records = tuple(records)
        self.brands = Brands(record.brand for record in self.records)
        self.brand_of = [self.brands.number(record.brand) for record in self.records]
        self.of_brand: dict[int, list[int]] = {}
        entered: defaultdict[str, list[Entry]] = defaultdict(list)
        self.renown: Counter[int] = Counter()
        self._told: dict[str, tuple[Kind, int]] = {}
        self._renamed = self._renaming()
        for at, record in enumerate(self.records):
            self.of_brand.setdefault(self.brand_of[at], []).append(at)
            self.renown[self.brand_of[at]] += record.popularity
            self._enter(at, record, entered)
        self.entries = _shared(entered)
        keys = "\n".join(self.entries)
        self.firsts = set(FIRST.findall(keys))
        self.pairs = set(PAIR.findall(keys))
        self.starts = self.firsts | self.brands.firsts | self.brands.heads

    def __getstate__(self) -> dict[str, Any]:
        """Keep what the records are called as JSON, which is read in half the time of pickled models."""
        return vars(self) | {"records": NAMED.dump_json(self.records, exclude_defaults=True)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, records=NAMED.validate_json(state["records"]))

    def _renaming(self) -> dict[int, dict[str, str]]:
        """What people write for the first words of a brand's models: from the tables, and short names of a first model.

        Who calls the Jotunheim "Jot" calls the Jotunheim 2 "Jot 2".
        """
        forms = self.brands.forms
        renamed = {forms[b.casefold()]: dict(pairs) for b, pairs in lexicon().renamed.items() if b.casefold() in forms}
        for at, record in enumerate(self.records):
            if record.aliases and record.model.isalpha():
                short = [
                    alias for alias in record.aliases if alias.isalpha() and alias.casefold() != record.model.casefold()
                ]
                renamed.setdefault(self.brand_of[at], {}).update(dict.fromkeys(short, f"{record.model} "))
        return renamed

    def _enter(self, at: int, record: Named, entries: defaultdict[str, list[Entry]]) -> None:
        model = record.model
        brand = record.brand
        if len(model) > len(brand) and model[: len(brand) + 1].casefold() == f"{brand} ".casefold():
            model = model[len(brand) + 1 :]
        forms = _forms(model)
        for form, kind in forms:
            entries[form].append((at, kind))
        if forms:
            entries[_glued(brand) + forms[0][0].replace(" ", "")].append((at, Kind.FULL))
        for written, meant in self._renamed.get(self.brand_of[at], {}).items():
            if model.startswith(meant):
                for form, kind in _forms(written + " " * meant.endswith(" ") + model[len(meant) :]):
                    if kind <= Kind.ALIAS or kind >= Kind.FAMILY:
                        entries[form].append((at, max(kind, Kind.ALIAS)))
        for alias in record.aliases:
            self._enter_alias(at, brand, alias, entries)

    def _enter_alias(self, at: int, brand: str, alias: str, entries: defaultdict[str, list[Entry]]) -> None:
        kind = Kind.ALIAS
        for form in spellings_of(alias):
            entries[form].append((at, kind))
        number = CODE.fullmatch(alias)
        if number:
            for form in spellings_of(number[1]):
                entries[form].append((at, Kind.BARE))
        folded, start = fold(alias), fold(brand) + " "
        if folded.startswith(start):
            for form in spellings_of(alias[len(start) :]):
                entries[form].append((at, Kind.BRANDED))

    def told(self, key: str) -> tuple[Kind, int]:
        """The most telling kind among a surface form's entries, and how well known the best known of them is."""
        if key not in self._told:
            entries = self.entries[key]
            self._told[key] = min(kind for _, kind in entries), self.fame(entries)
        return self._told[key]

    def fame(self, entries: Iterable[Entry]) -> int:
        """How well known the best known of some entries is."""
        return max(self.records[at].popularity for at, _ in entries)

    def best(self, entries: Iterable[Entry]) -> list[int]:
        """The records of the most telling kind among entries, best known first, each once."""
        found = list(entries)
        if not found:
            return []
        top = min(kind for _, kind in found)
        places = {at for at, kind in found if kind == top}
        return sorted(places, key=lambda at: (-self.records[at].popularity, len(self.records[at].model), at))


def _shared(entered: Mapping[str, Sequence[Entry]]) -> dict[str, tuple[Entry, ...]]:
    """The entries by surface form, equal ones as one object: a record has dozens of forms that all say the same."""
    one: dict[Entry, Entry] = {}
    some: dict[tuple[Entry, ...], tuple[Entry, ...]] = {}
    found = {}
    for form, entries in entered.items():
        own = tuple(one.setdefault(entry, entry) for entry in entries)
        found[form] = some.setdefault(own, own)
    return found
