"""The signs around an amount: which phrases of `words/money.toml` touch it, and which hold in its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from knowledge.reading.amounts import Found
from knowledge.reading.numerals import number_words
from knowledge.reading.phrases import Hit
from knowledge.reading.text import BREAK, Text
from knowledge.values import Want

SLOT = "money."
_SKIPS = 4
_REACH = 12
_PASS = frozenset(":(=?-,–—)")
_PASS_BACK = frozenset("(,)–—-")
_AFTER_COMMA = frozenset({"budget", "max", "min", "purse", "settle", "stretch", "total", "used"})
"""What may be said of an amount behind a comma ("150, max"); a noun there begins another thing."""
_DOTTED = frozenset({"max", "min", "approx", "ca", "rs", "rp", "fr", "sfr", "no"})
_ASIDE = frozenset("after before since by from without than of".split())
_TURNS = frozenset({"but", "although", "though", "whereas", "yet", "however", "so", "because", "cause", "cos", "cuz"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, its distance from the amount, and how many filling words stand between."""

    name: str
    distance: int
    first: int
    last: int
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """The signs of one amount: touching it on the left (nearest first), on the right, and further off in its clause."""

    left: tuple[Sign, ...]
    right: tuple[Sign, ...]
    far: tuple[Sign, ...]

    def near(self, *names: str) -> bool:
        """Whether a sign of one of these names touches the amount."""
        return any(sign.name in names for sign in (*self.left, *self.right))

    def on_left(self, *names: str) -> bool:
        """Whether one of these touches it on the left."""
        return any(sign.name in names for sign in self.left)

    def on_right(self, *names: str) -> bool:
        """Whether one of these touches it on the right."""
        return any(sign.name in names for sign in self.right)

    def nearest(self, *names: str) -> Sign | None:
        """The closest of these in the clause."""
        return min((sign for sign in self.far if sign.name in names), key=lambda sign: sign.distance, default=None)


