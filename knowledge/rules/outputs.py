"""Which output will drive the headphones: the reader's amp or player, else the usual socket of the source."""

from __future__ import annotations

from collections.abc import Iterable

from catalog.models import Amp, Category, Device, Headphones, Record, SourceKind
from knowledge.rules.power import COMPRESSED_DB, PEAK_DB, WIDE_DB, Output
from knowledge.rules.tables import BadRowError, table
from knowledge.rules.tastes import shares
from knowledge.values import Genre, Reading, Use

_ROWS = table("outputs")
_WIDE = {Genre.CLASSICAL, Genre.SOUNDTRACK}
_OTHERS = {Genre.JAZZ, Genre.BLUES, Genre.FOLK, Genre.COUNTRY, Genre.VOCAL, Genre.WORLD, Genre.EVERYTHING}
_COMPRESSED = set(Genre) - _WIDE - _OTHERS


def output_of(reading: Reading, gear: Iterable[Record]) -> Output | None:
    """What drives the headphones; `gear` is what the reader has, or takes for granted. None where nothing is said.

    Amps come before players, players before devices, devices before kinds of source; of several kinds the weakest
    counts, since the headphones must work on each.
    """
    gear = tuple(gear)
    for wanted in ((Category.AMP, Category.DAC_AMP), (Category.DAP,)):
        found = [out for record in gear if record.category in wanted and (out := output_from(record))]
        if found:
            return max(found, key=_reach)
    devices = [out for record in gear if isinstance(record, Device) and (out := output_from(record))]
    kinds = [usual(kind) for kind in reading.feeds() if kind is not SourceKind.TURNTABLE]
    return min(devices or kinds, key=lambda out: (_reach(out), out.name), default=None)


def output_from(record: Record) -> Output | None:
    """The headphone output of a record: its own figures, else its class, else the usual one of its kind."""
    if not isinstance(record, Amp | Device):
        return None
    powers = tuple((p.mw, p.ohm) for p in record.power if not p.balanced) or tuple((p.mw, p.ohm) for p in record.power)
    if powers or record.max_output_v:
        return Output(record.name, record.max_output_v, powers, _ohm(record))
    if record.drive is not None:
        return _assumed(record.name, _ROWS["class"][record.drive], _ohm(record))
    if isinstance(record, Device):
        return None if record.kind is SourceKind.TURNTABLE else usual(record.kind)
    return usual(SourceKind.DAP) if record.category == Category.DAP else None


def _ohm(record: Amp | Device) -> float | None:
    """Its output impedance; of a receiver that states none the usual one, for its socket hangs on resistors."""
    stated = record.output_impedance_ohm
    receiver = isinstance(record, Device) and record.kind is SourceKind.RECEIVER
    return float(_ROWS[SourceKind.RECEIVER]["ohm"]) if stated is None and receiver else stated


def usual(kind: SourceKind) -> Output:
    """The usual socket of a kind of source."""
    row = _ROWS[kind]
    return _assumed(row["called"], row, row["ohm"])


def _assumed(name: str, row: dict[str, list[list[float]]], ohm: float | None) -> Output:
    powers = tuple((mw, load) for mw, load in row.get("powers", ()))
    volts = row.get("volts")
    return Output(name, float(volts) if isinstance(volts, float) else None, powers, ohm, assumed=True)


def _reach(output: Output) -> float:
    return output.volts_into(64.0) or 0.0


def target_of(reading: Reading) -> float:
    """The peak level to reach: 115 dB for mostly wide-range music, 105 for mostly compressed, else 110.

    >>> from knowledge.values import Intent
    >>> target_of(Reading(intent=Intent.RECOMMEND))
    110.0
    """
    parts = shares(reading.genres)
    if sum(share for genre, share in parts.items() if genre in _WIDE) * 2 > 1:
        return WIDE_DB
    if (
        sum(share for genre, share in parts.items() if genre in _COMPRESSED) * 4 > 3
        and Use.STUDIO not in reading.uses()
    ):
        return COMPRESSED_DB
    return PEAK_DB


def heads_of(gear: Iterable[Record]) -> tuple[Headphones, ...]:
    """The headphones among some gear that an amp has to drive."""
    return tuple(record for record in gear if isinstance(record, Headphones) and not record.wireless)


def _check() -> None:
    for kind in SourceKind:
        if kind is not SourceKind.TURNTABLE and not {"called", "volts", "ohm", "source"} <= _ROWS.get(kind, {}).keys():
            raise BadRowError("outputs", kind, "a source needs called, volts, ohm and source")


_check()
