"""How an output drives headphones, as points: for a pair from the reader's source, and for an amp with some pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from catalog.models import Back, Driver, Form, Headphones
from knowledge.rules.case import Context
from knowledge.rules.power import HISS_DB_V, MARGIN_DB, Loudness, Output, damped, effort, loudness

DRIVEN = 10
"""Points for an amp that drives the headphones with the margin."""
WELL_DRIVEN = 3
"""The most points that a pair gets for being driven well."""
THUMB, THUMB_V = 5, 2.0
"""Points for an amp of so many volts where the headphones' figures are unknown: it drives all but planars."""
HIGH_SOURCE_OHM, LOOSE = 60.0, -5
"""Output impedance from which a socket is no headphone amp's, and the points for a pair of less than twice that."""
UNKNOWN = -3
"""Points where no figures say how an amp drives the headphones."""
_EFFORT_WITHOUT_SOURCE = (2, 1, -4, -8)
"""Points by effort class where the reader names no source: what anything plays is the safe start."""


class Drive(NamedTuple):
    """What decides how hard a pair is to drive; `large` by rule 5's thumb: open or planar, and no in-ear.

    `flat` says that its impedance is even, as a planar's is, so that an output's own impedance changes no tone.
    """

    wireless: bool
    volt: float | None
    ohm: float | None
    large: bool
    flat: bool = False


def drive_of(gear: Headphones) -> Drive:
    """The drive key of a pair; without both figures it keeps neither."""
    volt, ohm = gear.db_per_volt, gear.impedance_ohm
    large = gear.form is not Form.IN_EAR and (gear.back is Back.OPEN or gear.driver is Driver.PLANAR)
    flat = gear.driver is Driver.PLANAR
    known = volt and ohm
    return Drive(bool(gear.wireless), volt if known else None, ohm if known else None, large, flat)


class Feed(NamedTuple):
    """What decides how well a pair is driven: the source, the peaks in dB SPL, and whether an amp is bought too."""

    output: Output | None
    target_db: float
    amp_comes: bool


def feed_of(context: Context) -> Feed:
    """What feeds the headphones in a context."""
    return Feed(context.output, context.target_db, bool(context.cues & {"wants:any-drive", "wants:dap"}))


def drive_points(drive: Drive, feed: Feed) -> int:
    """Points for how the reader's source drives a pair."""
    wireless, volt, ohm, large, _ = drive
    output = feed.output
    if wireless:
        return 0
    if output is None:
        return 0 if volt is None or not ohm or feed.amp_comes else _EFFORT_WITHOUT_SOURCE[effort(volt, ohm)]
    if volt is None or not ohm:
        weak = (output.volts_into(64.0) or 0.0) < 1.5
        return -4 if weak and large else -1
    return _graded(loudness(volt, ohm, output, feed.target_db)) + loosened(drive, output)


def loosened(drive: Drive, output: Output) -> int:
    """Points taken where an output of high impedance, such as a receiver's, loosens a pair of low impedance."""
    if drive.flat or not drive.ohm or output.ohm is None or output.ohm < HIGH_SOURCE_OHM:
        return 0
    return LOOSE if output.ohm * 2 > drive.ohm else 0


def _graded(found: Loudness | None) -> int:
    if found is None:
        return 0
    if found.headroom_db >= MARGIN_DB:
        return WELL_DRIVEN
    if found.headroom_db >= 0:
        return 0
    return -3 if found.headroom_db >= -5 else -8 if found.headroom_db >= -10 else -14


def amp_points(output: Output | None, heads: Iterable[Headphones], target: float) -> int:
    """Points for how an amp's output drives some headphones, at most DRIVEN: the worst of them decides."""
    return min((amp_for(output, head, target)[0] for head in heads), default=0)


def amp_for(output: Output | None, head: Headphones, target: float) -> tuple[int, Loudness | None]:
    volt, ohm = head.db_per_volt, head.impedance_ohm
    if output is not None and (volt is None or not ohm):
        return (
            THUMB if (output.volts_into(64.0) or 0.0) >= THUMB_V and head.driver is not Driver.PLANAR else UNKNOWN
        ), None
    if output is None or volt is None or not ohm:
        return UNKNOWN, None
    found = loudness(volt, ohm, output, target)
    if found is None:
        return UNKNOWN, None
    points = (
        DRIVEN
        if found.headroom_db >= MARGIN_DB
        else 3
        if found.headroom_db >= 0
        else -8
        if found.headroom_db >= -5
        else -18
    )
    points -= 3 if output.assumed else 0
    if output.ohm is not None and not damped(output.ohm, ohm):
        points -= 4
    if volt >= HISS_DB_V and found.headroom_db > 30:
        points -= 4
    return points, found


def hardest(output: Output | None, heads: Iterable[Headphones], target: float) -> Loudness | None:
    """The level of the pair that an output drives least; None where figures are missing for any of them."""
    found = [amp_for(output, head, target)[1] for head in heads]
    known = [one for one in found if one is not None]
    return min(known, key=lambda one: one.headroom_db) if known and len(known) == len(found) else None