class Signs:
    """The money phrases of a message, found by where they end or start."""

    def __init__(self, text: Text, hits: Sequence[Hit]) -> None:
        self._text = text
        self._ends: dict[int, list[Hit]] = {}
        self._starts: dict[int, list[Hit]] = {}
        self._said: dict[int, list[Hit]] = {}
        self.other_starts = {hit.first for hit in hits if not hit.label.slot.startswith(SLOT)}
        for hit in hits:
            if hit.label.slot.startswith(SLOT):
                self._file(hit)

    def _file(self, hit: Hit) -> None:
        if hit.label.value == "sale" and hit.first and self._text.tokens[hit.first - 1].word in _ASIDE:
            return  # "after selling my X" offers nothing
        if hit.label.manner == "before":
            self._ends.setdefault(hit.last, []).append(hit)
        elif hit.label.manner == "after":
            self._starts.setdefault(hit.first, []).append(hit)
        else:
            self._said.setdefault(hit.first, []).append(hit)

    def around(self, amount: Found, floor: int, ceiling: int) -> Around:
        """The signs of one amount; `floor` and `ceiling` are the tokens where its neighbours end and start."""
        left = tuple(self._touching_left(amount, floor))
        right = tuple(self._touching_right(amount, ceiling))
        whole = {(sign.first, sign.last) for sign in (*left, *right)}
        inside = {at for first, last in whole for at in range(first, last + 1)}
        far = (sign for sign in self._further(amount, floor, ceiling) if _free(sign, whole, inside))
        return Around(left, right, tuple(far))

    def said(self, name: str, start: int, stop: int) -> bool:
        """Whether a sign that may stand anywhere starts between these tokens."""
        return any(hit.label.value == name for at in range(max(start, 0), stop) for hit in self._said.get(at, ()))

    def all_said(self, manner: str) -> Iterator[Hit]:
        """Every sign of this place, in the order of the message."""
        for at in sorted(self._said):
            yield from (hit for hit in self._said[at] if manner in (hit.label.manner, hit.label.value))

    def starts_at(self, at: int, name: str) -> bool:
        """Whether a sign starts exactly here."""
        return any(hit.label.value == name for hit in self._starts.get(at, ()))

    def _touching_left(self, amount: Found, floor: int) -> Iterator[Sign]:
        at, skipped = amount.first - 1, 0
        while at >= floor and skipped <= _SKIPS:
            if longest := self._leading(at, floor):
                for hit in longest:
                    yield Sign(hit.label.value, amount.first - hit.last, hit.first, hit.last, skipped)
                at = longest[0].first - 1
            elif self._passes(at, _PASS):
                at, skipped = at - 1, skipped + 1
            else:
                return

    def _touching_right(self, amount: Found, ceiling: int) -> Iterator[Sign]:
        at, skipped, parted = amount.last + 1, 0, False
        while at < ceiling and skipped <= 2:
            parted = parted or self._text.tokens[at].word == ","
            if longest := _longest(self._starts.get(at, ()), at):
                for hit in longest:
                    if not parted or hit.label.value in _AFTER_COMMA:
                        yield Sign(hit.label.value, hit.first - amount.last, hit.first, hit.last)
                at = longest[0].last + 1
            elif self._passes(at, _PASS_BACK):
                at, skipped = at + 1, skipped + 1
            else:
                return

    def _leading(self, at: int, floor: int) -> list[Hit]:
        """The longest signs that end here; before a comma only what its clause begins with ("max, 150")."""
        longest = _longest(self._ends.get(at, ()), floor)
        tokens = self._text.tokens
        if longest and at + 1 < len(tokens) and tokens[at + 1].word == ",":
            return [hit for hit in longest if hit.first == 0 or tokens[hit.first - 1].clause != tokens[at].clause]
        return longest

    def _passes(self, at: int, marks: AbstractSet[str]) -> bool:
        """Whether a word or mark may stand between an amount and its sign."""
        word = self._text.tokens[at].word
        if word == ".":
            return at > 0 and self._text.tokens[at - 1].word in _DOTTED
        return word in marks or word in number_words().fill

    def _further(self, amount: Found, floor: int, ceiling: int) -> Iterator[Sign]:
        tokens = self._text.tokens
        clause = tokens[amount.first].clause
        for at in range(amount.first - 1, max(floor, amount.first - _REACH) - 1, -1):
            if tokens[at].clause != clause or tokens[at].word in _TURNS:
                break
            for hit in self._ends.get(at, ()):
                yield Sign(hit.label.value, amount.first - at, hit.first, hit.last)
        for at in range(amount.last + 1, min(ceiling, amount.last + _REACH)):
            if tokens[at].clause != tokens[amount.last].clause or tokens[at].word in _TURNS or tokens[at].word == BREAK:
                break
            for hit in self._starts.get(at, ()):
                yield Sign(hit.label.value, at - amount.last, hit.first, hit.last)


def _free(sign: Sign, whole: AbstractSet[tuple[int, int]], inside: AbstractSet[int]) -> bool:
    """Whether a sign isn't just a piece of a longer one that touches the amount."""
    return (sign.first, sign.last) in whole or not (sign.first in inside and sign.last in inside)


def _longest(hits: Sequence[Hit], floor: int) -> list[Hit]:
    """The longest of the hits, several where they tie."""
    inside = [hit for hit in hits if hit.first >= floor]
    top = max(map(len, inside), default=0)
    return [hit for hit in inside if len(hit) == top]


@dataclass(frozen=True, slots=True)
class Scene:
    """An amount in its surroundings."""

    text: Text
    signs: Signs
    amount: Found
    around: Around
    want: Want | None = None

    def word(self, at: int) -> str:
        """The word at a token, or a line's end outside of the text."""
        return self.text.tokens[at].word if 0 <= at < len(self.text.tokens) else BREAK

    def limited(self) -> bool:
        """Whether the words behind say that this is where it ends."""
        return self.signs.said("limit", self.amount.last + 1, self.amount.last + 16)
