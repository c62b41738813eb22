"""Named things against each other: what counts between them, which leads, and what would turn it.

Fame and price have points in a search, where thousands compete. Between things that a reader named they decide nothing:
they already have the reader's attention, and the price is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from catalog.models import Category, Record, Status
from knowledge.answers.asked import Asked
from knowledge.answers.weighing import by_rule, weigh
from knowledge.phrasing import say
from knowledge.rules.case import Context
from knowledge.rules.prepare import prepare
from knowledge.shortlist import fell
from knowledge.values import Fallen, Genre, GenreShare, Judged, Line, Reading, Said, Sound, Stance, Use, Words

TIE = 2
"""Points within which two things are level: no more than the doubt of a single measurement."""
TIE_OF_FIGURES = 5
"""The same for electronics: a figure more on one data sheet is no better amp."""
OUTSIDE = frozenset({"value.price", "limits.rules", "reader.considered", "best.none", "budget.ceiling", "value.used"})
OPEN = 16
"""Points for a balance that nobody measured, between named things: a fair match."""
A_SALE = Decimal("0.1")
"""The share above the budget by which a named thing may be dearer and still be weighed: prices move by as much."""
_TRIALS = 6
_SAID = Words(text="")


@dataclass(frozen=True, slots=True)
class Contender:
    """One thing with its verdicts, the points that count between named things, and why it falls, if it does."""

    record: Record
    name: str
    judged: Judged
    points: int
    fall: Fallen | None

    @property
    def place(self) -> tuple[bool, int, str]:
        """Sorts the leader first."""
        return self.fall is not None, -self.points, self.record.id


def kind_of(record: Record) -> str:
    """Things of one kind can be weighed against each other; amps with and without a DAC are one kind."""
    if record.category in (Category.HEADPHONES, Category.IEM):
        return "ears"
    return "drive" if record.category in (Category.AMP, Category.DAC_AMP) else record.category


def contest(asked: Asked, records: Sequence[tuple[str, Record]], reading: Reading | None = None) -> list[Contender]:
    """The contenders, the leader first; where all of them cost too much, that tells nothing apart."""
    context = prepare(reading or asked.reading, asked.shelf, asked.rates)
    found = []
    for name, record in records:
        judged = weigh(record, context)
        fall = fell(record, context)
        found.append(Contender(record, name, judged, points(judged), None if _moot(fall, record, context) else fall))
    if all(one.fall is not None and one.fall.rule == "budget.ceiling" for one in found):
        found = [replace(one, fall=None) for one in found]
    return sorted(found, key=lambda contender: contender.place)


def _moot(fall: Fallen | None, record: Record, context: Context) -> bool:
    """Named things are weighed even where they are owned, or where the price decides nothing.

    It decides nothing where nobody states it, where it is that of something no longer made, or a sale's worth above.
    """
    if fall is None or fall.rule == "owned.again":
        return True
    if fall.rule != "budget.ceiling":
        return False
    budget, ceiling = context.reading.budget, context.ceiling
    old = record.status is Status.DISCONTINUED or (budget is not None and budget.used)
    return fall.by is None or ceiling is None or old or fall.by <= ceiling * A_SALE


def points(judged: Judged) -> int:
    """The points of the rules that count between named things; a balance that nobody measured is open, not bad."""
    return sum(
        max(said.weight, OPEN) if said.rule == "music.pairing" and said.stance is Stance.UNKNOWN else said.weight
        for said in judged.verdicts
        if said.rule not in OUTSIDE
    )


def level(first: Contender, second: Contender) -> bool:
    """Whether two are too near each other to tell."""
    near = TIE if kind_of(first.record) == "ears" or _told_apart(first, second) else TIE_OF_FIGURES
    return (first.fall is None) == (second.fall is None) and first.points - second.points <= near


def _told_apart(first: Contender, second: Contender) -> bool:
    """Whether somebody who heard them tells two pieces of electronics apart."""
    mine, theirs = by_rule(first.judged), by_rule(second.judged)
    return any(mine.get(rule, 0) - theirs.get(rule, 0) > TIE for rule in ("impressions.said", "music.pairing"))


def best_are_level(order: Sequence[Contender]) -> bool:
    """Whether the two that lead are too near each other to tell."""
    return len(order) > 1 and level(order[0], order[1])


def flips(asked: Asked, order: Sequence[Contender]) -> Iterator[Line]:
    """What would put another one first, tried on the two that lead."""
    lead, *_ = order
    pair = [(one.name, one.record) for one in order[:2]]
    for rule, words, reading in islice(_trials(asked.reading), _TRIALS):
        first, second = contest(asked, pair, reading)
        if first.record.id != lead.record.id and not level(first, second) and not _misplaced(first.judged):
            yield Line(rule=rule, text=f"What would turn it: {words} the {first.name} would lead.")


def _misplaced(judged: Judged) -> bool:
    """Whether a place would put one first that doesn't belong there itself: open backs on the train."""
    return any(said.rule in _OF_PLACE and said.stance is Stance.AGAINST for said in judged.verdicts)


_OF_PLACE = frozenset({"portable.use", "back.open-closed"})


def _trials(reading: Reading) -> Iterator[tuple[str, str, Reading]]:
    """Likely changes of mind, by the rule that would speak then and in words."""
    genres = [share.genre for share in reading.genres]
    for genre in genres if len(genres) > 1 else [pole for pole in _POLES if pole not in genres]:
        only = (GenreShare(genre=genre, share=None, words=_SAID),)
        yield "music.pairing", f"with mostly {say('genre', genre)}", reading.model_copy(update={"genres": only})
    for use in (Use.HOME, Use.PORTABLE):
        if use not in reading.uses():
            place = (Said[Use](value=use, words=_SAID),)
            yield "portable.use", f"{say('use', use)}", reading.model_copy(update={"use": place})
    for sound in (Sound.BASS, Sound.SMOOTH, Sound.DETAIL):
        if sound not in reading.sounds():
            more = (*reading.sound, Said[Sound](value=sound, words=_SAID))
            yield "music.pairing", f"if you want {say('sound', sound)}", reading.model_copy(update={"sound": more})


_POLES = (Genre.ELECTRONIC, Genre.CLASSICAL, Genre.ROCK)
