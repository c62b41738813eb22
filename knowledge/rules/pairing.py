"""Rule 2 as arithmetic: how near a measured balance comes to the wish, and the sentence with its figure.

A match within the tolerances of all five bands is worth BEST points, less what a doubtful measurement takes. A
description in words is worth less than a measurement and never more than HEARSAY; nothing known is worth UNMEASURED.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from catalog.models import Headphones
from knowledge.rules.case import Case, Context, verdict
from knowledge.rules.rows import spoken
from knowledge.rules.rule import rule
from knowledge.rules.tables import table
from knowledge.rules.tastes import (
    BANDS,
    BEST,
    DOUBTED,
    UNMEASURED,
    Balance,
    Wish,
    did_not_seal,
    doubt,
    measured,
    points,
    relative,
    steps,
    tolerance,
)
from knowledge.values import Candidate, Quoted, Stance, Verdict

HEARSAY = 16
SPEAKS_FROM = 3
"""A band's cost in points from which it gets a sentence of its own."""
TELLING = 2.0
"""dB above or below typical from which a band is named: measurers differ by as much."""
FAR = 4.5
"""dB from which a balance is called near the wish at best, and where it is furthest from it is said."""
PULLS = 0.7
"""dB by which a sound word moves a band for the band to be counted as its wish."""
_SOUNDS = table("tastes")["sound"]


class Fit(NamedTuple):
    """Points and what each band took away from them, in points."""

    points: int
    costs: tuple[int, ...]


class Tone(NamedTuple):
    """What the index keeps of a balance: its steps, how far to doubt it, and whether it is only described in words."""

    sub_bass: int
    bass: int
    low_mids: int
    upper_mids: int
    treble: int
    doubt: int
    words: bool


def tone(gear: Headphones) -> Tone | None:
    """The balance of a pair as the tables want it; None where it is neither measured nor described."""
    balance = relative(gear)
    if balance is not None:
        return Tone(*steps(balance), doubt(gear), False)
    described = [_SOUNDS[word]["shift"] for word in gear.character if word in _SOUNDS]
    if not described:
        return None
    sub, bass, low, upper, treble = (sum(shift[b] for shift in described) for b in range(5))
    return Tone(*steps((sub, bass, low, upper, treble)), 3, True)


