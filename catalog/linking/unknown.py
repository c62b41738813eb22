"""Designations that the catalogue does not hold: "AKG K551" when there is a K550 only."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from catalog.linking.going_on import QUANTITY, YEAR, is_quantity, is_version
from catalog.linking.index import Index
from catalog.linking.lexicon import lexicon
from catalog.linking.text import Gap, Text

HEAD = re.compile(r"([a-z]{1,4})[ -]?(\d+)")
PREFIX = re.compile(r"([a-z]{2,4})-[a-z]{1,5}\d")
MIXED = re.compile(r"(?=.*[a-z])(?=.*\d)[a-z0-9]+")


class Series:
    """Whose series letters are: (letters, how many digits) of one brand only."""

    def __init__(self, index: Index) -> None:
        counts: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        for at, record in enumerate(index.records):
            model = record.model.casefold()
            head = HEAD.match(model)
            if head:
                counts[head[1], len(head[2])][index.brand_of[at]] += 1
            prefix = PREFIX.match(model)
            if prefix:
                counts[prefix[1], 0][index.brand_of[at]] += 1
        self.brands: dict[tuple[str, int], int] = {}
        self.prefixes: dict[str, int] = {}
        for signature, brands in counts.items():
            (brand, most), total = brands.most_common(1)[0], sum(brands.values())
            if most < 6 or most < 0.9 * total:
                continue
            if signature[1] >= 3:
                self.brands[signature] = brand
            elif signature[1] == 0:
                self.prefixes[signature[0]] = brand
        for signature, name in lexicon().series.items():
            number = index.brands.forms.get(name.casefold().replace("-", " "))
            if number is not None:
                self.brands[signature] = number

    def brand(self, letters: str, digits: str) -> int | None:
        """The brand whose models are named so."""
        return self.brands.get((letters, len(digits)))


def behind_brand(text: Text, at: int, sure: bool) -> int | None:
    """The last atom of the designation that stands behind a brand, if one does. `sure`: the brand is no everyday word.

    A designation has a number: "K551", "SBC HP250", "PFE 012"; a number alone needs three digits.
    """
    if at >= text.size or text.gaps[at] > Gap.SPACE:
        return None
    last: int | None = text.word_end(at)
    word = text.word(at)
    if word.isalpha():
        last = _lettered(text, at, text.word_end(at), sure) or _numbered(text, at)
    elif word.isdigit():
        if not sure or not 3 <= len(word) <= 4 or YEAR.fullmatch(word) or is_quantity(text, at):
            return None
    elif not MIXED.fullmatch(word.rstrip("+")) or QUANTITY.fullmatch(word) or _is_other_number(text, at):
        return None
    return None if last is None else _closed(text, last)


def _lettered(text: Text, at: int, last: int, sure: bool) -> int | None:
    """Letters, then a word with a number: "PFE 012", "SBC HP250", "ATH-T500"."""
    after = last + 1
    letters = text.word(at)
    if len(letters) > 5 or after >= text.size or text.gaps[after] > Gap.SPACE or letters in lexicon().technical:
        return None
    word = text.word(after)
    if not any(char.isdigit() for char in word):
        return None
    capitals = text.given[text.starts[at] : text.ends[last]].isupper()
    if text.gaps[after] == Gap.SPACE and not capitals and (not sure or len(letters) > 4 or not _is_series(letters)):
        return None
    if word.isdigit() and (len(word) > 4 or is_quantity(text, after) or (YEAR.fullmatch(word) and not capitals)):
        return None
    return None if QUANTITY.fullmatch(word) else text.word_end(after)


def _numbered(text: Text, at: int) -> int | None:
    """A word with its capital, then a small number: "Planar 2", "Debut Carbon 3"."""
    for _ in range(2):
        last = text.word_end(at)
        if not text.capital(at) or _is_noun(text.atoms[at]) or last + 1 >= text.size:
            return None
        if text.gaps[last + 1] != Gap.SPACE or not text.word(at).isalpha():
            return None
        at = last + 1
        if is_version(text, at):
            return at
    return None


def _is_noun(word: str) -> bool:
    return any(word in nouns for nouns in lexicon().nouns.values())


def _is_series(letters: str) -> bool:
    return letters not in lexicon().joining and letters not in lexicon().counted and letters not in lexicon().daily


def _is_other_number(text: Text, at: int) -> bool:
    return text.atoms[at] in lexicon().technical or (text.atoms[at].isdigit() and is_quantity(text, at))


def _closed(text: Text, last: int) -> int | None:
    """Let versions and "Pro" belong to the designation; None where another kind of thing is named."""
    while last + 1 < text.size and text.gaps[last + 1] <= Gap.SPACE:
        after = last + 1
        version = text.versions.get(after)
        if version and text.closes(after + version[1] - 1) and text.atoms[after] not in {"st", "nd"}:
            last = after + version[1] - 1
        elif text.gaps[after] == Gap.HYPHEN and len(text.word(after)) <= 4:
            last = text.word_end(after)
        elif text.atoms[after] in {"pro", "se"} and text.closes(after):
            last = after
        else:
            break
    after = last + 1
    if after < text.size and text.gaps[after] <= Gap.SPACE and text.word(after) in lexicon().other:
        return None
    return last


def in_series(text: Text, at: int, series: Series) -> tuple[int, int] | None:
    """A designation without its brand in a series that is one brand's: (last atom, brand)."""
    letters = text.atoms[at]
    if not letters.isalpha() or len(letters) > 4 or at + 1 >= text.size or letters in lexicon().technical:
        return None
    if letters in series.prefixes and text.gaps[at + 1] == Gap.HYPHEN and MIXED.fullmatch(text.word(at + 1)):
        last = _closed(text, text.word_end(at + 1))
        return None if last is None else (last, series.prefixes[letters])
    number, gap = text.atoms[at + 1], text.gaps[at + 1]
    if not number.isdigit() or gap > Gap.SPACE:
        return None
    brand = series.brand(letters, number)
    if brand is None or not text.begins(at) or letters in lexicon().joining or letters in lexicon().counted:
        return None
    if gap == Gap.SPACE and not (
        text.given[text.starts[at] : text.ends[at]].isupper() or (letters, len(number)) in lexicon().series
    ):
        return None
    if len(letters) == 1 and gap == Gap.SPACE and not text.capital(at):
        return None
    if (letters == "hd" and number in {"720", "1080"}) or (gap == Gap.SPACE and is_quantity(text, at + 1)):
        return None
    last = _closed(text, text.word_end(at + 1))
    return None if last is None else (last, brand)


