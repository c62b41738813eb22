"""Rule 5: whether the reader's source, or an amp on offer, drives the headphones, with how much to spare."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.models import Amp, Back, Category, Driver, Form, Headphones
from knowledge.rules.case import Case, verdict
from knowledge.rules.drive import amp_for, drive_of, drive_points, feed_of, loosened
from knowledge.rules.outputs import output_from
from knowledge.rules.power import HISS_DB_V, MARGIN_DB, Loudness, Output, damped, loudness
from knowledge.rules.rows import spoken
from knowledge.rules.rule import rule
from knowledge.values import Stance, Verdict


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
    output, points = case.context.output, drive_points(drive_of(gear), feed_of(case.context))
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
        loose = loosened(drive_of(gear), output)
        yield verdict("amplifier.power", points - loose, _reach(case.mid, _from(output), found), facts)
        if loose:
            text = f"{case.its} {ohm:g} ohm are little for the {output.ohm:g} of {_the(output)}: the bass loosens."
            yield verdict("amplifier.power", loose, text, facts)


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
    drives = [(*amp_for(output, head, case.context.target_db), head) for head in heads]
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
