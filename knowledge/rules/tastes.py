"""From a reader's music and sound words to one wished tonal balance, and to the points that a measured one gets for it.

The wish is the share-weighted mean of the genres' wishes, shifted by sub-genres, sound words and complaints. Shares are
fractions, so neither their scale nor their order can change a tenth of a dB.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from catalog.models import Back, Category, Form, Headphones
from knowledge.rules.tables import BadRowError, table
from knowledge.values import Genre, GenreShare, Named, Need, Reading, Sound

BANDS = ("sub-bass", "bass", "low mids", "upper mids", "treble")
STEP = 0.5
"""Deviations are counted in steps of this many dB, from -REACH to REACH."""
REACH = 24
BAD_SEAL = "possible bad seal"
"""The catalogue's note on a measurement whose bass was lost beside the pads."""

_ROWS = table("tastes")
BEST: int = _ROWS["best"]
DOUBTED = 2
"""Points that each half dB of doubt takes: wider tolerances must not make the doubtful the winner."""
UNMEASURED: int = _ROWS["unmeasured"]
Balance = tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Wish:
    """A wished balance in dB relative to the typical headphone of its form, and in whose name.

    `tighter` narrows the tolerance (dB) for those who ask for neutrality, and widens it where no taste is
    named. `music` and `asked` are what it serves, by name and with what each wants, the largest share first; `reasons`
    are the sentences of the music, `exceptions` those of sub-genres.
    """

    balance: Balance
    tighter: float = 0.0
    music: tuple[tuple[str, Balance], ...] = ()
    asked: tuple[tuple[str, Balance], ...] = ()
    reasons: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


def wish_of(reading: Reading) -> Wish:
    """The balance that a reading wants.

    >>> from knowledge.values import Intent
    >>> wish_of(Reading(intent=Intent.RECOMMEND)).balance
    (1.5, 0.0, -0.3, 0.3, 0.2)
    """
    return _wish(reading.genres, reading.sounds() | disliked(reading))


@lru_cache(maxsize=512)
def _wish(genres: tuple[GenreShare, ...], sounds: frozenset[Sound]) -> Wish:
    parts = shares(genres)
    names = [_ROWS["genre"][genre] for genre in parts] or [_ROWS["plain"]]
    weights = list(parts.values()) or [Fraction(1)]
    wishes = [[Fraction(str(db)) for db in row["wish"]] for row in names]
    total = [_sum(w * one[b] for w, one in zip(weights, wishes, strict=True)) for b in range(5)]
    exceptions = _exceptions(genres, parts)
    for share, row in exceptions:
        total = [have + share * Fraction(str(more)) for have, more in zip(total, row["shift"], strict=True)]
    asked = [_ROWS["sound"][sound] for sound in sorted(sounds)]
    for row in asked:
        total = [have + Fraction(str(more)) for have, more in zip(total, row["shift"], strict=True)]
    order = sorted(range(len(names)), key=lambda n: (-weights[n], names[n]["called"]))
    return Wish(
        balance=_balance(total),
        tighter=max((row.get("tighter", 0.0) for row in asked), default=0.0 if parts else -_ROWS["plain"]["looser"]),
        music=tuple((names[n]["called"], tuple(names[n]["wish"])) for n in order),
        asked=tuple((row["called"], tuple(row["shift"])) for row in asked if any(row["shift"])),
        reasons=tuple(names[n]["reason"] for n in order),
        exceptions=tuple(row["reason"] for _, row in exceptions),
    )


def shares(genres: Iterable[GenreShare]) -> dict[Genre, Fraction]:
    """Each genre's share of the whole, in a fixed order; genres without a share divide what is left.

    "A bit of everything" beside named genres counts half.
    """
    said: dict[Genre, Fraction | None] = {}
    for item in sorted(genres, key=lambda g: g.genre):
        said[item.genre] = None if item.share is None else Fraction(item.share).limit_denominator(1000)
    known = [share for share in said.values() if share is not None]
    open_ = sum(1 for share in said.values() if share is None)
    fill = Fraction(1)
    if known and open_:
        rest = 1 - _sum(known)
        fill = rest / open_ if rest > 0 else min(known)
    parts = {genre: fill if share is None else share for genre, share in said.items()}
    if len(parts) > 1 and said.get(Genre.EVERYTHING, 0) is None:
        parts[Genre.EVERYTHING] /= 2
    whole = _sum(parts.values())
    return {genre: share / whole for genre, share in parts.items()} if whole else {}


def _exceptions(genres: Sequence[GenreShare], parts: Mapping[Genre, Fraction]) -> list[tuple[Fraction, dict[str, Any]]]:
    found = []
    for row in _ROWS["subgenre"]:
        hit = {g.genre for g in genres if any(word in g.words.text.casefold() for word in row["words"])}
        share = _sum(parts[genre] for genre in hit)
        if share:
            found.append((share, row))
    return found


def style_of(share: GenreShare) -> str:
    """The word of ours for the style within a genre that the reader named; empty where the rules know none."""
    said = share.words.text.casefold()
    return next((word for row in _ROWS["subgenre"] for word in row["words"] if word in said), "")


def disliked(reading: Reading) -> frozenset[Sound]:
    """The sound words that complaints about other gear amount to."""
    return frozenset(sound for named in reading.gear for sound in complaints(named))


def discomforts(reading: Reading) -> frozenset[Need]:
    """The needs that complaints about the fit or build of other gear amount to."""
    words = (word for named in reading.gear for word in named.disliked if word in _ROWS["dislike_need"])
    return frozenset(Need(_ROWS["dislike_need"][word]) for word in words)


