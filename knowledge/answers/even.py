"""Named things that come out level: what decides then, a wish that one alone meets or the price; else nothing does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from knowledge.answers.asked import Asked
from knowledge.answers.contest import Contender, kind_of, level
from knowledge.answers.side_by_side import apart
from knowledge.answers.weighing import NAMED_ANYHOW, by_rule, cost, named, reasons
from knowledge.phrasing import listed
from knowledge.values import Choice, Line

_CHEAPER = 0.75
_HEARD = ("music.pairing", "impressions.said")


def even_choice(
    asked: Asked, order: Sequence[Contender], against: Callable[[Sequence[Contender]], Iterable[Line]]
) -> Choice:
    """Choose among those too near the leader to tell; `against` says what speaks against them, the first above all."""
    near = [one for one in order if level(order[0], one)]
    electronics = kind_of(order[0].record) != "ears"
    wished = _meets_the_wish(near) if electronics else None
    cheap = None if wished is not None else _clearly_cheaper(near)
    taken = wished or cheap
    near.sort(key=lambda one: one is not taken)
    level_ones = "they" if len(near) == len(order) else f"the {listed([one.name for one in near])}"
    lines = [
        Line(rule="limits.rules", text=f"On what you asked {level_ones} come out level, as far as figures can tell.")
    ]
    if cheap is not None:
        lines.append(Line(rule="value.price", text=f"So the price decides: {_against_each(cheap, near)}."))
    most = 2 if len(near) < 3 else 1
    lines += [named(line, one.record) for one in near[:3] for line in _told(one, most, electronics)]
    lines += apart(asked, [one.record for one in near], without_price=cheap is not None)
    if taken is None and not electronics:
        text = "Take the one that sits better on your head, or that you can send back."
        lines.append(Line(rule="best.none", text=text))
    over = tuple(one.name for one in order if one is not taken)
    return Choice(pick=taken.name if taken else None, over=over, reasons=tuple(lines), cautions=tuple(against(near)))


def _told(one: Contender, most: int, electronics: bool) -> tuple[Line, ...]:
    """What speaks for one of them; of electronics first what tells how it sounds."""
    found = reasons(one.judged, 3, NAMED_ANYHOW)
    return tuple(sorted(found, key=lambda line: electronics and line.rule not in _HEARD))[:most]


def _meets_the_wish(near: Sequence[Contender]) -> Contender | None:
    """The only one of which somebody says that it sounds as the reader wishes."""
    points = [(sum(by_rule(one.judged).get(rule, 0) for rule in _HEARD), one) for one in near]
    meets = [one for found, one in points if found > 0]
    return meets[0] if len(meets) == 1 else None


def _clearly_cheaper(near: Sequence[Contender]) -> Contender | None:
    """The one that costs at most three quarters of every other, where all prices are known."""
    priced = [(one.judged.candidate.total, one.name, one) for one in near]
    if len({total is None for total, _, _ in priced}) > 1 or priced[0][0] is None:
        return None
    (low, _, cheap), (high, _, _), *_ = sorted(priced, key=lambda row: (row[0] or 0, row[1]))
    return cheap if float(low or 0) <= _CHEAPER * float(high or 0) else None


def _against_each(cheap: Contender, near: Sequence[Contender]) -> str:
    others = [f"{cost(one.judged)} for the {one.name}" for one in near if one is not cheap]
    return f"{cost(cheap.judged)} for the {cheap.name}, {listed(others)}"
