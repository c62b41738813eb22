"""Money with its role: which amounts a message holds, what each is, and the budget that they make.

A purchase that the reader splits ("200 for cans, 100 for the amp") has the sum as its budget; each part stays in
`amounts` with what it is for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalog.models.facts import Frozen
from knowledge.reading.amounts import Found, find_amounts
from knowledge.reading.budgets import Part, choose, reconsider, words_around
from knowledge.reading.currencies import is_dollar
from knowledge.reading.money_roles import AmountRole, judge
from knowledge.reading.phrases import Hit
from knowledge.reading.signs import Scene, Signs
from knowledge.reading.stated import Spoken
from knowledge.reading.text import Text
from knowledge.values import Budget, Want, Words

_WANTS = frozenset(Want)
_TOGETHER = {"together", "total", "both", "altogether", "all", "everything"}


class Amount(Frozen):
    """An amount of money in a message; `want` is what the reader would spend it on, where they say so."""

    high: float | None
    low: float | None
    currency: str | None
    approximate: bool
    role: AmountRole
    words: Words
    want: Want | None = None


class MoneyRead(Frozen):
    """What a message says about money."""

    budget: Budget | None = None
    amounts: tuple[Amount, ...] = ()


def read_money(text: Text, hits: Sequence[Hit], dollar: str = "USD") -> MoneyRead:
    """Find all amounts, their roles, and the budget.

    >>> from knowledge.reading.lexicon import phrases
    >>> text = Text("Under 200 quid please, I know the $350 ones are better")
    >>> read = read_money(text, phrases().find(text))
    >>> read.budget.high, read.budget.currency, [amount.role.value for amount in read.amounts]
    (200.0, 'GBP', ['budget', 'price_seen'])
    """
    found = find_amounts(text)
    if not found:
        return MoneyRead()
    spoken = Spoken(text, dollar, [amount.currency for amount in found])
    parts = reconsider([_part(scene, spoken) for scene in _scenes(text, hits, found)])
    return MoneyRead(budget=choose(parts), amounts=tuple(_amount(part) for part in parts if part.counts))


def _scenes(text: Text, hits: Sequence[Hit], found: Sequence[Found]) -> list[Scene]:
    """Every amount with its signs; another amount of money is a wall between an amount and further signs."""
    signs = Signs(text, hits)
    wants = {hit.first: Want(hit.label.value) for hit in hits if hit.label.slot == "want" and hit.label.value in _WANTS}
    floors = [0]
    for amount in found:
        floors.append(floors[-1] if amount.bare else amount.last + 1)
    ceilings = [len(text.tokens)]
    for amount in reversed(found[1:]):
        ceilings.insert(0, ceilings[0] if amount.bare else amount.first)
    return [
        Scene(text, signs, amount, signs.around(amount, floor, ceiling), _wanted(text, amount, wants))
        for amount, floor, ceiling in zip(found, floors, ceilings, strict=False)
    ]


def _wanted(text: Text, amount: Found, wants: Mapping[int, Want]) -> Want | None:
    """What an amount is for: "... for the cans"."""
    for at in range(amount.last + 1, min(amount.last + 4, len(text.tokens))):
        if text.tokens[at].word == "for":
            return next((wants[near] for near in range(at + 1, at + 5) if near in wants), None)
    return None


def _part(scene: Scene, spoken: Spoken) -> Part:
    verdict = judge(scene)
    return Part(scene, verdict.role, verdict.sure, spoken)


def _amount(part: Part) -> Amount:
    low, high = part.bounds
    return Amount(
        high=high,
        low=low,
        currency=part.currency,
        approximate=part.approximate,
        role=part.role,
        words=words_around(part),
        want=part.scene.want,
    )


_STRETCHES = frozenset({"go", "stretch", "push"})


def _stretches(budget: Budget) -> bool:
    return bool(_STRETCHES & set(budget.words.text.casefold().split()))


def merge_budget(before: Budget | None, now: Budget | None) -> Budget | None:
    """The budget of a conversation after a further message: the new one, with the currency and manner of the old.

    A bare amount keeps the currency, and a plain "$" keeps the dollar that was named before.
    """
    if before is None or now is None:
        return now or before
    plain = "$" in now.words.text and "us" not in now.words.text.casefold()
    kept = before.currency if now.currency is None or (plain and is_dollar(before.currency)) else now.currency
    high, low = now.high, now.low
    if high is None and before.high is not None and low is not None and before.high > low:
        high = before.high
    if low is None and high and before.low and before.high and high > before.high and _stretches(now):
        low = before.low  # who could go higher for something better need not
    each = now.each or (before.each and not _TOGETHER & set(now.words.text.casefold().split()))
    return now.model_copy(
        update={"currency": kept, "high": high, "low": low, "used": now.used or before.used, "each": each}
    )
