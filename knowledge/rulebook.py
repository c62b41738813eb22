"""All rules, in the order in which a reply speaks them: the guide's six first, then the additions.

`RULES` is the whole book, `BY_ID` finds one, `speak` asks every rule about a candidate. A rule acts and speaks in one
place: its function tests the case and words the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from catalog.models import Record
from knowledge.rules import collection, driving, impressions, limits, money, pairing
from knowledge.rules.case import Case, Context
from knowledge.rules.properties import properties
from knowledge.rules.rows import ROWS
from knowledge.rules.rule import HalfDeclaredError, Rule
from knowledge.rules.tables import BadRowError
from knowledge.values import Candidate, Verdict

RULES: tuple[Rule, ...] = (
    money.best_none,
    limits.fit_comfort,
    limits.portable_use,
    limits.connection_balanced,
    pairing.music_pairing,
    pairing.music_subgenre,
    collection.more_than_one,
    limits.back_open_closed,
    driving.amplifier_size,
    driving.amplifier_power,
    limits.source_garbage_in,
    limits.need_met,
    impressions.impressions_said,
    collection.reader_considered,
    collection.owned_again,
    money.value_price,
    money.value_used,
    money.budget_ceiling,
    limits.limits_rules,
    limits.hearing_level,
)

BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}


def speak(candidate: Candidate, context: Context) -> Iterator[Verdict]:
    """Every verdict of every rule on each item, then on the candidate as a whole."""
    cases = [Case(candidate, context, item, properties(item)) for item in candidate.items]
    yield from _spoken([*cases, Case(candidate, context)])


def speak_of(item: Record, candidate: Candidate, context: Context) -> Iterator[Verdict]:
    """Every verdict on one item of a candidate."""
    yield from _spoken([Case(candidate, context, item, properties(item))])


def speak_whole(candidate: Candidate, context: Context) -> Iterator[Verdict]:
    """Every verdict on a candidate as a whole."""
    yield from _spoken([Case(candidate, context)])


def _spoken(cases: Sequence[Case]) -> Iterator[Verdict]:
    for rule in RULES:
        for case in cases:
            yield from rule.speaks(case)


def _check() -> None:
    if len(BY_ID) != len(RULES):
        raise HalfDeclaredError("rulebook", "two rules share an id")
    for row in ROWS:
        if row.rule not in BY_ID:
            raise BadRowError("*", row, "no rule has the id")


_check()
