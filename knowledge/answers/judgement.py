"""Whether one thing is good for this reader, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.models import Amp, Category, Dac, Form, Headphones, Record
from knowledge.answers.asked import Asked, pairs
from knowledge.answers.contest import Contender
from knowledge.answers.equals import among_equals
from knowledge.answers.weighing import by_rule, known
from knowledge.phrasing import listed, say
from knowledge.rules.drive import hardest
from knowledge.rules.outputs import heads_of, output_from, output_of, target_of
from knowledge.rules.power import MARGIN_DB, loudness
from knowledge.rules.tastes import BEST, measured
from knowledge.values import Fallen, Line, Need, Role, Stance, Use

GOOD, FAIR = 0.72, 0.55
"""Shares of a perfect match from which a measured balance suits the music, or does so in part."""
HEAVY = -8
"""Points against it from which a rule alone spoils it."""
_FIT = frozenset({Need.SMALL_HEAD, Need.BIG_HEAD, Need.GLASSES, Need.COMFORT})
_INDOORS = frozenset({Use.HOME, Use.STUDIO})
_ABOUT_ITSELF = frozenset(
    {"music.pairing", "amplifier.power", "value.price", "limits.rules", "reader.considered", "best.none", "value.used"}
)


def _fall(asked: Asked, found: Contender) -> Fallen | None:
    """Why it falls; what an electrostatic pair lacks may be the very amp of its maker that comes with it."""
    gear = asked.records(Role.OWNED, Role.CANDIDATE)
    driven = any(isinstance(record, Amp) and record.brand == found.record.brand for record in gear)
    return None if found.fall is not None and found.fall.rule == "amplifier.power" and driven else found.fall


def spoils(asked: Asked, found: Contender) -> Line | None:
    """What alone spoils it: a need that it breaks, or a rule that weighs heavily against it."""
    if (fall := _fall(asked, found)) is not None:
        return Line(rule=fall.rule, text=fall.why)
    points = by_rule(found.judged)
    heavy = {rule for rule, weight in points.items() if weight <= HEAVY and rule not in _ABOUT_ITSELF}
    said = (v for v in found.judged.verdicts if v.rule in heavy and v.stance is not Stance.FOR and v.text)
    worst = min(said, key=lambda v: v.weight, default=None)
    return None if worst is None else Line(rule=worst.rule, text=worst.text)


def judgement(asked: Asked, found: Contender) -> tuple[bool, str]:
    """Whether it is good for this, and the sentence that says so."""
    if (against := spoils(asked, found)) is not None:
        return False, f"Rather not the {found.name}: {against.text[:1].lower()}{against.text[1:]}"
    points = by_rule(found.judged)
    if isinstance(found.record, Headphones):
        if asked.reading.needed() & _FIT and not asked.reading.genres and not asked.reading.sound:
            return False, f"Whether the {found.name} fits your head no table says; this is what is known."
        return _played(asked, found) or _suits(asked, found, points)
    if isinstance(found.record, Amp) and pairs(asked.records(Role.OWNED, Role.CANDIDATE)):
        return _drives(asked, found)
    if isinstance(found.record, Dac):
        return False, f"The {found.name} is worth it where you hear noise from the source; else it changes little."
    good = known(found.record) and sum(points.values()) > 0
    return good, f"The {found.name} does the job." if good else f"What I know of the {found.name} does not settle it."


def _suits(asked: Asked, found: Contender, points: Mapping[str, int]) -> tuple[bool, str]:
    """How a pair's measured balance suits the wish, also beside others of its price."""
    pair, name = found.record, found.name
    if not isinstance(pair, Headphones) or not measured(pair):
        known_as = "its sound is described, not measured" if _described(pair) else "nobody measured it in what I have"
        return False, f"I can't promise that the {name} suits you: {known_as}."
    share = points.get("music.pairing", 0) / BEST
    against = any(said.rule == "music.pairing" and said.stance is Stance.AGAINST for said in found.judged.verdicts)
    equals = among_equals(asked, pair)
    behind = equals is not None and equals.better * 3 > equals.of * 2
    what = _music(asked)
    if share >= GOOD and not against and not behind:
        return True, f"Yes, the {name} suits {what}."
    if share < FAIR:
        return False, f"The {name} is not made for {what}."
    return False, f"The {name} suits {what} in part{', and its price buys better matches' if behind else ''}."


def _music(asked: Asked) -> str:
    """What it is to suit: the music, else the sound that is asked for, else most people's taste."""
    reading = asked.reading
    if reading.genres:
        return listed(say("genre", share.genre) for share in reading.genres[:3])
    return (
        f"your wish for {listed(say('sound', s.value) for s in reading.sound[:2])}" if reading.sound else "most tastes"
    )


def _described(record: Record) -> bool:
    """Whether somebody described how it sounds."""
    return bool(getattr(record, "character", ()))


def _played(asked: Asked, found: Contender) -> tuple[bool, str] | None:
    """Whether what the reader has drives a pair, where no music, sound or place is named."""
    reading, pair = asked.reading, found.record
    if (
        reading.genres
        or reading.sound
        or reading.uses() - _INDOORS
        or not isinstance(pair, Headphones)
        or pair.wireless
    ):
        return None
    output = output_of(reading, (*asked.records(Role.OWNED), *asked.devices()))
    volt, ohm = pair.db_per_volt, pair.impedance_ohm
    level = loudness(volt, ohm, output, target_of(reading)) if output and volt and ohm else None
    if output is None or level is None:
        return None
    source = output.name if output.name[0].islower() else f"the {output.name}"
    if level.headroom_db >= MARGIN_DB:
        return True, f"Yes, {source} plays the {found.name} with {level.headroom_db:.0f} dB to spare."
    if level.headroom_db >= 0:
        return True, f"It works: {source} plays the {found.name} loud enough, with little to spare."
    if level.headroom_db > -MARGIN_DB:
        return False, f"It works at moderate levels: from {source} the {found.name} falls a little short at the peaks."
    return False, f"Rather not without an amp: {source} is too weak for the {found.name}."


def _drives(asked: Asked, found: Contender) -> tuple[bool, str]:
    """Whether what drives has enough for what it is to drive."""
    name, heads = found.name, heads_of(asked.records(Role.OWNED, Role.CANDIDATE))
    output = output_from(found.record)
    level = hardest(output, heads, target_of(asked.reading))
    if level is None and output is not None and heads and all(_in_ear(head) for head in heads):
        return False, f"Most likely the {name} is enough: in-ears ask for little."
    if level is None or not known(found.record):
        return False, f"I can't say it for sure of the {name}: figures are missing."
    if level.headroom_db >= MARGIN_DB:
        return True, f"Yes, the {name} is up to it."
    if level.headroom_db > -MARGIN_DB:
        return False, f"The {name} is just about enough: fine at moderate levels, short at the loudest peaks."
    return False, f"The {name} falls short here."


def _in_ear(head: Headphones) -> bool:
    return head.category is Category.IEM or head.form in (Form.IN_EAR, Form.EARBUD)
