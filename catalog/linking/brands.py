"""Brands as people write them: synonyms, glued and split words, and errors of typing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from catalog.linking.forms import spellings_of
from catalog.linking.lexicon import commonness, lexicon
from catalog.linking.text import fold

LONGEST = 40
SHORTEST = 5
"""Words of fewer letters are not corrected: too much lies one letter away from them."""


def deletions(word: str) -> Iterator[str]:
    """A word, and that word with each of its letters left out; of a word that is longer than any name, none."""
    yield word
    for at in range(len(word) if len(word) <= LONGEST else 0):
        yield word[:at] + word[at + 1 :]


def _flat(name: str) -> str:
    return fold(name).replace(" ", "").replace("-", "")


class Brands:
    """The brands of an index, numbered in the order in which they were met."""

    def __init__(self, names: Iterable[str]) -> None:
        counts = Counter(names)
        counts.update(dict.fromkeys(lexicon().makers, 0))
        self.names: list[str] = []
        self._number: dict[str, int] = {}
        self._number_all(counts)
        self.forms: dict[str, int] = {}
        self.misspelt: set[str] = set()
        self.everyday: set[str] = set()
        self.heads: set[str] = set()
        self.firsts: set[str] = set()
        self._near: dict[str, list[str]] = {}
        self._spelt: dict[str, int | None] = {}
        self._add_all()

    def _number_all(self, counts: Counter[str]) -> None:
        """Number the brands; those that differ in case, spaces or hyphens are one, named as most records have it."""
        known: dict[str, int] = {}
        same = {_flat(other): _flat(name) for name, others in lexicon().synonyms.items() for other in others}
        for name, _ in counts.most_common():
            flat = same.get(_flat(name), _flat(name))
            if flat not in known:
                known[flat] = len(self.names)
                self.names.append(name)
            self._number[name] = known[flat]

    def number(self, name: str) -> int:
        """The number of a brand as its records write it."""
        return self._number[name]

    def _add_all(self) -> None:
        words = lexicon()
        synonyms = [(self._match(brand), others) for brand, others in words.synonyms.items()]
        for at, name in enumerate(self.names):
            for form in spellings_of(name):
                self.forms[form] = at
        for at, name in enumerate(self.names):
            self._add_short(at, name)
        for number, others in synonyms:
            self._add(number, others)
        for brand, others in words.misspelt.items():
            self.misspelt.update(form for other in others for form in spellings_of(other))
            self._add(self._match(brand), others)
        self.everyday = {form for word in words.everyday_brands for form in spellings_of(word)}
        self.firsts = {re.match(r"[a-z]+|[0-9]+|.", form)[0] for form in self.forms}  # type: ignore[index]
        self.heads = {form.partition(" ")[0] for form in self.forms if " " in form}
        self.everyday |= {form for form in self.forms if " " not in form and commonness(form) == 2}

    def _match(self, brand: str) -> int | None:
        return next((self.forms[form] for form in spellings_of(brand) if form in self.forms), self._number.get(brand))

    def _add(self, at: int | None, others: Iterable[str]) -> None:
        if at is None:
            return
        for other in others:
            for form in spellings_of(other):
                self.forms.setdefault(form, at)

    def _add_short(self, at: int, name: str) -> None:
        """Add the brand without "Audio" and the like at its end."""
        first, _, rest = name.rpartition(" ")
        if first and rest.casefold() in lexicon().endings:
            self._add(at, (first,))

    def spelt(self, word: str) -> int | None:
        """The brand that a misspelt word stands for, if there is just one within reach of a slip or two.

        One slip is forgiven in five letters, two in eight; the first letter must be right.
        """
        if len(word) < SHORTEST or (" " not in word and commonness(word)):
            return None
        if word not in self._spelt:
            if len(self._spelt) > 4096:
                self._spelt.clear()
            self._spelt[word] = self._nearest(word.replace(" ", ""))
        return self._spelt[word]

    def _nearest(self, word: str) -> int | None:
        if not self._near:
            for form in self.forms:
                if len(form) >= SHORTEST and " " not in form and form.isalpha():
                    for part in deletions(form):
                        self._near.setdefault(part, []).append(form)
        reach = 1 if len(word) < 8 else 2
        found: dict[int, int] = {}
        for candidate in {form for part in _twice(word, reach) for form in self._near.get(part, ())}:
            distance = OSA.distance(word, candidate, score_cutoff=reach)
            if distance <= reach and candidate[0] == word[0]:
                brand = self.forms[candidate]
                found[brand] = min(distance, found.get(brand, reach))
        best = min(found.values(), default=9)
        closest = [brand for brand, distance in found.items() if distance == best]
        return closest[0] if len(closest) == 1 else None


def _twice(word: str, reach: int) -> set[str]:
    once = set(deletions(word))
    return once if reach == 1 else once | {part for one in once for part in deletions(one)}
