"""Candidates to judged options: every rule speaks, and a score is the sum of the weights, all integers.

Public: `judge(candidate, reading, shelf, rates)` and `recommend(reading, shelf, rates)`. Of equal scores the cheaper
one comes first, then the id that sorts first: the same question on the same shelf always gets the same answer.
"""

from __future__ import annotations

from catalog.models import Rates
from knowledge.kit_options import pick_kits, pick_pairs
from knowledge.options import FIRST, pick_singles
from knowledge.ports import GearShelf
from knowledge.rulebook import speak
from knowledge.rules.prepare import DRIVES, prepare
from knowledge.shortlist import slots
from knowledge.values import Candidate, Judged, Reading

Option = tuple[str, Judged]
ALONE = "one pair for all of it"
"""What the best single thing is called where two pairs were asked for, which then come first."""


def judge(candidate: Candidate, reading: Reading, shelf: GearShelf, rates: Rates) -> Judged:
    """Ask every rule about a candidate, whether or not it would stand."""
    context = prepare(reading, shelf, rates, kit=len(candidate.items) > 1)
    return Judged(candidate=candidate, verdicts=tuple(speak(candidate, context)))


def recommend(reading: Reading, shelf: GearShelf, rates: Rates) -> tuple[Option, ...]:
    """Up to three options, best first, each with the label that sets it apart; empty where nothing fits."""
    wanted = slots(reading)
    together = len(wanted) > 1
    if together:
        found = pick_kits(prepare(reading, shelf, rates, kit=True), wanted)
        if found:
            return found
        reading = without_drive(reading)
        wanted = slots(reading)
    context = prepare(reading, shelf, rates)
    singles = pick_singles(context, wanted[0])
    pairs = pick_pairs(context, wanted[0])
    if reading.pair and pairs and not together:
        return (*pairs, *((ALONE if label == FIRST else label, one) for label, one in singles[: 3 - len(pairs)]))
    return (*singles[: 3 - len(pairs)], *pairs)


def without_drive(reading: Reading) -> Reading:
    """The same wish for what is on the ear alone: the amp can come later."""
    return reading.model_copy(update={"wants": tuple(said for said in reading.wants if said.value not in DRIVES)})
