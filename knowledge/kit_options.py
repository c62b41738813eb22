"""Which kits to show: things that share one budget, and two pairs where music or day pulls apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from catalog.models import Amp, Category, Headphones, Record
from knowledge.kits import Kit, Kits, best_kits
from knowledge.options import (
    BEHIND,
    DECENT_SHARE,
    FAR_BEHIND,
    FIRST,
    OWN_LIST,
    RUNNER_UP,
    SHOWN,
    Option,
    differences,
    judged,
    tones_apart,
    unwanted,
)
from knowledge.points import Points, Scored
from knowledge.rulebook import speak_of, speak_whole
from knowledge.rules.case import Context
from knowledge.rules.drive import DRIVEN, THUMB, Drive, amp_points
from knowledge.rules.outputs import output_from
from knowledge.rules.properties import BITS, mask
from knowledge.scoring import ranked, ranked_beside
from knowledge.shortlist import candidate
from knowledge.split import Split, split_of
from knowledge.values import Judged

_WORN = BITS["kind:headphones"] | BITS["kind:iem"]
_AMPS, _PLANAR = BITS["kind:drive"], BITS["driver:planar"]
_BUILD = mask(name for name in BITS if name.split(":")[0] in ("back", "form", "wireless"))
ALIKE = -1000
"""Points for two pairs that are alike: nobody needs both."""
_OTHER_KITS = (
    "the closed one",
    "the open one",
    "the cheaper one",
    "the on-ear",
    "the one with more bass",
    "the softer one",
)
"""What a second kit's first item may be."""


def pick_kits(context: Context, wanted: Sequence[tuple[Category, ...]]) -> tuple[Option, ...]:
    """Up to three kits of two kinds: the best that the money buys, and others whose first item is different."""
    seconds = ranked(context, wanted[1])
    ceiling = None if context.ceiling is None else int(context.ceiling * 100)
    kits = Kits(seconds, ceiling, Drives(context.target_db))
    behind = FAR_BEHIND if context.considered else BEHIND
    firsts = ranked_beside(context, wanted[0], kits, max(DRIVEN, THUMB), behind)
    best = kits.best(firsts)
    if best is None:
        return ()
    chosen, labels = [best], [FIRST]
    own = _own_kit(context, best, firsts, seconds, ceiling)
    if own is not None:
        chosen.append(own)
        labels.append(OWN_LIST)
    worst = -best.minus - BEHIND
    near = [one for one in firsts if (bound := kits.bound(one)) is not None and bound >= worst]
    names = {one.id: frozenset(differences(one, best.first)) for one in near}
    never, least = unwanted(context), int((ceiling or 0) * DECENT_SHARE)
    for label in (name for name in (*_OTHER_KITS, RUNNER_UP) if name not in never):
        if len(chosen) == SHOWN:
            break
        taken = {kit.first.id for kit in chosen}
        rest = [one for one in near if one.id not in taken and _is(label, one, best.first, names[one.id])]
        kit = kits.best(rest, worst)
        if kit is not None and kit.cents >= least:
            chosen.append(kit)
            labels.append(label)
    pairs = sorted(zip(chosen, labels, strict=True), key=lambda pair: pair[0][:3])
    return tuple((label, judged(context, kit.first, kit.second)) for kit, label in pairs)


def _own_kit(
    context: Context, best: Kit, firsts: Sequence[Scored], seconds: Sequence[Scored], ceiling: int | None
) -> Kit | None:
    """The best kit with something of the reader's own list, where the best of all has nothing of it."""
    heads = [one for one in firsts if one.id in context.considered]
    amps = [one for one in seconds if one.id in context.considered]
    if {best.first.id, *(() if heads else (best.second.id,))} & context.considered or not (heads or amps):
        return None
    own = best_kits(heads or firsts, seconds if heads else amps, ceiling, Drives(context.target_db))
    return own if own is not None and own.minus <= best.minus + FAR_BEHIND else None


def _is(label: str, one: Scored, first: Scored, names: frozenset[str]) -> bool:
    return one.entry.brand != first.entry.brand if label == RUNNER_UP else label in names


class Drives:
    """How an amp of the kit drives its headphones, each pair of figures worked out once."""

    def __init__(self, target: float) -> None:
        self._target = target
        self._known: dict[tuple[Drive, int, str], int] = {}

    def most(self, head: Scored) -> int:
        """What the best amp could bring for this one."""
        return DRIVEN if head.entry.drive.volt is not None else THUMB

    def __call__(self, head: Scored, amp: Scored) -> int:
        if not (head.entry.bits & _WORN and amp.entry.bits & _AMPS):
            return 0
        key = (head.entry.drive, head.entry.bits & _PLANAR, amp.id)
        if key not in self._known:
            one = head.entry.record
            heads = (one,) if isinstance(one, Headphones) else ()
            self._known[key] = amp_points(amp.entry.output, heads, self._target)
        return self._known[key]


def points_of_kit(points: Points, context: Context, items: Sequence[Record]) -> int | None:
    """The points of some items together, as the rules would give them; None where one of them falls."""
    alone = points.of(items)
    heads = [item for item in items if isinstance(item, Headphones)]
    if alone is None or not context.kit or not heads:
        return alone
    drives = [output_from(item) for item in items if isinstance(item, Amp)]
    return alone + sum(amp_points(output, heads, context.target_db) for output in drives)


def pick_pairs(context: Context, categories: tuple[Category, ...]) -> tuple[Option, ...]:
    """Two pairs instead of one (rule 3), where music or day pulls apart or the reader wants two; else nothing."""
    split = split_of(context)
    if split is None or not {Category.HEADPHONES, Category.IEM} & set(categories):
        return ()
    sides = [ranked(side, categories) for side in split.contexts]
    ceiling = None if context.ceiling is None else int(context.ceiling * 100)
    best = best_kits(sides[0], sides[1], ceiling, _Unlike(context.reading.pair))
    if best is None or -best.minus <= ALIKE // 2:
        return ()
    return (("two pairs", _judged_pair(context, split, best)),)


def _judged_pair(context: Context, split: Split, kit: Kit) -> Judged:
    """Each pair is judged by its own part of the wish, the whole by all of it."""
    whole = candidate(context, kit.first.entry.record, kit.second.entry.record)
    sides = zip((kit.first, kit.second), split.contexts, strict=True)
    verdicts = [said for one, side in sides for said in speak_of(one.entry.record, whole, side)]
    verdicts += speak_whole(whole, replace(context, split=split.names, kit=True))
    return Judged(candidate=whole, verdicts=tuple(verdicts))


class _Unlike:
    """Two pairs for two jobs are worth buying where they are unlike: in back, form, link or balance."""

    def __init__(self, asked: bool) -> None:
        self._asked = asked

    def most(self, head: Scored) -> int:
        """The most that a second pair could bring: nothing."""
        return 0

    def __call__(self, head: Scored, other: Scored) -> int:
        unlike = self._asked or (head.entry.bits ^ other.entry.bits) & _BUILD or any(tones_apart(head, other))
        return 0 if unlike else ALIKE
