"""What the rules can't know, and what a reader should be told all the same."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.models import Amp, Headphones
from knowledge.rules.case import Case, verdict
from knowledge.rules.rows import spoken
from knowledge.rules.rule import rule
from knowledge.values import Sound, Stance, Use, Verdict

WELL_KNOWN = 60


def fame(popularity: int, on_the_ear: bool = True) -> int:
    """Points for being asked about, at most 16, for electronics 12: faults of much-used gear are known.

    >>> fame(0), fame(50), fame(95), fame(95, on_the_ear=False)
    (0, 8, 15, 11)
    """
    return popularity * (16 if on_the_ear else 12) // 100


@rule(
    "limits.rules",
    title="What the rules can't know",
    sentence="Fit, comfort and taste are yours to try; much-used gear is the safer bet, and measured beats described.",
    source="Headfonia's Guide to Headphones, rule 1, second writer; popularity is counted by Earshot",
)
def limits_rules(case: Case) -> Iterator[Verdict]:
    """Prefer the well known where the rest is equal, and name what is off the point or unknown."""
    yield from spoken("limits.rules", case)
    if case.item is not None and (points := fame(case.item.popularity, isinstance(case.item, Headphones))):
        known = case.item.popularity >= WELL_KNOWN
        text = f"{case.it} is widely used, so its strengths and faults are well known." if known else ""
        yield verdict("limits.rules", points, text, [case.quote("popularity", case.item.popularity)])


@rule(
    "fit.comfort",
    number=1,
    title="Fit and comfort",
    sentence="Weight, form and pressure decide whether you keep it on; no table replaces trying it.",
    source="Headfonia's Guide to Headphones, rule 1, second writer",
)
def fit_comfort(case: Case) -> Iterator[Verdict]:
    """Weigh what is known of weight and form against what the reader asks of comfort."""
    yield from spoken("fit.comfort", case)
    note = case.item.tonality.note if isinstance(case.item, Headphones) and case.item.tonality else ""
    if "seal" in note or "leak" in note:
        text = f"{case.its} bass depends on the seal, so hair, glasses and pads matter with it."
        yield verdict("fit.comfort", 0, text, [case.quote("tonality", note)], Stance.AGAINST)


@rule(
    "portable.use",
    number=1,
    title="Out and about",
    sentence="On the way, size, a secure fit, isolation and what has to be carried along count as much as the sound.",
    source="Headfonia's Guide to Headphones, rule 1, second writer",
)
def portable_use(case: Case) -> Iterator[Verdict]:
    """Weigh size, weight and what must come along."""
    yield from spoken("portable.use", case)


@rule(
    "back.open-closed",
    number=4,
    title="Open or closed",
    sentence="Open backs sound more natural and leak both ways; closed ones are the practical choice among people.",
    source="Headfonia's Guide to Headphones, rule 4",
)
def back_open_closed(case: Case) -> Iterator[Verdict]:
    """Weigh the back against the place."""
    yield from spoken("back.open-closed", case)


@rule(
    "need.met",
    title="What you asked for",
    sentence="A need is met where a source states it; what nobody states is not promised.",
    source="our own: the reader's word",
)
def need_met(case: Case) -> Iterator[Verdict]:
    """Confirm or deny each asked-for fitting."""
    yield from spoken("need.met", case)


@rule(
    "connection.balanced",
    number=1,
    title="Plugs, and balanced outputs",
    sentence="Look at the plug before you buy; a balanced output needs a cable that fits it.",
    source="Headfonia's Guide to Headphones, rule 1, second writer",
)
def connection_balanced(case: Case) -> Iterator[Verdict]:
    """Speak of balanced outputs and of the cable that they need."""
    yield from spoken("connection.balanced", case)


@rule(
    "source.garbage-in",
    number=6,
    title="Garbage in, garbage out",
    sentence="No headphone mends a poor source: spend where the weakest link is.",
    source="Headfonia's Guide to Headphones, rule 6",
)
def source_garbage_in(case: Case) -> Iterator[Verdict]:
    """Say which link is the weakest: a dear pair on a phone, an amp after a poor converter."""
    yield from spoken("source.garbage-in", case)
    gear, output = case.item, case.context.output
    if not isinstance(gear, Headphones) or output is None or not output.assumed or gear.wireless:
        return
    if any(isinstance(own, Amp) and own.name == output.name for own in case.context.owned):
        return  # an amp whose figures nobody states is no weak link by that
    price = case.context.price(gear)
    usd = case.context.rates.convert(price, case.context.currency, "USD") if price is not None else None
    if usd is not None and usd >= 500:
        text = f"At this price {output.name} is the weakest link; a small DAC/amp would be the next step."
        yield verdict("source.garbage-in", 0, text, stance=Stance.AGAINST)


@rule(
    "hearing.level",
    title="Mind your ears",
    sentence="Loud is a matter of hours: at 85 dB eight a day, at 100 dB fifteen minutes.",
    source="NIOSH recommended exposure limit: 85 dBA for 8 hours, halved every 3 dB",
)
def hearing_level(case: Case) -> Iterator[Verdict]:
    """A word where the reader asks for loud, or has to play above a noisy place."""
    reading = case.context.reading
    if case.item is None and (Sound.LOUD in reading.sounds() or Use.EXERCISE in reading.uses()):
        text = "For your ears: 85 dB is fine for a working day, 100 dB for a quarter of an hour."
        yield verdict("hearing.level", 0, text, stance=Stance.AGAINST)
