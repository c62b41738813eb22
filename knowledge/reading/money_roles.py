"""What an amount of money is to the reader: budget, a price, paid, refused, a share, or nothing of theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from knowledge.reading.bare_amounts import is_money
from knowledge.reading.numerals import number_words
from knowledge.reading.signs import Scene
from knowledge.reading.text import GEAR

_COPULAS = frozenset({"is", "are", "was", "were"})


class AmountRole(StrEnum):
    """What an amount is."""

    BUDGET = "budget"
    SEEN = "price_seen"
    PAID = "price_paid"
    REFUSED = "price_refused"
    SHARE = "share"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The role of an amount; `sure` where a sign says it, and not only the lack of others."""

    role: AmountRole
    sure: bool = True


_BUDGET = Verdict(AmountRole.BUDGET)
_PRICE = Verdict(AmountRole.SEEN)
_NONE = Verdict(AmountRole.NONE)
_INDEFINITE = frozenset({"a", "an", "another", "some", "one", "two", "three", "four"})
_FAR = {
    "budget": _BUDGET,
    "price": _PRICE,
    "paid": Verdict(AmountRole.PAID),
    "refused": Verdict(AmountRole.REFUSED),
    "other": _PRICE,
    "hypothetical": _NONE,
}


def judge(scene: Scene) -> Verdict:
    """The role of an amount, by the first rule that knows it."""
    for rule in _RULES:
        if verdict := rule(scene):
            break
    else:
        verdict = Verdict(AmountRole.BUDGET, sure=False)
    if scene.amount.bare and not (verdict.role is AmountRole.BUDGET and is_money(scene)):
        return _NONE
    return verdict


def _unreal(scene: Scene) -> Verdict | None:
    """ "If I had 3000 dollars", "300 euros of it"."""
    if scene.around.nearest("hypothetical") and not scene.around.near("settle"):
        return _NONE
    return Verdict(AmountRole.SHARE) if scene.around.near("part") else None


def _refused(scene: Scene) -> Verdict | None:
    """ "Can't justify 500"; with "more than" it is a limit, where one is set."""
    around = scene.around
    if around.on_left("over") and scene.limited():
        return _BUDGET
    if around.on_left("budget", "purse", "settle") and not around.on_right("refused"):
        return None
    return Verdict(AmountRole.REFUSED) if around.near("refused") else None


def _settled(scene: Scene) -> Verdict | None:
    """ "Let's say 150", "could stretch to 200", "500 total"."""
    return _BUDGET if scene.around.near("settle", "stretch") or scene.around.on_right("total") else None


def _paid(scene: Scene) -> Verdict | None:
    around = scene.around
    if around.on_left("paid") and not around.on_left("budget") and not around.on_right("purse"):
        return Verdict(AmountRole.PAID)
    if around.on_right("paid") and not around.on_left("budget", "purse", "max"):
        return Verdict(AmountRole.PAID)
    return _PRICE if around.on_left("other") or around.on_right("other") else None


def _purse(scene: Scene) -> Verdict | None:
    around = scene.around
    if around.on_right("max") or around.near("purse") or around.on_left("budget"):
        return _BUDGET
    if not around.on_right("budget"):
        return None
    far = around.nearest("paid", "other")
    return _FAR[far.name] if far and far.last < scene.amount.first else _BUDGET


def _tagged(scene: Scene) -> Verdict | None:
    """ "Is $300", "at 800 euros"; "my budget … is 300" and "my max is 300" are none of these."""
    around = scene.around
    tag = next((sign for sign in around.left if sign.name in ("tag", "price") and sign.filled <= 1), None)
    if tag and any(sign.name == "wish" and sign.first > tag.last for sign in around.left):
        tag = None
    if tag is None:
        return _PRICE if around.on_right("tag", "price") and not around.on_left("max") else None
    before = [sign for sign in around.left if sign.last < tag.first]
    if any(sign.name in ("max", "total") for sign in before) or around.nearest("budget"):
        return _BUDGET
    if around.on_left("max") and scene.text.tokens[tag.first].word in _COPULAS:
        return None
    return _PRICE


def _bounded(scene: Scene) -> Verdict | None:
    """ "Under 200", unless the clause says that it was paid or is another's."""
    around = scene.around
    if not around.on_left("max") and not around.near("min") and not scene.amount.open:
        return None
    far = around.nearest("paid", "other", "budget")
    return _FAR[far.name] if far else _BUDGET


def _over(scene: Scene) -> Verdict | None:
    if not scene.around.on_left("over"):
        return None
    return _BUDGET if scene.around.nearest("budget", "wish", "purse") else _NONE


def _further(scene: Scene) -> Verdict | None:
    """The nearest sign in the clause."""
    far = scene.around.nearest(*_FAR)
    return _FAR[far.name] if far else None


def _of_a_thing(scene: Scene) -> Verdict | None:
    """ "The $150 Sennheiser", "<gear> for $300", "($350)" behind a name."""
    amount, wished = scene.amount, scene.around.nearest("wish")
    if _tells_of_gear(scene):
        return _PRICE
    follows = scene.word(amount.last + 1)
    if not follows[0].isalnum() and follows != GEAR:
        return None
    before = scene.word(amount.first - 1)
    pointed = before in number_words().point
    if follows == GEAR or scene.around.on_right("maker"):
        return _PRICE
    if not pointed or follows in number_words().follow or scene.around.on_right("around"):
        return None
    return Verdict(AmountRole.BUDGET, sure=False) if wished and before in _INDEFINITE else _PRICE


def _tells_of_gear(scene: Scene) -> bool:
    """Whether the name right before is what costs so much: not in "an amp for my <gear> for $200"."""
    first = scene.amount.first
    at = first - 1
    while first - at <= 3 and scene.word(at) in ("for", "at", "(", "about", "around", "is", "="):
        at -= 1
    if scene.word(at) != GEAR or at == first:
        return False
    lead = scene.word(at - 1)
    if lead in ("the", "my", "a", "an", "both"):
        lead = scene.word(at - 2)
    return lead not in ("for", "with", "drive", "power", "and", "or", "vs")


def _tagged_cents(scene: Scene) -> Verdict | None:
    """9.99 is a shop's way to write."""
    return Verdict(AmountRole.SEEN, sure=False) if scene.amount.priced and scene.amount.high % 1 else None


_RULES: tuple[Callable[[Scene], Verdict | None], ...] = (
    _unreal,
    _refused,
    _settled,
    _paid,
    _purse,
    _tagged,
    _bounded,
    _over,
    _further,
    _of_a_thing,
    _tagged_cents,
)
