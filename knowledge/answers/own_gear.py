"""Sentences about the reader's own gear that make an article theirs: the drive check, the balance, the wiring."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

from catalog.models import Headphones, Record, Status
from knowledge.answers.asked import Asked, pairs
from knowledge.phrasing import listed, priced, say
from knowledge.rules.outputs import output_from, output_of
from knowledge.rules.power import DAMPING, HISS_DB_V, MARGIN_DB, Output, damped, loudness, volts_for
from knowledge.rules.tastes import BANDS, relative
from knowledge.values import Role

MOST = 4
_SAME_DB = 3.0
_SLIGHT_DB = 1.5


@cache
def _table() -> dict[str, Any]:
    text = (resources.files("knowledge.answers") / "own_gear.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def own_gear(asked: Asked, topic: str) -> tuple[str, ...]:
    """What this article's matter looks like for the gear that the reader named, a sentence a line."""
    gear = asked.records(Role.OWNED, Role.CANDIDATE)
    lines = (line for aspect, speak in _ASPECTS.items() if topic in _table()[aspect] for line in speak(asked, gear))
    theirs = {record.model for record in asked.records(Role.OWNED)}
    return tuple(dict.fromkeys(_whose(line, theirs) for line in lines))[:MOST]


def _whose(line: str, theirs: Set[str]) -> str:
    """ "Your" only where it is theirs: a pair that they only think of is "the"."""
    for article, other in (("Your ", "The "), ("your ", "the ")):
        parts = line.split(article)
        tails = ((article if any(tail.startswith(model) for model in theirs) else other) + tail for tail in parts[1:])
        line = parts[0] + "".join(tails)
    return line


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


def tone(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """Where a measured balance leaves the typical headphone's."""
    for pair in pairs(gear)[:2]:
        balance = relative(pair)
        if balance is None:
            described = (
                f"it is described as {listed(pair.character)}" if pair.character else "I can't say how it is tuned"
            )
            yield f"Nobody measured your {pair.model} in what I have; {described}."
            continue
        off = [(round(value), name) for value, name in zip(balance, BANDS, strict=True) if abs(value) >= _SLIGHT_DB]
        parts = [f"{abs(value)} dB {'more' if value > 0 else 'less'} {name}" for value, name in off]
        typical = "the typical in-ear" if pair.form == "in_ear" else "the typical headphone"
        yield (
            f"Your {pair.model} measures {listed(parts)} than {typical}."
            if parts
            else f"Your {pair.model} measures within {_SLIGHT_DB} dB of {typical} in every band."
        )


def back(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """What the back of a pair does."""
    does = {"open": "it leaks both ways", "semi_open": "it still leaks a good deal", "closed": "little gets out or in"}
    for pair in pairs(gear)[:2]:
        if pair.back is not None and pair.form != "in_ear":
            yield f"Your {pair.model} is {say('back', pair.back)}: {does[pair.back]}."


def plug(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """Whether a cable can be changed by hand."""
    for pair in pairs(gear)[:2]:
        if pair.wireless:
            yield f"Your {pair.model} is wireless, so a cable is not the first suspect."
        elif pair.removable_cable is True:
            yield f"The cable of your {pair.model} comes off, so you can try another one by hand."
        elif pair.removable_cable is False:
            yield f"The cable of your {pair.model} is fixed, so it can't be swapped to try."


def age(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """Since when a thing is on the market, whether it is still made, and what it cost."""
    for record in gear[:2]:
        since = f"came out in {record.release_year}" if record.release_year else ""
        made = "is no longer made" if record.status is Status.DISCONTINUED else ""
        price = f"its price: {priced(record.price, asked.currency, asked.rates)}" if record.price else ""
        if since or made:
            yield f"Your {record.model} {listed([since, made])}{'; ' + price if price else ''}."


def weight(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """What a pair weighs."""
    for pair in pairs(gear)[:2]:
        if pair.weight_g:
            yield f"Your {pair.model} weighs {pair.weight_g:g} g."


def wiring(asked: Asked, gear: Sequence[Record]) -> Iterator[str]:
    """Which energiser goes where, and whether the earspeakers belong to it."""
    table = _table()
    boxes = [(record, row) for record in gear if (row := table["energiser"].get(record.id))]
    for box, row in boxes:
        yield f"Your {box.model}: its input goes to {row['input']}."
        yield f"The {box.model} takes {row['socket']}."
        for pair in pairs(gear):
            needs = table["earspeaker"].get(pair.id, {}).get("needs")
            if needs is not None:
                fits = "they belong together" if needs == row["gives"] else "do not plug it in"
                yield f"Your {pair.model} wants {needs} bias and the {box.model} gives {row['gives']} bias: {fits}."


_ASPECTS: Mapping[str, Callable[[Asked, Sequence[Record]], Iterator[str]]] = {
    "wiring": wiring,
    "apart": apart,
    "damping": damping,
    "hiss": hiss,
    "drive": drive,
    "volts": volts,
    "tone": tone,
    "back": back,
    "plug": plug,
    "weight": weight,
    "age": age,
}
