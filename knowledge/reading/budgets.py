"""One budget out of all the amounts that may belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.reading.money_roles import AmountRole
from knowledge.reading.signs import Scene
from knowledge.reading.stated import Spoken
from knowledge.values import Budget, Words

_LEAST_SHARE = 20
_APPROXIMATE = "~≈±"


@dataclass(frozen=True, slots=True)
class Part:
    """An amount with its role; `sure` where a sign gave the role."""

    scene: Scene
    role: AmountRole
    sure: bool
    spoken: Spoken

    @property
    def currency(self) -> str | None:
        """The ISO code of its currency, as far as the message tells."""
        return self.spoken.code(self.scene.amount.currency)

    @property
    def counts(self) -> bool:
        """Whether this is money at all."""
        return not (self.scene.amount.bare and self.role is AmountRole.NONE)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The low and the high end that the amount and the signs around it give."""
        amount = self.scene.amount
        if amount.low is not None:
            return amount.low, amount.high
        if self._opens():
            return amount.high, None
        return None, amount.high

    def _opens(self) -> bool:
        around = self.scene.around
        if around.near("max"):
            return False
        return self.scene.amount.open or around.near("min") or (around.on_left("over") and not self.scene.limited())

    @property
    def approximate(self) -> bool:
        """Whether it is said to be about that much."""
        scene = self.scene
        raw = scene.text.raw[: scene.text.tokens[scene.amount.first].start][-2:].rstrip()
        return scene.amount.ish or scene.around.near("around") or raw[-1:] in tuple(_APPROXIMATE)

    def near(self, *names: str) -> bool:
        """Whether a sign of one of these names touches the amount."""
        return self.scene.around.near(*names)


def reconsider(parts: Sequence[Part]) -> list[Part]:
    """Correct the roles of amounts by the others and by what the whole message says."""
    if not parts:
        return []
    parts = _shares(parts)
    signs = parts[0].scene.signs
    end = len(parts[0].scene.text.tokens)
    sure = any(part.sure and part.role is AmountRole.BUDGET for part in parts)
    stretched = any(part.near("stretch") for part in parts)
    doubtful = (sure and not stretched) or signs.said("sale", 0, end)
    prices = {part.scene.amount.high for part in parts if part.role in (AmountRole.SEEN, AmountRole.PAID)}
    settled = []
    for part in parts:
        if part.role is AmountRole.BUDGET and not part.sure and (doubtful or part.scene.amount.high in prices):
            part = replace(part, role=AmountRole.SEEN)
        elif part.role is AmountRole.SEEN and not sure and _affordable(part):
            part, sure = replace(part, role=AmountRole.BUDGET, sure=True), True
        settled.append(part)
    return settled


def _shares(parts: Sequence[Part]) -> list[Part]:
    """Bare amounts for different kinds of gear are money: "200 for the cans, 100 for the amp"."""
    kinds = [part.scene.want for part in parts if part.scene.want and part.role in (AmountRole.NONE, AmountRole.BUDGET)]
    if len(kinds) < 2 or len(set(kinds)) < len(kinds):
        return list(parts)
    return [
        replace(part, role=AmountRole.BUDGET, sure=True)
        if part.scene.want and part.scene.amount.high >= _LEAST_SHARE
        else part
        for part in parts
    ]


def _affordable(part: Part) -> bool:
    """ "They are £180 and I can just about afford that"."""
    last = part.scene.amount.last
    return part.scene.signs.said("afford", last + 1, last + 16)


def choose(parts: Sequence[Part]) -> Budget | None:
    """The budget of a message."""
    chosen = [part for part in parts if part.role is AmountRole.BUDGET]
    if not chosen:
        return None
    chosen = _relevant(chosen)
    low, high = _split(chosen) or _ends(chosen)
    return Budget(
        high=high,
        low=low,
        currency=chosen[0].currency,
        approximate=any(part.approximate for part in chosen),
        each=any(part.near("each") for part in chosen),
        used=_used(parts),
        words=_span(chosen),
    )


def _used(parts: Sequence[Part]) -> bool:
    manners = {hit.label.manner for hit in parts[0].scene.signs.all_said("used")}
    return "says" in manners


def _relevant(chosen: Sequence[Part]) -> list[Part]:
    """The parts that decide: what is settled, else the total, else those in one currency."""
    for sign in ("settle", "total"):
        if deciding := [part for part in chosen if part.near(sign)]:
            stretched = [part for part in chosen if part.near("stretch") and part not in deciding]
            later = [part for part in stretched if part.scene.amount.first > deciding[-1].scene.amount.first]
            return [deciding[-1], *later]
    if not any(part.sure for part in chosen) and not _split(chosen):
        return [_plainest(chosen)]
    currency = chosen[0].currency
    return [part for part in chosen if part.currency == currency]


def _plainest(chosen: Sequence[Part]) -> Part:
    """Of amounts that nothing vouches for: the one that stands by itself, else the first."""
    for part in chosen:
        text, amount = part.scene.text, part.scene.amount
        clause = text.tokens[amount.first].clause
        if amount.first == 0 or text.tokens[amount.first - 1].clause != clause:
            return part
    return chosen[0]


def _split(chosen: Sequence[Part]) -> tuple[float | None, float | None] | None:
    """The sum where one purchase is split between kinds of gear."""
    kinds = [part.scene.want for part in chosen]
    if len(chosen) < 2 or None in kinds or len(set(kinds)) < len(kinds):
        return None
    lows = [part.bounds[0] for part in chosen]
    highs = [part.bounds[1] or part.scene.amount.high for part in chosen]
    low = sum(value or high for value, high in zip(lows, highs, strict=True)) if any(lows) else None
    return low, sum(highs)


def _ends(chosen: Sequence[Part]) -> tuple[float | None, float | None]:
    """The lowest low and the highest high; what is called a maximum wins over what is merely mentioned."""
    lows = [low for part in chosen if (low := part.bounds[0]) is not None]
    capped = [part for part in chosen if part.near("max", "stretch")] or chosen
    highs = [high for part in capped if (high := part.bounds[1]) is not None]
    highs = highs or [high for part in chosen if (high := part.bounds[1]) is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    return (None if low is not None and high is not None and low >= high else low), high


def words_around(part: Part) -> Words:
    """An amount with the signs that touch it, as typed."""
    first, last = _reach(part)
    return part.scene.text.words(first, last)


def _reach(part: Part) -> tuple[int, int]:
    around, amount = part.scene.around, part.scene.amount
    first = min([amount.first, *(sign.first for sign in around.left)])
    last = max([amount.last, *(sign.last for sign in around.right)])
    return first, last


def _span(chosen: Sequence[Part]) -> Words:
    """The words from the first amount to the last, or of the last alone where much stands between."""
    spans = [_reach(part) for part in chosen]
    if any(right[0] - left[1] > 12 for left, right in pairwise(spans)):
        spans = spans[-1:]
    return chosen[0].scene.text.words(min(first for first, _ in spans), max(last for _, last in spans))