def value(wish: Wish, have: Tone | None) -> int:
    """Points for a balance.

    >>> from knowledge.rules.tastes import Wish
    >>> even, bright = (0.0, 0.0, 0.0, 0.0, 0.0), (-6.0, -5.0, -2.0, 3.0, 6.0)
    >>> [value(Wish(even), Tone(*steps(b), 0, False)) for b in (even, bright)]
    [30, 12]
    >>> value(Wish(even), None)
    8
    """
    if have is None:
        return UNMEASURED
    tables = points(wish, have.doubt)
    found = BEST - DOUBTED * have.doubt - sum(table_[step] for table_, step in zip(tables, have[:5], strict=True)) // 10
    return min(HEARSAY, UNMEASURED - 4 + found // 3) if have.words else found


def fit(wish: Wish, gear: Headphones) -> Fit:
    """Points, and what each band cost."""
    have = tone(gear)
    if have is None or have.words:
        return Fit(value(wish, have), (0, 0, 0, 0, 0))
    tables = points(wish, have.doubt)
    return Fit(value(wish, have), tuple(t[s] // 10 for t, s in zip(tables, have[:5], strict=True)))


@rule(
    "music.pairing",
    number=2,
    title="Pair the headphone with your music",
    sentence="A headphone has a character, and the right one for your music beats a dearer one that is wrong for it.",
    source="Headfonia's Guide to Headphones, rule 2; Harman listener research for the wished balance",
)
def music_pairing(case: Case) -> Iterator[Verdict]:
    """Say how the measured balance meets the wish: the band that speaks most for it, and those that speak against."""
    yield from spoken("music.pairing", case)
    gear, wish = case.item, case.context.wish
    if not isinstance(gear, Headphones):
        return
    balance = relative(gear)
    if balance is None:
        yield _by_words(case, gear)
        return
    found = fit(wish, gear)
    against = [b for b in sorted(range(5), key=lambda b: -found.costs[b]) if found.costs[b] >= SPEAKS_FROM][:2]
    facts = [case.quote("tonality", _figures(balance))]
    taken = sum(found.costs[b] for b in against)
    yield verdict("music.pairing", found.points + taken, _praise(case, balance, against), facts, Stance.FOR)
    for b in against:
        yield verdict(
            "music.pairing", -found.costs[b], _blame(case, b, balance[b] - wish.balance[b], balance[b]), facts
        )


def _by_words(case: Case, gear: Headphones) -> Verdict:
    points_ = value(case.context.wish, tone(gear))
    whose = f"{case.its[0].lower()}{case.its[1:]}"
    unknown = f"The pads did not seal when {whose} balance was measured" if did_not_seal(gear) else ""
    if gear.character:
        words = listed(gear.character)
        text = f"{unknown or f'Nobody measured {whose} balance'}; it is described as {words}."
        return verdict("music.pairing", points_, text, [case.quote("character", words)])
    text = f"{unknown or f'Nobody measured how {case.mid} is tuned'}, so the pairing is open."
    return Verdict(rule="music.pairing", stance=Stance.UNKNOWN, text=text, weight=points_)


def _praise(case: Case, balance: Balance, against: Sequence[int]) -> str:
    """The band where wish and balance agree and stand out most; how near the balance keeps where none does."""
    wish = case.context.wish
    good = [b for b in range(5) if b not in against and wish.balance[b] * balance[b] > 0 and abs(wish.balance[b]) >= 1
            and abs(balance[b] - wish.balance[b]) <= tolerance(wish, b)]  # fmt: skip
    best = max(good, key=lambda b: min(abs(balance[b]), abs(wish.balance[b])), default=None)
    if best is not None and abs(balance[best]) >= TELLING:
        figure = f"{abs(balance[best]):.0f} dB {_where(balance[best])} the typical {_form(case)}"
        return f"{case.its} {BANDS[best]} {_verb(best)} {figure}, which suits {_whom(wish, best, balance[best])[0]}."
    far = max((b for b in range(5) if b not in against), key=lambda b: abs(balance[b] - wish.balance[b]))
    near = max(1.0, abs(balance[far] - wish.balance[far]))
    most = "Most of " + case.its[0].lower() + case.its[1:] if against else case.its
    whom, wants = _whom(wish)
    what = f"what {whom} {wants}" if wants else whom
    if near < FAR:
        return f"{most} balance keeps within {near:.0f} dB of {what}."
    return f"{most} balance is near {what}: {near:.0f} dB off at most, in the {BANDS[far]}."


def _blame(case: Case, band: int, miss: float, have: float) -> str:
    figure = f"{abs(have):.0f} dB {_where(have)} the typical {_form(case)}" if abs(have) >= 1 else "only typical"
    wish = case.context.wish
    much = "more" if miss > 0 else "less"
    whom, wants = _whom(wish, band, -miss)
    return f"{case.its} {BANDS[band]} {_verb(band)} {figure}: {much} than {whom} {wants or 'asks for'}."


def strays(candidate: Candidate, context: Context) -> str | None:
    """Where a measured pair leaves the wish most, as a sentence; None where it is not measured or leaves it nowhere."""
    gear = candidate.items[0]
    balance = relative(gear) if isinstance(gear, Headphones) else None
    if balance is None or not isinstance(gear, Headphones):
        return None
    costs = fit(context.wish, gear).costs
    band = max(range(5), key=lambda b: (costs[b], abs(balance[b] - context.wish.balance[b])))
    off = balance[band] - context.wish.balance[band]
    return _blame(Case(candidate, context, gear), band, off, balance[band]) if abs(off) >= 1 else None


def _where(db: float) -> str:
    return "above" if db > 0 else "below"


def _verb(band: int) -> str:
    return "sit" if BANDS[band].endswith("mids") else "is"


def _whom(wish: Wish, band: int | None = None, toward: float = 0.0) -> tuple[str, str]:
    """Who wants it, and the verb for music: the wishes and the music that pull this band this way, else all of it."""
    asked, music = wish.asked, wish.music
    if band is not None:
        pulls = [name for name, shift in asked if shift[band] * toward >= PULLS * abs(toward)]
        if pulls:
            return f"your wish for {listed(pulls[:2])}", ""
        music = tuple(one for one in music if one[1][band] * toward > 0) or music
    elif asked:
        return f"your wish for {listed([name for name, _ in asked[:2]])}", ""
    names = [name for name, _ in music[:2]] or ["most listeners"]
    return listed(names), "want" if len(names) > 1 or names[0] in _PLURAL else "wants"


_PLURAL = {"most listeners", "soundtracks", "voices"}


def _form(case: Case) -> str:
    form = getattr(case.item, "form", None)
    return {"in_ear": "in-ear", "earbud": "in-ear", "on_ear": "headphone"}.get(form or "", "over-ear")


def _figures(balance: Balance) -> str:
    return ", ".join(f"{name} {value:+.1f} dB" for name, value in zip(BANDS, balance, strict=True))


def listed(words: Sequence[str]) -> str:
    """Words in a sentence: "a", "a and b", "a, b and c"."""
    words = [word.replace("_", " ") for word in words]
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


@rule(
    "music.subgenre",
    number=2,
    title="Inside a genre there are exceptions",
    sentence="Harpsichord and trumpets want a softer treble, chamber music and organ a detailed one.",
    source="Headfonia's Guide to Headphones, rule 2, second writer",
)
def music_subgenre(case: Case) -> Iterator[Verdict]:
    """Name the exception that shifted the wish; it has already weighed in the pairing."""
    if isinstance(case.item, Headphones) and measured(case.item):
        for reason in case.context.wish.exceptions:
            yield verdict(
                "music.subgenre", 0, reason, [Quoted(gear=case.item.id, field="tonality", value="wish shifted")]
            )
