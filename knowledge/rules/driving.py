"""Rule 5: whether the reader's source, or an amp on offer, drives the headphones, with how much to spare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from catalog.models import Amp, Back, Category, Driver, Form, Headphones
from knowledge.rules.case import Case, Context, verdict
from knowledge.rules.outputs import output_from
from knowledge.rules.power import HISS_DB_V, MARGIN_DB, Loudness, Output, damped, effort, loudness
from knowledge.rules.rows import spoken
from knowledge.rules.rule import rule
from knowledge.values import Stance, Verdict

DRIVEN = 10
"""Points for an amp that drives the headphones with the margin."""
WELL_DRIVEN = 3
"""The most points that a pair gets for being driven well."""
THUMB, THUMB_V = 5, 2.0
"""Points for an amp of so many volts where the headphones' figures are unknown: it drives all but planars."""
UNKNOWN = -3
"""Points where no figures say how an amp drives the headphones."""
_EFFORT_WITHOUT_SOURCE = (2, 1, -4, -8)
"""Points by effort class where the reader names no source: what anything plays is the safe start."""


class Drive(NamedTuple):
    """What decides how hard a pair is to drive; `large` by rule 5's thumb: open or planar, and no in-ear."""

    wireless: bool
    volt: float | None
    ohm: float | None
    large: bool


def drive_of(gear: Headphones) -> Drive:
    """The drive key of a pair; without both figures it keeps neither."""
    volt, ohm = gear.db_per_volt, gear.impedance_ohm
    large = gear.form is not Form.IN_EAR and (gear.back is Back.OPEN or gear.driver is Driver.PLANAR)
    return (
        Drive(bool(gear.wireless), volt, ohm, large) if volt and ohm else Drive(bool(gear.wireless), None, None, large)
    )


def drive_points(drive: Drive, context: Context) -> int:
    """Points for how the reader's source drives a pair."""
    wireless, volt, ohm, large = drive
    if wireless:
        return 0
    if context.output is None:
        return 0 if volt is None or not ohm or _amp_comes(context) else _EFFORT_WITHOUT_SOURCE[effort(volt, ohm)]
    if volt is None or not ohm:
        weak = (context.output.volts_into(64.0) or 0.0) < 1.5
        return -4 if weak and large else -1
    return _graded(loudness(volt, ohm, context.output, context.target_db))


def _amp_comes(context: Context) -> bool:
    return bool(context.cues & {"wants:any-drive", "wants:dap"})


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
    return min((_amp_for(output, head, target)[0] for head in heads), default=0)


def _amp_for(output: Output | None, head: Headphones, target: float) -> tuple[int, Loudness | None]:
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
    found = [_amp_for(output, head, target)[1] for head in heads]
    known = [one for one in found if one is not None]
    return min(known, key=lambda one: one.headroom_db) if known and len(known) == len(found) else None


@rule(
    "amplifier.power",
    number=5,
    title="Enough power, with some to spare",
    sentence="Sensitivity, impedance and the source's volts say how loud it gets; 5 dB to spare are needed to be sure.",
    source="Headfonia's Guide to Headphones, rule 5, second writer; NwAvGuy, More Power? (2011); method.md section 3",
)
def amplifier_power(case: Case) -> Iterator[Verdict]:
    """Check the drive in dB, for a pair from the reader's source or for an amp with the reader's headphones."""
    yield from spoken("amplifier.power", case)
    if isinstance(case.item, Headphones) and not case.item.wireless:
        yield from _head(case, case.item)
    elif isinstance(case.item, Amp):
        yield from _amp(case, case.item)


def _head(case: Case, gear: Headphones) -> Iterator[Verdict]:
    output, points = case.context.output, drive_points(drive_of(gear), case.context)
    if gear.driver is Driver.ELECTROSTATIC:
        yield from _energised(case, gear)
        return
    if output is None:
        if points:
            words = _EASE[points]
            yield verdict(
                "amplifier.power", points, f"{case.it} {words}.", [case.quote("impedance_ohm", gear.impedance_ohm)]
            )
        return
    volt, ohm = gear.db_per_volt, gear.impedance_ohm
    if volt is None or not ohm:
        text = f"Nobody states how sensitive {case.mid} is{_thumb(gear, _the(output))}."
        yield Verdict(rule="amplifier.power", stance=Stance.UNKNOWN, text=text, weight=points)
        return
    found = loudness(volt, ohm, output, case.context.target_db)
    if found is not None:
        facts = [case.quote("impedance_ohm", f"{ohm:g} ohm"), case.quote("sensitivity_db_v", f"{volt:g} dB at 1 V")]
        yield verdict("amplifier.power", points, _reach(case.mid, _from(output), found), facts)


