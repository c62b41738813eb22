"""A made corpus of misspelt mentions: names of the catalogue with one error of typing each, by kind of error."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from catalog.models import Record

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    key: [row[at + step] for step in (-1, 1) if 0 <= at + step < len(row)] for row in KEYS for at, key in enumerate(row)
}
FRAMES = (
    "Is the {} worth it?",
    "I have the {} and want more bass.",
    "thinking about a {} for the office",
    "{} or something else under 200?",
    "my old {} broke, what now",
    "Sold my {} last year and regret it.",
)
LETTERS = re.compile(r"[A-Za-z]{5,}")
Chance = random.Random


@dataclass(frozen=True)
class Misspelt:
    """A message, what was meant by the name in it, and the kind of error in that name."""

    kind: str
    text: str
    written: str
    meant: Record


def _word(name: str, chance: Chance, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """A word of five letters or more, to make an error in."""
    found = [one for one in LETTERS.finditer(name) if one.start() >= start and (end is None or one.end() <= end)]
    return chance.choice(found) if found else None


def _in_word(name: str, word: re.Match[str] | None, change: Callable[[str], str]) -> str | None:
    return None if word is None else name[: word.start()] + change(word[0]) + name[word.end() :]


def _transposed(word: str, chance: Chance) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, chance: Chance) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: Chance) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at] + word[at:]


def _slipped(word: str, chance: Chance) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice(NEIGHBOURS[word[at].lower()]) + word[at + 1 :]


SLIPS = {
    "letters transposed": _transposed,
    "letter dropped": _dropped,
    "letter doubled": _doubled,
    "neighbouring key": _slipped,
}


def _slip(change: Callable[[str, Chance], str]) -> Callable[[Record, Chance], str | None]:
    def make(record: Record, chance: Chance) -> str | None:
        word = _word(record.name, chance, start=len(record.brand))
        return _in_word(record.name, word, lambda letters: change(letters, chance))

    return make


def _brand_misspelt(record: Record, chance: Chance) -> str | None:
    word = _word(record.name, chance, end=len(record.brand))
    return _in_word(record.name, word, lambda letters: chance.choice(list(SLIPS.values()))(letters, chance))


def _glued(record: Record, _: Chance) -> str | None:
    glued = re.sub(r"(?<=[A-Za-z])[ -](?=\d)|(?<=\d)[ -](?=[A-Za-z])", "", record.model)
    return f"{record.brand} {glued}" if glued != record.model else None


def _split(record: Record, _: Chance) -> str | None:
    split = re.sub(r"(?<=[A-Za-z])(?=\d)", " ", record.model)
    return f"{record.brand} {split}" if split != record.model else None


def _hyphens(record: Record, _: Chance) -> str | None:
    other = record.model.replace("-", " ") if "-" in record.model else record.model.replace(" ", "-")
    return f"{record.brand} {other}" if other != record.model else None


def _brand_dropped(record: Record, _: Chance) -> str | None:
    return record.model if re.search(r"[A-Za-z]", record.model) and len(record.model) > 3 else None


def _plural(record: Record, _: Chance) -> str | None:
    return f"{record.name}s" if record.name[-1].isalnum() and record.name[-1] not in "sS" else None


def _case(record: Record, chance: Chance) -> str | None:
    return chance.choice((record.name.lower(), record.name.upper()))


KINDS: dict[str, Callable[[Record, Chance], str | None]] = {
    **{kind: _slip(change) for kind, change in SLIPS.items()},
    "brand misspelt": _brand_misspelt,
    "brand dropped": _brand_dropped,
    "glued": _glued,
    "split": _split,
    "hyphens": _hyphens,
    "plural": _plural,
    "case": _case,
}


def corpus(records: Sequence[Record], size: int = 5000, seed: int = 4) -> list[Misspelt]:
    """So many misspelt mentions, as many of each kind, the better known models more often; the same for a seed."""
    chance = random.Random(seed)
    weights = [1 + record.popularity for record in records]
    made: list[Misspelt] = []
    for kind, change in KINDS.items():
        wanted = size // len(KINDS) + (list(KINDS).index(kind) < size % len(KINDS))
        while wanted:
            record = chance.choices(records, weights)[0]
            written = change(record, chance)
            if written and written != record.name:
                made.append(Misspelt(kind, chance.choice(FRAMES).format(written), written, record))
                wanted -= 1
    return made