def as_written(text: Text, first: int, last: int) -> str:
    """The designation in the reader's own letters, without the plural's s.

    >>> as_written(Text("those KNS-8400s"), 1, 3)
    'KNS-8400'
    """
    written = " ".join(_balanced(text.slice(first, last)).replace("’", "'").split())
    return re.sub(r"(?<=[\dA-Z])'?s$", "", written)


def _balanced(written: str) -> str:
    """What was written, without a bracket that the name does not close.

    >>> _balanced("Momentum (2nd gen"), _balanced("Ear (2)")
    ('Momentum 2nd gen', 'Ear (2)')
    """
    for opening, closing in ("()", "[]"):
        if written.count(opening) != written.count(closing):
            written = written.replace(opening, "").replace(closing, "")
    return written


def longer_name(index: Index, text: Text, core: int, last: int, end: int, places: list[int], whole: bool) -> str:
    """The name of an unknown model: brand and words; what is known of it (through `last`) as the maker writes it.

    `whole`: what is known is the whole name of the first of `places`, and the words behind it make another model.
    """
    record = index.records[places[0]]
    if whole and end > last:
        return record.name + " ".join(_balanced(text.given[text.ends[last] : text.ends[end]]).split(" "))
    return f"{index.brands.names[index.brand_of[places[0]]]} {as_written(text, core, end)}"


def neighbours(index: Index, brand: int, name: str, limit: int = 3) -> list[int]:
    """The brand's models that are written most like a designation."""
    choices = {at: index.records[at].model.casefold() for at in index.of_brand.get(brand, ())}
    return [
        at for _, _, at in process.extract(name.casefold(), choices, scorer=fuzz.ratio, limit=limit, score_cutoff=50)
    ]


def names(index: Index, places: Iterable[int]) -> tuple[str, ...]:
    """The ids of places in an index."""
    return tuple(dict.fromkeys(index.records[at].id for at in places))
