"""Whether a number without a currency is money: only where the wording says so, and nothing else is measured by it."""

from __future__ import annotations

from itertools import pairwise

from knowledge.reading.numerals import number_words
from knowledge.reading.signs import Scene
from knowledge.reading.text import BREAK, GEAR

_LEAST_VAGUE = 50
_MONEY_LEADS = frozenset({"for", "something", "anywhere", "where", "from", "between", "budget"})
_YEARS = range(1930, 2040)


def is_money(scene: Scene) -> bool:
    """Whether the wording makes a bare number money: "max 150", "budget 300", "for around 1k"."""
    amount, around = scene.amount, scene.around
    if not _stands_alone(scene) or _measures(scene) or _is_year(scene):
        return False
    if around.near("max", "budget", "settle", "stretch", "total"):
        return True
    vague = around.near("around", "over") or amount.low is not None or amount.ish
    if vague and amount.high >= _LEAST_VAGUE and _about_money(scene):
        return True
    if (amount.weak or amount.scale > 1) and (around.near("purse") or (amount.scale > 1 and _whole_clause(scene))):
        return True
    return around.nearest("budget") is not None or _whole_question(scene) or _step_up(scene)


def _whole_clause(scene: Scene) -> bool:
    """ "Open, warm, 1.5k": nothing but the amount stands between two marks."""
    before, after = scene.word(scene.amount.first - 1), scene.word(scene.amount.last + 1)
    return scene.amount.first > 0 and not before[0].isalnum() and not after[0].isalnum() and after not in "%°:/"


def _step_up(scene: Scene) -> bool:
    """ "What's a step up for 500 …": what something better may cost."""
    amount = scene.amount
    first = amount.first
    if scene.word(first - 1) != "for" or amount.high < _LEAST_VAGUE:
        return False
    words = [scene.word(at) for at in range(max(0, first - 6), first - 1)]
    return bool({"upgrade", "replacement"} & set(words[-3:])) or ("step", "up") in list(pairwise(words))


def _is_year(scene: Scene) -> bool:
    amount = scene.amount
    lead = scene.word(amount.first - 1)
    return amount.scale == 1 and amount.high in _YEARS and lead in ("in", "since", "from", "of", "until", "year")


def _about_money(scene: Scene) -> bool:
    """Whether a vague number comes with "for", "something" or talk of money before it, or with what it would buy."""
    if scene.want or scene.around.near("purse"):
        return True
    start = min([scene.amount.first, *(sign.first for sign in scene.around.left)])
    before = {scene.word(at) for at in range(start - 3, start + 1)}
    return bool(before & _MONEY_LEADS) or scene.signs.said("talk", scene.amount.first - 12, scene.amount.first)


def _whole_question(scene: Scene) -> bool:
    """ "And for 200?" - a clause of filling words and the amount."""
    clause = scene.text.tokens[scene.amount.first].clause
    at = scene.amount.first - 1
    if scene.word(at) != "for" or scene.word(scene.amount.last + 1)[0].isalnum():
        return False
    while (
        scene.word(at) in number_words().fill and scene.text.tokens[at].clause == clause and scene.amount.first - at < 5
    ):
        at -= 1
    return at < 0 or scene.text.tokens[at].clause != clause


def _stands_alone(scene: Scene) -> bool:
    """Whether nothing behind a bare number makes it a count of something."""
    at = scene.amount.last + 1
    if scene.signs.starts_at(at, "unit"):
        return False
    word = scene.word(at)
    if scene.word(scene.amount.first - 1) == "/" and scene.word(scene.amount.first - 2) == GEAR:
        return False  # "Bifrost 2/64"
    if _in_a_row(scene):
        return False
    if word == ":":
        return not scene.word(at + 1)[:1].isdigit()  # "under 300: train and home", but "max 16:9"
    if not word[0].isalnum() or word in number_words().follow or at in scene.signs.other_starts:
        return word not in "%°" or word == BREAK
    return bool(scene.around.right) and scene.around.right[0].first == at


def _in_a_row(scene: Scene) -> bool:
    """ "580, 600, 650 all in the drawer": three bare numbers in a row are models."""
    first = scene.amount.first
    before = [scene.word(at) for at in range(first - 4, first)]
    return first >= 4 and before[1] == before[3] == "," and before[0].isdigit() and before[2].isdigit()


def _measures(scene: Scene) -> bool:
    """Whether the clause of a bare number is about ohms, hertz or the like."""
    if scene.around.near("budget"):
        return False
    tokens, amount = scene.text.tokens, scene.amount
    clause = tokens[amount.first].clause
    start, stop = amount.first, amount.last + 1
    while start > 0 and amount.first - start < 12 and tokens[start - 1].clause == clause:
        start -= 1
    while stop < len(tokens) and stop - amount.last < 6 and tokens[stop].clause == clause:
        stop += 1
    return scene.signs.said("topic", start, stop)
