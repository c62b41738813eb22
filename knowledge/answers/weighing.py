"""From verdicts to the lines of a reply: which of them a reader should see, for one thing or between several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from catalog.models import Headphones, Record
from knowledge.phrasing import money
from knowledge.rulebook import speak
from knowledge.rules.case import Context
from knowledge.rules.tastes import measured
from knowledge.shortlist import candidate
from knowledge.values import Judged, Line, Stance, Verdict

NAMED_ANYHOW = frozenset({"reader.considered", "limits.rules", "budget.ceiling", "best.none"})
"""What says nothing new of a thing that the reader named."""
_LAST = ("reader.considered", "limits.rules", "value.price", "value.used", "best.none", "budget.ceiling")
"""Rules that say something true of many: they come after those that tell this one from others."""
_ALWAYS, _EARLY = "amplifier.power", 2
"""The drive check is always shown, third at the latest."""
_A_RULE = {"music.pairing": 2, "fit.comfort": 2, "impressions.said": 2, "need.met": 3}
"""How many lines of one rule are shown; of the others the weightiest alone."""
MOST = 6


def weigh(record: Record, context: Context) -> Judged:
    """Every rule's word on one thing."""
    alone = candidate(context, record)
    return Judged(candidate=alone, verdicts=tuple(speak(alone, context)))


def reasons(judged: Judged, most: int = MOST, without: Container[str] = ()) -> tuple[Line, ...]:
    """What speaks for it, the weightiest first, the drive check always among them; `without` leaves rules out."""
    return _lines(judged, (v for v in judged.verdicts if v.stance is Stance.FOR), most, without)


def cautions(judged: Judged, most: int = MOST, without: Container[str] = ()) -> tuple[Line, ...]:
    """What speaks against it, or is not known, the weightiest first."""
    return _lines(judged, (v for v in judged.verdicts if v.stance is not Stance.FOR), most, without)


def _lines(judged: Judged, verdicts: Iterable[Verdict], most: int, without: Container[str] = ()) -> tuple[Line, ...]:
    order = sorted((v for v in verdicts if _tells(v) and v.rule not in without), key=_place)
    seen: dict[str, int] = defaultdict(int)
    kept: list[Verdict] = []
    for said in order:
        if seen[said.rule] < _A_RULE.get(said.rule, 1) and not any(_same(said.text, other.text) for other in kept):
            seen[said.rule] += 1
            kept.append(said)
    for place, said in enumerate(kept):
        if said.rule == _ALWAYS and place > _EARLY:
            kept.insert(_EARLY, kept.pop(place))
    return tuple(_spoken(said, judged) for said in kept[:most])


def _same(one: str, other: str) -> bool:
    """Whether a sentence only says again, or in part, what another says."""
    return one.startswith(other.rstrip(".")) or other.startswith(one.rstrip("."))


def _tells(said: Verdict) -> bool:
    """Whether a verdict says something that stands nowhere else: prices are said with their dates beside the names."""
    return bool(said.text) and (said.rule != "value.price" or "meant to spend" in said.text)


def _spoken(said: Verdict, judged: Judged) -> Line:
    """A verdict as a line; among several items "It" is said by name, where the fact tells whose it is."""
    line, items = Line(rule=said.rule, text=said.text), judged.candidate.items
    if len(items) > 1 and said.facts and said.text.startswith(("It ", "Its ")):
        whose = next((item for item in items if item.id == said.facts[0].gear), None)
        return named(line, whose) if whose is not None else line
    return line


def _place(said: Verdict) -> tuple[bool, bool, int]:
    """The weighty ones first; what has no weight or is true of many comes last."""
    return said.rule in _LAST, said.weight == 0 and said.rule != _ALWAYS, -abs(said.weight)


def named(line: Line, record: Record) -> Line:
    """A line that says which of several things it speaks of."""
    model = record.model
    if line.rule == "hearing.level":
        return line
    for pronoun, name in (("It ", f"The {model} "), ("Its ", f"The {model}'s ")):
        if line.text.startswith(pronoun):
            return Line(rule=line.rule, text=name + line.text[len(pronoun) :])
    return line if model in line.text else Line(rule=line.rule, text=f"{model}: {line.text}")


def by_rule(judged: Judged) -> dict[str, int]:
    """The points that each rule gives it."""
    points: dict[str, int] = defaultdict(int)
    for said in judged.verdicts:
        points[said.rule] += said.weight
    return dict(points)


def deciding(best: Judged, other: Judged, most: int = 3) -> tuple[str, ...]:
    """The rules on which the better one leads, by how much."""
    mine, theirs = by_rule(best), by_rule(other)
    lead = {rule: mine.get(rule, 0) - theirs.get(rule, 0) for rule in sorted({*mine, *theirs})}
    order = sorted(lead, key=lambda rule: (rule in _LAST, -lead[rule]))
    return tuple(rule for rule in order if lead[rule] > 0)[:most]


def said_by(judged: Judged, rules: Iterable[str], stances: Sequence[Stance]) -> tuple[Line, ...]:
    """What some rules say of it, a line a verdict, in the order of the rules."""
    return tuple(
        Line(rule=said.rule, text=said.text)
        for rule in rules
        for said in sorted((v for v in judged.verdicts if v.rule == rule and v.text), key=lambda v: -abs(v.weight))
        if said.stance in stances
    )


def known(record: Record) -> bool:
    """Whether enough is known of a thing to weigh it: a balance for what is worn, a power or class for the rest."""
    if isinstance(record, Headphones):
        return measured(record) or bool(record.character)
    return bool(getattr(record, "power", ()) or getattr(record, "drive", None) or getattr(record, "max_output_v", None))


def cost(judged: Judged) -> str:
    """The sum in the reader's currency, or that no price is known."""
    total = judged.candidate.total
    return money(total, judged.candidate.currency) if total is not None else "no price known"
