"""Autocomplete: which records to offer for what has been typed so far. Exact before prefix before fuzzy."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from catalog.linking.forms import CAMEL
from catalog.linking.index import Index
from catalog.linking.text import Text

WIDE = 400
"""Beyond so many entries under a prefix, the best known are taken from a list made before."""
OFFERED = 50
SHARED = 500
"""A word in more names than this tells nothing for fuzzy search."""


@lru_cache(maxsize=200_000)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name, letters and digits only: "ATH-M50x" is ("ath", "m50x")."""
    text = Text(CAMEL.sub(" ", name))
    return tuple(text.word(at) for at in range(text.size) if text.begins(at))


class Suggestions:
    """The names of an index in order of their letters; made when the first suggestion is asked for."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def _rank(self) -> list[int]:
        """Places in the index to their rank, the best known first."""
        records = self.index.records
        order = sorted(range(len(records)), key=lambda at: (-records[at].popularity, len(records[at].model), at))
        ranks = [0] * len(order)
        for rank, at in enumerate(order):
            ranks[at] = rank
        return ranks

    @cached_property
    def _sorted(self) -> tuple[list[str], list[int]]:
        """Every word of every name with what follows it, glued, in order; and whose it is."""
        pairs: set[tuple[str, int]] = set()
        for at, record in enumerate(self.index.records):
            for name in (record.name, *record.aliases):
                words = _words(name)
                pairs.update(("".join(words[first:]), at) for first in range(len(words)))
        ordered = sorted(pairs)
        return [text for text, _ in ordered], [at for _, at in ordered]

    @cached_property
    def _best(self) -> dict[str, list[int]]:
        """The best known records under each prefix of one, two and three letters."""
        best: dict[str, list[int]] = {}
        texts, places = self._sorted
        for entry in sorted(range(len(texts)), key=lambda entry: self._rank[places[entry]]):
            for length in (1, 2, 3):
                under = best.setdefault(texts[entry][:length], [])
                if len(under) < OFFERED and places[entry] not in under:
                    under.append(places[entry])
        return best

    @cached_property
    def _having(self) -> dict[str, list[int]]:
        """Records by the words of their names."""
        having: dict[str, list[int]] = {}
        for at, record in enumerate(self.index.records):
            for word in dict.fromkeys(word for name in (record.name, *record.aliases) for word in _words(name)):
                having.setdefault(word, []).append(at)
        return having

    @cached_property
    def _vocabulary(self) -> dict[str, list[str]]:
        """The words of names by their first two letters."""
        by_start: dict[str, list[str]] = {}
        for word in self._having:
            by_start.setdefault(word[:2], []).append(word)
        return by_start

    def suggest(self, partial: str, limit: int) -> tuple[str, ...]:
        """The ids to offer for a partial name, at most `limit`."""
        words = _words(partial[:100])
        typed = "".join(words)
        offered: dict[int, None] = {}
        for at in self._candidates(words, typed, limit):
            offered.setdefault(at)
            if len(offered) >= limit:
                break
        return tuple(self.index.records[at].id for at in offered)

    def _candidates(self, words: tuple[str, ...], typed: str, limit: int) -> Iterator[int]:
        if not typed:
            yield from sorted(range(len(self._rank)), key=self._rank.__getitem__)[:limit]
            return
        yield from self._exact(typed)
        under = {*self._of_brand(words), *self._under(typed)}
        yield from sorted(under, key=self._rank.__getitem__)
        if len(under) < limit and len(typed) > 2:
            yield from self._fuzzy(words)

    def _exact(self, typed: str) -> Iterator[int]:
        texts, places = self._sorted
        first = bisect_left(texts, typed)
        last = bisect_left(texts, typed + "\0")
        whole = [at for at in places[first:last] if typed in self._whole(at)]
        yield from sorted(whole, key=self._rank.__getitem__)

    def _whole(self, at: int) -> set[str]:
        record = self.index.records[at]
        return {"".join(_words(name)) for name in (record.name, record.model, *record.aliases)}

    def _of_brand(self, words: tuple[str, ...]) -> Iterator[int]:
        """The models of a brand that the first words are, however people write it: "b&w", "beyer dt"."""
        brands = self.index.brands
        for count in range(len(words), 0, -1):
            number = brands.forms.get(" ".join(words[:count]), brands.forms.get("".join(words[:count])))
            if number is None:
                continue
            rest = "".join(words[count:])
            if not rest:
                yield from self.index.of_brand.get(number, ())
            else:
                yield from self._under("".join(_words(brands.names[number])) + rest)

    def _under(self, typed: str) -> Iterable[int]:
        """Those of whose names a part begins with what was typed; of very many the best known."""
        texts, places = self._sorted
        first, last = bisect_left(texts, typed), bisect_left(texts, typed + "\uffff")
        if last - first > WIDE and len(typed) <= 3:
            return self._best.get(typed, ())
        return places[first:last]

    def _fuzzy(self, words: tuple[str, ...]) -> Iterator[int]:
        """Those that share the words typed, misspelt or in another order; numbers must be right, the last may go on."""
        shared: set[int] | None = None
        for word in words:
            having = {at for known in self._near(word, word is words[-1]) for at in self._having[known]}
            if having:
                shared = having if shared is None else shared & having
            elif not word.isalpha():
                return
        if not shared:
            return
        names = {
            at: self.index.records[at].name.casefold() for at in sorted(shared, key=self._rank.__getitem__)[:SHARED]
        }
        typed = " ".join(words)
        yield from (
            at for _, _, at in process.extract(typed, names, scorer=fuzz.WRatio, limit=OFFERED, score_cutoff=50)
        )

    def _near(self, word: str, goes_on: bool) -> list[str]:
        """Known words that a word may stand for."""
        start = self._vocabulary.get(word[:2], [])
        if word in self._having and not goes_on:
            return [word]
        if not word.isalpha() or len(word) < 4:
            return [known for known in start if known.startswith(word)] if goes_on else []
        near = [known for known, _, _ in process.extract(word, start, scorer=fuzz.ratio, limit=8, score_cutoff=75)]
        if goes_on:
            near += [known for known in start if known.startswith(word)]
        number = self.index.brands.spelt(word)
        if number is not None:
            near += [known for known in _words(self.index.brands.names[number]) if known in self._having]
        return near
