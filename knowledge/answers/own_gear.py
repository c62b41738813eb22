"""Sentences about the reader's own gear that make an article theirs: the drive check, the balance, the wiring."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from importlib import resources
from typing import Any

from catalog.models import Amp, Record, Status
from knowledge.answers.asked import Asked, pairs
from knowledge.answers.own_power import apart, damping, drive, hiss, volts
from knowledge.phrasing import listed, priced, say
from knowledge.rules.tastes import BANDS, relative
from knowledge.values import Role

MOST = 4
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
    amps = [record for record in gear if isinstance(record, Amp) and record.brand in table["amps"]["brands"]]
    for amp in amps:
        yield f"Your {amp.model} is {table['amps']['input']}."
    for pair in pairs(gear) if amps else ():
        needs = table["earspeaker"].get(pair.id, {}).get("needs")
        if needs is not None:
            yield f"Your {pair.model} wants {needs} bias: {table['amps'][needs]}."
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
