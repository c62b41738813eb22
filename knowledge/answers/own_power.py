"""Sentences about how loud the reader's own gear plays, and how the source's impedance and noise suit it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from catalog.models import Headphones, Record
from knowledge.answers.asked import Asked, pairs
from knowledge.rules.outputs import output_from, output_of
from knowledge.rules.power import DAMPING, HISS_DB_V, MARGIN_DB, Output, damped, loudness, volts_for

_SAME_DB = 3.0


def drive(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """How loud each pair plays from what the reader plugs it into."""
    output = output_of(asked.reading, (*gear, *asked.devices()))
    for pair in pairs(gear):
        if pair.wireless:
            yield f"Your {pair.model} is wireless and brings its own amp: no source has to drive it."
        else:
            yield driven(pair, output)


def volts(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """What a pair asks for, where no output is there yet to compare it with."""
    yield from (driven(pair, None) for pair in pairs(gear) if not pair.wireless)


def driven(pair: Headphones, output: Output | None) -> str:
    """One pair on one output, in dB; without an output the volts that it asks for.

    >>> pair = Headphones(id="x", brand="B", model="M", category="headphones", impedance_ohm=300, sensitivity_db_v=102)
    >>> driven(pair, Output("a phone", volts=0.9, assumed=True))
    'Your M (300 ohm, 102 dB at 1 V) reaches 101 dB at peaks from a phone, 9 dB short of the 110 dB for full dynamics.'
    """
    volt, ohm = pair.db_per_volt, pair.impedance_ohm
    if volt is None or not ohm:
        known = (
            f"{ohm:g} ohm, but nobody states its sensitivity" if ohm else "neither its impedance nor its sensitivity"
        )
        return f"For your {pair.model} I know {known}, so I can't say how loud it gets."
    figures = f"Your {pair.model} ({ohm:g} ohm, {volt:g} dB at 1 V)"
    found = loudness(volt, ohm, output) if output else None
    if output is None or found is None:
        return f"{figures} asks for {volts_for(110, volt):.1f} V to reach 110 dB at peaks."
    named = output.name if output.name[0].islower() else f"the {output.name}"
    level = f"{figures} reaches {found.peak_db:.0f} dB at peaks from {named}"
    if -1 < found.headroom_db < 0:
        return f"{level}, just short of the 110 dB for full dynamics."
    if found.headroom_db < 0:
        return f"{level}, {-found.headroom_db:.0f} dB short of the 110 dB for full dynamics."
    if found.headroom_db < MARGIN_DB:
        return f"{level}: enough on paper, with little to spare."
    return f"{level}, {found.headroom_db:.0f} dB more than the 110 dB for full dynamics."


def apart(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """Which of two pairs plays louder from the same volts, and by how much."""
    known = [pair for pair in pairs(gear) if pair.db_per_volt is not None and not pair.wireless]
    for one, other in list(combinations(known, 2))[:2]:
        first, second = sorted((one, other), key=lambda pair: -(pair.db_per_volt or 0.0))
        gap = (first.db_per_volt or 0.0) - (second.db_per_volt or 0.0)
        if gap <= _SAME_DB:
            within = f"within {max(1.0, gap):.0f} dB: equally loud"
            yield f"From the same volts your {first.model} and your {second.model} are {within}."
        else:
            yield (
                f"From the same volts your {first.model} plays {gap:.0f} dB louder than your {second.model}, on paper; "
                "a weak output that runs out of current on the lower impedance narrows that."
            )


def damping(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """The eighth, for every known output impedance among the gear."""
    outputs = [out for record in (*gear, *asked.devices()) if (out := output_from(record)) and out.ohm is not None]
    for pair in pairs(gear):
        ohm = pair.impedance_ohm
        if not ohm or pair.wireless:
            continue
        if not outputs:
            yield f"For your {pair.model} ({ohm:g} ohm) an eighth is {ohm / DAMPING:.1f} ohm."
        for out in outputs[:2]:
            fine = (
                "fine" if damped(out.ohm or 0.0, ohm) else "more than an eighth, so its impedance bumps will be heard"
            )
            yield f"The {out.name} has {out.ohm:g} ohm against the {ohm:g} of your {pair.model}: {fine}."


def hiss(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """Whether a pair makes an output's own noise audible."""
    for pair in pairs(gear):
        volt = pair.db_per_volt
        if volt is not None and not pair.wireless:
            said = "sensitive enough to make hiss audible" if volt >= HISS_DB_V else "too insensitive to show much hiss"
            yield f"Your {pair.model} makes {volt:g} dB of 1 V: {said}."
