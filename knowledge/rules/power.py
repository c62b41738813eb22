"""How loud a headphone plays from an output, with how much to spare: rule 5 as arithmetic.

Levels are dB SPL, outputs volts rms, powers mW per channel, impedances ohms. Formulae: S_V = S_mW + 10 log10(1000 / Z)
(facts/method.md section 3); target peaks 110 dB, 105 for compressed music, 115 for wide-range recordings (NwAvGuy,
"More Power?", 2011). Makers' figures are off by 4 dB on average, so verdicts keep a margin of 5 dB.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import log10, sqrt

PEAK_DB, COMPRESSED_DB, WIDE_DB = 110.0, 105.0, 115.0
MARGIN_DB = 5.0
DAMPING = 8.0
HISS_DB_V = 122.0
"""From this sensitivity (dB SPL at 1 V) an output's own noise can be heard: 20 microvolts are then 28 dB SPL."""


class Effort(IntEnum):
    """What it takes to play 110 dB peaks with the margin: coarse, because the figures are."""

    PHONE = 0
    DONGLE = 1
    AMP = 2
    STRONG = 3


# The volts and milliwatts that each class can be counted on for, 5 dB margin included in what is asked of it.
_REACH = ((Effort.PHONE, 1.0, 40.0), (Effort.DONGLE, 2.0, 80.0), (Effort.AMP, 6.0, 1000.0))


@dataclass(frozen=True, slots=True)
class Output:
    """What drives the headphones. `powers` are (mW, ohm) pairs; `volts` the unloaded maximum; None where unknown."""

    name: str
    volts: float | None = None
    powers: tuple[tuple[float, float], ...] = ()
    ohm: float | None = None
    assumed: bool = False

    def volts_into(self, load: float) -> float | None:
        """Volts rms that reach a load.

        >>> round(Output("amp", powers=((200.0, 32.0),)).volts_into(32), 2)
        2.53
        >>> round(Output("receiver", volts=5.0, ohm=120.0).volts_into(30), 2)
        1.0
        """
        limits = [v for v in (self._by_volts(load), _by_powers(self.powers, load)) if v is not None]
        return min(limits, default=None)

    def _by_volts(self, load: float) -> float | None:
        return None if self.volts is None else self.volts * load / (load + (self.ohm or 0.0))


def _by_powers(powers: Sequence[tuple[float, float]], load: float) -> float | None:
    """Volts into a load from powers at others: limited by current below the lowest, by voltage above the highest."""
    if not powers:
        return None
    points = sorted((ohm, sqrt(mw / 1000 * ohm)) for mw, ohm in powers)
    below = [point for point in points if point[0] <= load]
    if not below:
        ohm, volts = points[0]
        return volts / ohm * load
    above = [point for point in points if point[0] > load]
    if not above:
        return below[-1][1]
    (ohm0, v0), (ohm1, v1) = below[-1], above[0]
    return v0 + (v1 - v0) * (load - ohm0) / (ohm1 - ohm0)


@dataclass(frozen=True, slots=True)
class Loudness:
    """The peak level in dB SPL, the dB above the target (negative: short of it), and the volts that reach the load."""

    peak_db: float
    headroom_db: float
    volts: float
    target_db: float

    @property
    def enough(self) -> bool | None:
        """True with the margin to spare, False where it falls short, None between the two: the figures cannot say."""
        if self.headroom_db >= MARGIN_DB:
            return True
        return False if self.headroom_db < 0 else None


def loudness(db_per_volt: float, impedance: float, output: Output, target: float = PEAK_DB) -> Loudness | None:
    """How loud an output makes a headphone; None where the output's volts are not known.

    A 300 ohm headphone of 102.2 dB/V from a phone of 0.93 V: 101.6 dB, 8 dB short.

    >>> loudness(102.2, 300, Output("phone", volts=0.93))
    Loudness(peak_db=101.6, headroom_db=-8.4, volts=0.93, target_db=110.0)

    The same from an amplifier with 100 mW into 300 ohm (5.5 V): 117 dB, 7 dB to spare.

    >>> loudness(102.2, 300, Output("amp", powers=((100.0, 300.0),))).headroom_db
    7.0
    """
    volts = output.volts_into(impedance)
    if not volts:
        return None
    peak = db_per_volt + 20 * log10(volts)
    return Loudness(round(peak, 1), round(peak - target, 1), round(volts, 2), target)


def effort(db_per_volt: float, impedance: float) -> Effort:
    """What a headphone asks for: volts and mW for 110 dB peaks plus the margin, as a coarse class.

    An in-ear, a closed studio pair, a 300 ohm open pair and a hard planar:

    >>> [effort(122, 32).name, effort(113, 38).name, effort(103, 300).name, effort(96.5, 50).name]
    ['PHONE', 'DONGLE', 'AMP', 'STRONG']
    """
    volts = volts_for(PEAK_DB + MARGIN_DB, db_per_volt)
    mw = 1000 * volts * volts / impedance
    return next((grade for grade, v, p in _REACH if volts <= v and mw <= p), Effort.STRONG)


def volts_for(level: float, db_per_volt: float) -> float:
    """Volts rms for a level: V = 10^((L - S_V) / 20).

    >>> round(volts_for(110, 102.2), 2)
    2.45
    """
    return float(10 ** ((level - db_per_volt) / 20))


def damped(output_ohm: float, impedance: float) -> bool:
    """Whether an output impedance is at most an eighth of the headphone's.

    >>> damped(2, 32), damped(120, 32)
    (True, False)
    """
    return output_ohm * DAMPING <= impedance
