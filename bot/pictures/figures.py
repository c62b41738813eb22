"""From records and a reading to what is drawn. No arithmetic of its own: levels and wishes are the rules'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.pictures.charts import (
    MOST_ITEMS,
    MOST_SOURCES,
    Chart,
    Headroom,
    LevelChart,
    SourceLevel,
    Span,
    Target,
    TonalChart,
    TonalItem,
    Zone,
)
from catalog.models import Amp, Category, Device, Headphones, Rates, Record, SourceKind
from knowledge.phrasing import listed
from knowledge.ports import GearShelf
from knowledge.rules.case import Context
from knowledge.rules.outputs import output_from, target_of, usual
from knowledge.rules.power import Output, loudness
from knowledge.rules.prepare import prepare
from knowledge.rules.tables import table
from knowledge.rules.tastes import Wish, measured, seven_bands, sits_in_ear, tolerances
from knowledge.values import Reading

_USUAL = (SourceKind.PHONE, SourceKind.LAPTOP, SourceKind.INTERFACE)
_NAMED_TASTES = 3


def comparison(records: Sequence[Record], reading: Reading, shelf: GearShelf, rates: Rates) -> Chart | None:
    """The picture of some gear side by side, in the light of a reading; None where there is nothing to draw.

    Headphones give their tonal balance and their headroom on the reader's source; amps alone give the levels that they
    reach with the headphones of the reading.
    """
    context = prepare(reading, shelf, rates)
    heads = [record for record in records if isinstance(record, Headphones)][:MOST_ITEMS]
    if heads:
        chart = _tonal(heads, context)
        return chart if any(_known(item) for item in chart.items) else None
    driven = [record for record in records if isinstance(record, Amp | Device)]
    if not driven or not context.heads:
        return None
    return pairing(_hardest(context.heads), driven, reading)


def pairing(headphone: Headphones, sources: Sequence[Record], reading: Reading) -> LevelChart | None:
    """The picture of one headphone on some sources, and on the kinds of source that the reading names.

    Where neither names any, the usual sockets are shown. None where not one level is known.
    """
    target = target_of(reading)
    driving = [record for record in sources if not isinstance(record, Headphones)]
    outputs = [(record.name, record.model, output_from(record)) for record in driving]
    outputs += [(output.name, output.name, output) for output in _kinds(driving, reading)]
    outputs = outputs or [(output.name, output.name, output) for output in map(usual, _USUAL)]
    levels = tuple(_level(headphone, *output, target) for output in outputs[:MOST_SOURCES])
    if all(level.peak_db is None for level in levels):
        return None
    rows = table("listening")
    return LevelChart(
        name=headphone.name,
        model=headphone.model,
        sources=levels,
        target_db=target,
        zones=tuple(Zone(called=row["called"], from_db=row["from"]) for row in rows["zone"]),
        targets=tuple(Target(db=row["db"], called=row["called"], music=row["for"]) for row in rows["target"]),
    )


def _kinds(driving: Iterable[Record], reading: Reading) -> list[Output]:
    """The usual sockets of the kinds that the reading names, but for those of which a model is shown."""
    shown = {record.kind for record in driving if isinstance(record, Device)}
    if any(record.category is Category.DAP for record in driving):
        shown.add(SourceKind.DAP)
    return [usual(kind) for kind in sorted(reading.feeds() - shown - {SourceKind.TURNTABLE})]


def _hardest(heads: Sequence[Headphones]) -> Headphones:
    """The pair that asks for most, since an amp for several has to drive them all."""
    known = [head for head in heads if head.db_per_volt is not None and head.impedance_ohm]
    return min(known or heads[:1], key=lambda head: (head.db_per_volt or 0.0, head.id))


def _tonal(heads: Sequence[Headphones], context: Context) -> TonalChart:
    return TonalChart(
        items=tuple(_item(head, context) for head in heads),
        typical=_typical(heads),
        wish=_wished(context.wish),
        wish_of=_whose(context.wish),
        source=_in_a_sentence(context.output) if context.output else None,
        target_db=context.target_db,
    )


def _known(item: TonalItem) -> bool:
    return item.levels is not None or (item.headroom is not None and item.headroom.spare_db is not None)


def _item(head: Headphones, context: Context) -> TonalItem:
    tonality = head.tonality
    return TonalItem(
        name=head.name,
        model=head.model,
        levels=seven_bands(head),
        spread_db=tonality.spread_db if tonality else None,
        measurements=len(tonality.measurers.split("+")) if tonality and tonality.measurers else 0,
        described=() if measured(head) else head.character,
        headroom=_headroom(head, context.output, context.target_db) if context.output else None,
    )


def _headroom(head: Headphones, output: Output, target: float) -> Headroom:
    if head.wireless:
        return Headroom(wireless=True)
    volt, ohm = head.db_per_volt, head.impedance_ohm
    found = loudness(volt, ohm, output, target) if volt is not None and ohm else None
    return Headroom(peak_db=found.peak_db, spare_db=found.headroom_db) if found else Headroom()


def _level(head: Headphones, name: str, model: str, output: Output | None, target: float) -> SourceLevel:
    found = _headroom(head, output, target) if output else Headroom()
    assumed = output is not None and output.assumed
    return SourceLevel(name=name, model=model, peak_db=found.peak_db, spare_db=found.spare_db, assumed=assumed)


def _typical(heads: Iterable[Headphones]) -> str:
    kinds = {"in-ear" if sits_in_ear(head) else "over-ear" for head in heads}
    return (
        {"in-ear": "typical in-ear", "over-ear": "typical over-ear headphone"}[kinds.pop()]
        if len(kinds) == 1
        else ("typical headphone of its form")
    )


def _wished(wish: Wish) -> tuple[Span | None, ...]:
    """Five spans in the places of seven bands: nothing is wished of mids, the reference, nor of air."""
    pairs = zip(wish.balance, tolerances(wish), strict=True)
    sub, bass, low, upper, treble = (Span(low=round(db - tol, 1), high=round(db + tol, 1)) for db, tol in pairs)
    return sub, bass, low, None, upper, treble, None


def _whose(wish: Wish) -> str:
    """In whose name: the sound words and the music, or most listeners where the reader named neither."""
    asked, music = [name for name, _ in wish.asked], [name for name, _ in wish.music]
    plain = table("tastes")["plain"]["called"]
    names = [*asked, *(name for name in music if name != plain)]
    more = ["more"] if len(names) > _NAMED_TASTES else []
    return f"your wish: {listed([*names[:_NAMED_TASTES], *more])}" if names else f"what {plain} like"


def _in_a_sentence(output: Output) -> str:
    return output.name if output.name.startswith(("a ", "an ")) else f"the {output.name}"
