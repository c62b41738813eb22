"""Models with an error of typing in a word: "Fidello X2", "E17 Alpin". Numbers are never corrected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from rapidfuzz.distance import OSA

from catalog.linking.brands import deletions
from catalog.linking.forms import CAMEL
from catalog.linking.index import Index
from catalog.linking.lexicon import commonness
from catalog.linking.text import Gap, Text
from catalog.models import Category

BRANDS = 20
"""So many brands at most are gone through for one misspelt model."""
KNOWN = 30
"""From this popularity on, a model's name is known with a slip in it though its brand is left out."""
COINED = 6
"""Letters in the shortest word that is."""
LONGEST = 5
"""Words in the longest misspelt model that is looked for."""
FIRM = re.compile(r"[^a-z]|^.{1,3}$")

Words = tuple[str, ...]


def identity(words: Words) -> Words:
    """The words that nobody may misspell: those with a digit in them, and short ones.

    >>> identity(("fidelio", "x2", "hr"))
    ('x2', 'hr')
    """
    return tuple(word for word in words if FIRM.search(word))


def slips(word: str) -> int:
    """How many slips are forgiven in a word."""
    return 0 if len(word) < 5 else 1 if len(word) < 8 else 2


def distance(written: Words, meant: Words) -> int | None:
    """How many slips of typing make some words of others; None where it is more than slips.

    >>> distance(("fidello", "x2"), ("fidelio", "x2")), distance(("fidelio", "x3"), ("fidelio", "x2"))
    (1, None)
    """
    total = 0
    for one, other in zip(written, meant, strict=True):
        if one == other:
            continue
        reach = slips(other)
        if not reach or FIRM.search(one) or one[0] != other[0]:
            return None
        slipped = OSA.distance(one, other, score_cutoff=reach)
        if slipped > reach:
            return None
        total += slipped
    return total


class Spelling:
    """Models by what of them must be right, made for a brand when it is first asked for."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._of_brand: dict[int, dict[tuple[int, Words], list[tuple[Words, int, bool]]]] = {}

    def models(self, text: Text, at: int, brand: int) -> tuple[int, list[int]] | None:
        """A brand's models that begin here with a slip in a word: the last atom and the records, likeliest first."""
        for last, written in self._stretches(text, at):
            found = self._near_to(written, brand)
            if found:
                return last, list(dict.fromkeys(place for *_, place in sorted(found)))
        return None

    def longer(self, text: Text, first: int, beyond: int, brand: int) -> tuple[int, int] | None:
        """The model whose whole name begins here and ends behind an atom, with a slip: the last atom and the record."""
        for last, written in self._stretches(text, first):
            if last <= beyond:
                return None
            found = [one for one in self._near_to(written, brand) if not one[1]]
            if found:
                return last, min(found)[-1]
        return None

    def _stretches(self, text: Text, at: int) -> Iterator[tuple[int, Words]]:
        """The words from an atom on that may hold a slip, the most first, each time with their last atom."""
        words = list(_words(text, at))
        for count in range(len(words), 0, -1):
            written = tuple(word for word, _ in words[:count])
            misspelt = any(len(word) > 3 and not FIRM.search(word) and commonness(word) < 2 for word in written)
            if misspelt and text.closes(words[count - 1][1]):
                yield words[count - 1][1], written

    def _near_to(self, written: Words, brand: int) -> list[tuple[int, bool, int, int, int]]:
        """A brand's models that some words may mean: slips, whether in part only, how known, how long, which."""
        records = self.index.records
        found = []
        for meant, place, part in self._known(brand).get((len(written), identity(written)), ()):
            away = distance(written, meant)
            if away or (away == 0 and not part):
                found.append((away, part, -records[place].popularity, len(records[place].model), place))
        return found

    def brands(self, words: Iterable[str]) -> list[int]:
        """Brands of whose models a word among these may be a misspelt part."""
        found: dict[int, None] = {}
        for word in words:
            if len(word) > 4 and word.isalpha() and commonness(word) < 2:
                for part in deletions(word):
                    found.update(dict.fromkeys(self._near.get(part, ())))
        return list(found)[:BRANDS]

    def coined(self, word: str) -> set[int]:
        """Brands with a well-known model whose first word, a coined one, is this with a slip in it."""
        if len(word) < COINED or commonness(word):
            return set()
        near = {one for part in deletions(word) for one in self._coined.get(part, ())}
        return {
            brand for known, brand in near if known[0] == word[0] and OSA.distance(word, known, score_cutoff=1) <= 1
        }

    @cached_property
    def _coined(self) -> dict[str, set[tuple[str, int]]]:
        """The first words of well-known models, each with one letter left out and with none; and their brands."""
        near: dict[str, set[tuple[str, int]]] = {}
        for place, record in enumerate(self.index.records):
            if record.popularity < KNOWN or record.category in (Category.SOURCE, Category.ACCESSORY):
                continue
            for name in (record.model, *record.aliases):
                word, _ = next(_words(Text(name), 0), ("", 0))
                brand = word in self.index.brands.forms
                if len(word) >= COINED and word.isalpha() and not commonness(word) and not brand:
                    for part in deletions(word):
                        near.setdefault(part, set()).add((word, self.index.brand_of[place]))
        return near

    @cached_property
    def _near(self) -> dict[str, set[int]]:
        """Brands by the words of their models, each with one letter left out and with none."""
        near: dict[str, set[int]] = {}
        for place, record in enumerate(self.index.records):
            for word, _ in _words(Text(CAMEL.sub(" ", record.model)), 0):
                if len(word) > 4 and word.isalpha():
                    for part in deletions(word):
                        near.setdefault(part, set()).add(self.index.brand_of[place])
        return near

    def _known(self, brand: int) -> dict[tuple[int, Words], list[tuple[Words, int, bool]]]:
        if brand not in self._of_brand:
            known: dict[tuple[int, Words], list[tuple[Words, int, bool]]] = {}
            for place in self.index.of_brand.get(brand, ()):
                record = self.index.records[place]
                names = (record.model, *record.aliases)
                for name in dict.fromkeys((*names, *(CAMEL.sub(" ", name) for name in names))):
                    words = tuple(word for word, _ in _words(Text(name), 0))
                    for count in range(1, len(words) + 1):
                        if count == len(words) or len(words[0]) > 4:
                            for some in {words[:count], words[1:count]} - {()}:
                                part = len(some) < len(words)
                                known.setdefault((len(some), identity(some)), []).append((some, place, part))
            self._of_brand[brand] = known
        return self._of_brand[brand]


def _words(text: Text, at: int) -> Iterator[tuple[str, int]]:
    """The words from an atom on, each with its last atom, as far as a name may go on."""
    count = 0
    while at < text.size and count < LONGEST and (count == 0 or text.gaps[at] <= Gap.BRACKET):
        if text.closes(at) or not _pronounced(text.atoms[at]):
            last = text.word_end(at)
            yield text.word(at), last
        else:
            last = at
            yield text.atoms[at], last
        at, count = last + 1, count + 1


def _pronounced(letters: str) -> bool:
    """Tell whether letters glued to a number are a word, which may be misspelt, and no code: "Evolve2", not MDREX40.

    >>> _pronounced("evolve"), _pronounced("mdrex")
    (True, False)
    """
    return len(letters) > 4 and letters.isalpha() and sum(letter in "aeiou" for letter in letters) > 1