def _energised(case: Case, gear: Headphones) -> Iterator[Verdict]:
    """An electrostatic pair plays from its maker's amp or energiser and from no usual output."""
    own = (*case.context.owned, *case.candidate.items)
    box = next((one for one in own if one.brand == gear.brand and not isinstance(one, Headphones)), None)
    if box is not None:
        yield verdict("amplifier.power", 0, f"The {box.model} is an amp of the kind that such earspeakers need.")


def _small(gear: Headphones) -> bool:
    return gear.form in (Form.IN_EAR, Form.EARBUD) or gear.category is Category.IEM


def _thumb(gear: Headphones, source: str) -> str:
    """What can be said of a pair whose sensitivity nobody states: rule 5's thumb, the bigger the hungrier."""
    if _small(gear):
        return f"; in-ears almost always play loud enough from {source}"
    if gear.back is Back.CLOSED and gear.driver is not Driver.PLANAR:
        return f"; closed ones mostly play loud enough from {source}"
    return f", so what {source} makes of it is open"


_EASE = {2: "is easy to drive: any phone does", 1: "is easy enough for a laptop or a good dongle",
         -4: "wants an amp to sound its best", -8: "wants a strong amp"}  # fmt: skip


def _the(output: Output) -> str:
    return output.name if output.name[0].islower() else f"the {output.name}"


def _from(output: Output) -> str:
    return f"From {_the(output)}"


def _reach(it: str, source: str, found: Loudness) -> str:
    level = f"{found.peak_db:.0f} dB at peaks"
    if found.headroom_db >= MARGIN_DB:
        return f"{source} {it} reaches {level}, {found.headroom_db:.0f} dB more than this music needs."
    if found.headroom_db >= 0:
        return f"{source} {it} reaches {level}: enough on paper, with little to spare."
    short = (
        "just short of full dynamics"
        if found.headroom_db > -1
        else f"{-found.headroom_db:.0f} dB short of full dynamics"
    )
    return f"{source} {it} reaches only {level}, {short}: it wants more amplifier."


def _amp(case: Case, gear: Amp) -> Iterator[Verdict]:
    heads = case.heads
    if not heads:
        return
    output = output_from(gear)
    drives = [(*_amp_for(output, head, case.context.target_db), head) for head in heads]
    points, found, head = min(drives, key=lambda drive: (drive[0], drive[2].id))
    if found is None:
        text = f"There are no figures to say how loud {case.mid} plays the {head.model}."
        if output is not None and _small(head):
            text = f"Nobody states how sensitive the {head.model} is; in-ears almost always play loud enough from such."
        yield Verdict(rule="amplifier.power", stance=Stance.UNKNOWN, text=text, weight=points)
        return
    facts = [case.quote("power", _power(gear))]
    spare = _spare(found.headroom_db)
    yield verdict(
        "amplifier.power",
        points,
        f"{case.it} takes the {head.model} to {found.peak_db:.0f} dB at peaks: {spare}.",
        facts,
    )
    if output and output.ohm and head.impedance_ohm and not damped(output.ohm, head.impedance_ohm):
        text = (
            f"{case.its} {output.ohm:g} ohm output is more than an eighth of the {head.model}'s {head.impedance_ohm:g}."
        )
        yield verdict("amplifier.power", 0, text, facts, Stance.AGAINST)
    if (head.db_per_volt or 0) >= HISS_DB_V and found.headroom_db > 30:
        text = f"The {head.model} is sensitive enough to let a strong amp's hiss through; use low gain."
        yield verdict("amplifier.power", 0, text, facts, Stance.AGAINST)


def _spare(headroom_db: float) -> str:
    """How much is left, or lacks: what rounds to nothing is said as such."""
    if -1 < headroom_db < 1:
        return "just enough" if headroom_db >= 0 else "just short"
    return f"{headroom_db:.0f} dB to spare" if headroom_db > 0 else f"{-headroom_db:.0f} dB too little"


def _power(gear: Amp) -> str:
    return ", ".join(f"{p.mw:g} mW into {p.ohm:g} ohm" for p in gear.power) or str(gear.drive or "")


@rule(
    "amplifier.size",
    number=5,
    title="The bigger the headphone, the more amplifier",
    sentence="Full-size and open pairs ask for more amplifier than small closed ones, which play from anything.",
    source="Headfonia's Guide to Headphones, rule 5",
)
def amplifier_size(case: Case) -> Iterator[Verdict]:
    """Speak where the reader asks for something easy to drive."""
    yield from spoken("amplifier.size", case)
