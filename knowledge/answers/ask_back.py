"""What to ask back, and what to assume meanwhile: a slot is asked only where a likely answer changes what comes first.

Likely answers are tried on the options that are shown, which were chosen to differ; so one that turns their order
round is worth asking for, and one that doesn't is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from catalog.models import Amp, Dac, Device, SourceKind
from knowledge.answers.asked import Asked, pairs
from knowledge.kit_options import points_of_kit
from knowledge.phrasing import money
from knowledge.points import Points
from knowledge.rules.prepare import DRIVES, prepare
from knowledge.values import (
    Budget,
    Genre,
    GenreShare,
    Judged,
    Line,
    Need,
    Reading,
    Role,
    Said,
    Use,
    Want,
    Words,
)

MOST = 2
_TRIED = Words(text="")
_PLACED = frozenset({Need.OPEN_BACK, Need.CLOSED_BACK, Need.LOW_LEAKAGE, Need.ISOLATION, Need.NOISE_CANCELLING})
_USUAL_USD = 200
"""Above this the rules count a price against a thing, where no budget was named."""
Options = Sequence[tuple[str, Judged]]


def ask_back(asked: Asked, found: Options) -> tuple[str, ...]:
    """The slots worth asking for, most decisive first."""
    missing = [slot for slot, lacks in _MISSING.items() if lacks(asked)]
    if not found:
        return tuple(missing[:1]) if asked.reading.budget is None else ()
    weights = {slot: _turns(asked, found, slot) for slot in missing}
    order = sorted((slot for slot in missing if weights[slot]), key=lambda slot: (-weights[slot], missing.index(slot)))
    return tuple(order[:MOST])


def unsaid(asked: Asked) -> tuple[str, ...]:
    """What would tell apart things that came out level: for an amp the headphones, else the music, then the source."""
    order = ("gear", "genres", "sources", "use")
    return tuple(slot for slot in order if _MISSING[slot](asked))[:MOST]


def assumptions(asked: Asked, found: Options) -> Iterator[Line]:
    """What was taken for granted where the reader said nothing, as far as it bears on what was found."""
    if not found:
        return
    reading = asked.reading
    if reading.budget is None:
        usual = asked.rates.convert(Decimal(_USUAL_USD), "USD", asked.currency) or Decimal(_USUAL_USD)
        text = f"No budget named: I looked around {money(usual, asked.currency)}, dearer ones had to be clearly better."
        yield Line(rule="value.price", text=text)
    shown = pairs(item for _, judged in found for item in judged.candidate.items)
    if lacks_source(asked) and not all(pair.wireless for pair in shown):
        yield Line(rule="amplifier.power", text="No source named: what any phone or laptop drives comes first.")
    if lacks_music(asked):
        yield Line(rule="music.pairing", text="No music named: I took the balance that most listeners like.")


def lacks_budget(asked: Asked) -> bool:
    """Whether no money was named."""
    return asked.reading.budget is None


def lacks_source(asked: Asked) -> bool:
    """Whether nothing is known of what feeds the headphones that are wanted; an amp that is wanted will."""
    reading = asked.reading
    if not reading.wanted() & {Want.HEADPHONES, Want.IEM} or reading.wanted() & (DRIVES | {Want.DAP}):
        return False
    gear = (*asked.records(Role.OWNED, Role.CANDIDATE), *asked.devices())
    has = reading.feeds() or any(isinstance(record, Amp | Dac | Device) for record in gear)
    return not has and Need.WIRELESS not in reading.needed()


def lacks_music(asked: Asked) -> bool:
    """Whether nothing is known of the music and of the sound that are wanted."""
    reading = asked.reading
    return _for_ears(reading) and not reading.genres and not reading.sound and not _not_for_music(reading)


def _not_for_music(reading: Reading) -> bool:
    """Whether games, talk or the television are what is listened to."""
    return reading.speech or bool(reading.uses() & {Use.GAMING, Use.CALLS}) or reading.feeds() == {SourceKind.TV}


def lacks_place(asked: Asked) -> bool:
    """Whether neither a place is named nor a need that tells one."""
    return _for_ears(asked.reading) and not asked.reading.use and not asked.reading.needed() & _PLACED


def lacks_head(asked: Asked) -> bool:
    """Whether an amp is wanted and nobody said for which headphones."""
    wanted = asked.reading.wanted()
    amp = wanted & {Want.AMP, Want.DAC_AMP} and not wanted & {Want.HEADPHONES, Want.IEM}
    return bool(amp) and not pairs(asked.records(Role.OWNED, Role.CANDIDATE))


def _for_ears(reading: Reading) -> bool:
    return bool(reading.wanted() & {Want.HEADPHONES, Want.IEM})


_MISSING: Mapping[str, Callable[[Asked], bool]] = {
    "sources": lacks_source,
    "budget": lacks_budget,
    "gear": lacks_head,
    "use": lacks_place,
    "genres": lacks_music,
}


def _turns(asked: Asked, found: Options, slot: str) -> int:
    """How many of the likely answers put another option first; which headphones an amp drives always does."""
    if slot == "gear":
        return 1
    return sum(_first(asked, found, trial) != 0 for trial in trials(asked, slot))


def _first(asked: Asked, found: Options, trial: Reading) -> int:
    """Which of the options would come first under a reading: its place among them, -1 where all fall."""
    several = any(len(shown.candidate.items) > 1 for _, shown in found)
    context = prepare(trial, asked.shelf, asked.rates, kit=several)
    points, best, place = Points(context), None, -1
    for n, (_, shown) in enumerate(found):
        total = shown.candidate.total
        if context.ceiling is not None and (total is None or total > context.ceiling):
            continue
        score = points_of_kit(points, context, shown.candidate.items)
        if score is None:
            continue
        if best is None or score > best:
            best, place = score, n
    return place


def trials(asked: Asked, slot: str) -> Iterator[Reading]:
    """The reading with likely answers to a question."""
    reading = asked.reading
    if slot == "budget":
        for usd in (75, 600):
            high = asked.rates.convert(Decimal(usd), "USD", asked.currency) or Decimal(usd)
            yield reading.model_copy(update={"budget": Budget(high=float(high), currency=asked.currency, words=_TRIED)})
    elif slot == "sources":
        for kind in (SourceKind.PHONE, SourceKind.RECEIVER):
            yield reading.model_copy(update={"sources": (Said(value=kind, words=_TRIED),)})
    elif slot == "use":
        for use in (Use.PORTABLE, Use.HOME):
            yield reading.model_copy(update={"use": (Said(value=use, words=_TRIED),)})
    else:
        for genre in (Genre.ELECTRONIC, Genre.CLASSICAL):
            yield reading.model_copy(update={"genres": (GenreShare(genre=genre, share=None, words=_TRIED),)})
