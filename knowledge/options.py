"""Which of the ranked to show: options that differ from each other in a way that has a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from catalog.models import Category
from knowledge.points import Scored
from knowledge.rulebook import speak
from knowledge.rules.case import Context
from knowledge.rules.properties import BITS
from knowledge.scoring import ranked
from knowledge.shortlist import candidate
from knowledge.values import Judged, Sound

Option = tuple[str, Judged]
SHOWN = 3
BEHIND = 16
"""Points that an option may be behind the best and still be worth showing for being different."""
FAR_BEHIND = 40
"""Points behind the best from which not even something of the reader's own list is shown."""
FIRST, OWN_LIST, RUNNER_UP = "the first choice", "from your own list", "the runner-up"
DECENT_SHARE = Decimal("0.3")
"""The share of the budget under which a thing is shown only as the first choice: it is another class of thing."""
FULL_SHARE = Decimal("0.6")
"""The share of the budget from which a thing takes it up."""
STEP_UP = "the step up"
NEAR_RANGE = Decimal("0.75")
"""The share of the low end of a range under which the same holds."""
_STEPS_APART = 6
"""Half dBs by which two balances differ before "warmer" or "more bass" is said: measurers differ by 2 to 3 dB."""

_BITS_APART: tuple[tuple[str, str], ...] = (
    ("back:closed", "the closed one"),
    ("back:open", "the open one"),
    ("back:semi_open", "the half-open one"),
    ("wireless:yes", "the wireless one"),
    ("form:in_ear", "the in-ear"),
    ("form:on_ear", "the on-ear"),
    ("kind:amp", "the amp alone"),
    ("kind:dac_amp", "the DAC and amp in one"),
    ("kind:dac", "the DAC alone"),
    ("carry:yes", "the portable one"),
    ("topology:tube", "the one with tubes"),
    ("balanced:yes", "the one with a balanced output"),
    ("driver:planar", "the planar one"),
    ("weight:light", "the light one"),
)
_MASKS = tuple(
    (BITS[name], BITS[name] | BITS.get(f"{name.split(':')[0]}:unknown", 0), label) for name, label in _BITS_APART
)


def differences(this: Scored, other: Scored) -> Iterator[str]:
    """How one differs from another, in names, the most telling first.

    What the other may have too, only nobody states it, is no difference.
    """
    yield from _built_apart(this.entry.bits, other.entry.bits)
    if this.cents * 3 <= other.cents * 2:
        yield "the cheaper one"
    yield from tones_apart(this, other)
    if other.cents and this.cents * 2 >= other.cents * 3:
        yield STEP_UP


@lru_cache(maxsize=32768)
def _built_apart(bits: int, theirs: int) -> tuple[str, ...]:
    return tuple(label for mine, neither, label in _MASKS if bits & mine and not theirs & neither)


def tones_apart(this: Scored, other: Scored) -> Iterator[str]:
    """How two measured balances differ by more than measurers do, in names."""
    mine, theirs = this.entry.tone, other.entry.tone
    if mine is None or theirs is None or mine.words or theirs.words:
        return
    bass, treble = mine.bass - theirs.bass, mine.treble - theirs.treble
    if abs(bass) >= _STEPS_APART:
        yield "the one with more bass" if bass > 0 else "the one with less bass"
    if abs(treble) >= _STEPS_APART:
        yield "the brighter one" if treble > 0 else "the softer one"


_UNWANTED: Mapping[Sound, str] = {
    Sound.BASS: "the one with less bass",
    Sound.LIGHT_BASS: "the one with more bass",
    Sound.NEUTRAL: "the one with more bass",
    Sound.SMOOTH: "the brighter one",
    Sound.WARM: "the brighter one",
    Sound.BRIGHT: "the softer one",
}
"""What sets a thing apart by being the opposite of a wish recommends it to nobody."""


def unwanted(context: Context) -> frozenset[str]:
    """The labels that are no recommendation to this reader."""
    return frozenset(label for sound, label in _UNWANTED.items() if f"sound:{sound}" in context.cues)


def labelled(
    chosen: Sequence[Scored], used: Sequence[str], found: Sequence[Scored], never: frozenset[str] = frozenset()
) -> tuple[str, Scored] | None:
    """The best of the found that has a name of its own beside all chosen; else the best of another brand.

    What is apart by a name in `never` is passed over.
    """
    brands = [one.entry.brand for one in chosen]
    for one in found:
        if brands.count(one.entry.brand) > 1:
            continue
        apart = tuple(differences(one, chosen[0]))
        names = [name for name in apart if name not in used and not never.intersection(apart)]
        if names and all(any(True for _ in differences(one, other)) for other in chosen[1:]):
            return names[0], one
    rest = (one for one in found if one not in chosen and one.entry.brand not in brands)
    return next(((RUNNER_UP, one) for one in rest), None)


def pick_singles(context: Context, categories: tuple[Category, ...]) -> tuple[Option, ...]:
    """Up to three single things: the best, and what stands beside it for being different."""
    found = ranked(context, categories, FAR_BEHIND if context.considered else BEHIND)
    if not found:
        return ()
    chosen, labels = [found[0], *_own(context, found)], [FIRST, OWN_LIST]
    least = int(max((context.ceiling or 0) * DECENT_SHARE, (context.floor or 0) * NEAR_RANGE) * 100)
    near = [one for one in found if one.minus <= found[0].minus + BEHIND and one.cents >= least]
    never = unwanted(context)
    while len(chosen) < SHOWN and (more := labelled(chosen, labels, near, never)) is not None:
        labels.insert(len(chosen), more[0])
        chosen.append(more[1])
    dearer = _for_the_budget(context, chosen, near)
    if dearer is not None:
        place = labels.index(STEP_UP) if STEP_UP in labels else SHOWN - 1
        chosen[place], labels[place] = dearer, STEP_UP
    pairs = sorted(zip(chosen, labels, strict=False), key=lambda pair: pair[0][:3])
    return tuple((label, judged(context, one)) for one, label in pairs)


def _for_the_budget(context: Context, chosen: Sequence[Scored], near: Sequence[Scored]) -> Scored | None:
    """What takes up the budget, where nothing chosen does: who names an amount wants to see what it buys."""
    share = int((context.ceiling or 0) * 100 * FULL_SHARE)
    if not share or len(chosen) < SHOWN or any(one.cents >= share for one in chosen):
        return None
    return next((one for one in near if one.cents >= share), None)


def _own(context: Context, found: Sequence[Scored]) -> list[Scored]:
    """The best of the reader's own list, where it stands and is not the first choice: people want to hear about it."""
    best = next((one for one in found if one.id in context.considered), None)
    return [] if best is None or best is found[0] else [best]


def judged(context: Context, *items: Scored) -> Judged:
    """A candidate of these items with every verdict on it."""
    whole = candidate(context, *(item.entry.record for item in items))
    return Judged(candidate=whole, verdicts=tuple(speak(whole, context)))