def complaints(named: Named) -> frozenset[Sound]:
    """The sound words that the complaints about one piece of gear amount to."""
    return frozenset(Sound(_ROWS["dislike"][word]) for word in named.disliked if word in _ROWS["dislike"])


def called(genre: Genre) -> str:
    """The genre's name inside a sentence."""
    return str(_ROWS["genre"][genre]["called"])


def _sum(parts: Iterable[Fraction]) -> Fraction:
    return sum(parts, Fraction(0))


def _balance(values: Iterable[Fraction]) -> Balance:
    sub, bass, low, upper, treble = (round(float(max(min(v, Fraction(9)), Fraction(-9))), 1) for v in values)
    return sub, bass, low, upper, treble


def relative(gear: Headphones) -> Balance | None:
    """A measured balance relative to the typical headphone of its form, in dB.

    None where nobody measured, and where the pads did not close: such a measurement tells of a gap and not of the pair.
    """
    if gear.tonality is None or not measured(gear):
        return None
    bands = gear.tonality.bands
    typical = _ROWS["typical"]["in_ear" if sits_in_ear(gear) else "over_ear"]
    have = (bands.sub_bass, bands.bass, bands.low_mids, bands.upper_mids, bands.treble)
    sub, bass, low, upper, treble = (round(h - t, 1) for h, t in zip(have, typical, strict=True))
    return sub, bass, low, upper, treble


def measured(gear: Headphones) -> bool:
    """Whether a measurement tells how a pair is tuned."""
    return gear.tonality is not None and not did_not_seal(gear)


def did_not_seal(gear: Headphones) -> bool:
    """Whether a measurement is marked as one of a bad seal; open pairs have none to lose."""
    return gear.tonality is not None and gear.tonality.note == BAD_SEAL and gear.back is not Back.OPEN


def sits_in_ear(gear: Headphones) -> bool:
    """Whether a pair is heard against the typical in-ear, and not against the typical over-ear."""
    return gear.form in (Form.IN_EAR, Form.EARBUD) or gear.category is Category.IEM


def seven_bands(gear: Headphones) -> tuple[float, ...] | None:
    """All that was measured, sub-bass to air, in dB relative to the typical headphone of its form; None as `relative`.

    Mids are the reference and air is doubtful on every coupler, so these two are there to be looked at, not weighed.
    """
    balance = relative(gear)
    if balance is None or gear.tonality is None:
        return None
    air = gear.tonality.bands.air - _ROWS["typical_air"]["in_ear" if sits_in_ear(gear) else "over_ear"]
    return (*balance[:3], round(gear.tonality.bands.mids, 1), *balance[3:], round(air, 1))


def tolerances(wish: Wish) -> Balance:
    """How far in dB each band may lie from the wish at no cost, where the measurement is in no doubt."""
    sub, bass, low, upper, treble = (round(db - wish.tighter, 1) for db in _ROWS["tolerance"])
    return sub, bass, low, upper, treble


def doubt(gear: Headphones) -> int:
    """How far the measurement can be doubted, 0 (one good rig) to 3: half dBs of tolerance, from grade and spread.

    A few measurers who agree within 2 dB cost nothing; each further 2 dB of spread costs half a dB; a pair
    whose bass hangs on the seal is doubted by at least a dB.
    """
    tonality = gear.tonality
    if tonality is None:
        return 3
    widens = _ROWS["widens"].get(tonality.grade, 0.5) + 0.25 * max(0.0, (tonality.spread_db or 0.0) - 2.0)
    doubted = round(2 * float(widens))
    return min(3, max(doubted, 2) if "seal" in tonality.note else doubted)


def steps(balance: Balance) -> tuple[int, int, int, int, int]:
    """Each band as a step number for the tables of `points`: half dBs, shifted by REACH, clamped."""
    sub, bass, low, upper, treble = (max(0, min(2 * REACH, round(b / STEP) + REACH)) for b in balance)
    return sub, bass, low, upper, treble


@lru_cache(maxsize=1024)
def points(wish: Wish, doubt_: int) -> tuple[tuple[int, ...], ...]:
    """What each band takes away from BEST, in tenths of a point, by step: five tables for one degree of doubt."""
    return tuple(
        tuple(
            _cost(b, (step - REACH) * STEP - wish.balance[b], wish.tighter, doubt_ * 0.5)
            for step in range(2 * REACH + 1)
        )
        for b in range(5)
    )


def tolerance(wish: Wish, band: int) -> float:
    """How many dB a band may be off and still be as wished."""
    return float(_ROWS["tolerance"][band]) - wish.tighter


def _cost(band: int, miss: float, tighter: float, extra: float) -> int:
    beyond = max(0.0, abs(miss) - (_ROWS["tolerance"][band] - tighter + extra))
    return round(float(10 * _ROWS["cost"][band] * min(beyond, _ROWS["cap"])))


def _check() -> None:
    rows = [*_ROWS["genre"].values(), _ROWS["plain"], *_ROWS["subgenre"], *_ROWS["sound"].values()]
    for row in rows:
        balance = row.get("wish") or row.get("shift")
        if not row.get("source") or not row.get("called") or not balance or len(balance) != 5:
            raise BadRowError("tastes", row, "a taste needs called, source and five bands")
    missing = set(Genre) - set(_ROWS["genre"]) or set(Sound) - set(_ROWS["sound"])
    if missing:
        raise BadRowError("tastes", sorted(missing), "no row for")


_check()
