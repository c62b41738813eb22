"""What a rule row can ask of a reading, as words: "use:portable", "owns:dac", "from:phone", "with:<id>"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalog.models import Accessory, Amp, Category, Record, SourceKind
from knowledge.rules.properties import made_for
from knowledge.rules.tastes import discomforts, disliked, shares
from knowledge.values import Genre, Need, Reading, Role, Sound, Use, Want

_FROM = {
    SourceKind.PHONE: "phone",
    SourceKind.TABLET: "phone",
    SourceKind.LAPTOP: "computer",
    SourceKind.DESKTOP: "computer",
    SourceKind.DAP: "dap",
    SourceKind.CONSOLE: "console",
    SourceKind.TV: "console",
}
_DESK = {SourceKind.DESKTOP, SourceKind.CD_PLAYER, SourceKind.TURNTABLE, SourceKind.RECEIVER, SourceKind.TV}
_OWNS = {Category.AMP: ("amp",), Category.DAC: ("dac",), Category.DAC_AMP: ("amp", "dac"), Category.DAP: ("dap",)}

CHILD = "kids-volume-limits"
"""The article that a message about a child's ears points to."""
_POINTED = {CHILD: "for:child", "swimming": "for:swimming", "hearing-aids": "for:hearing-aids"}
"""What an article that a message points to says of the reader's situation."""
WORDS: frozenset[str] = frozenset(
    [
        *(f"use:{v}" for v in Use),
        *(f"need:{v}" for v in Need),
        *(f"avoid:{v}" for v in Need),
        *(f"sound:{v}" for v in Sound),
        *(f"genre:{v}" for v in Genre),
        *(f"wants:{v}" for v in (*Want, "any-drive")),
        *(f"source:{v}" for v in SourceKind),
        *(f"from:{v}" for v in ("phone", "computer", "dap", "console", "desk")),
        *(f"owns:{v}" for v in ("amp", "dac", "dap", "energiser")),
        "used:welcome",
        *_POINTED.values(),
    ]
)


def cues(reading: Reading, get: Callable[[str], Record | None]) -> frozenset[str]:
    """Every cue of a reading; `get` finds the records of the gear that it names."""
    return frozenset(_cues(reading, get))


def _cues(reading: Reading, get: Callable[[str], Record | None]) -> Iterator[str]:
    yield from (f"use:{v}" for v in reading.uses())
    yield from (f"need:{v}" for v in reading.needed() | discomforts(reading))
    yield from (f"avoid:{said.value}" for said in reading.avoided)
    yield from (f"sound:{v}" for v in reading.sounds() | disliked(reading))
    yield from (f"genre:{v}" for v in shares(reading.genres))
    yield from (f"wants:{v}" for v in reading.wanted())
    if reading.wanted() & {Want.AMP, Want.DAC, Want.DAC_AMP}:
        yield "wants:any-drive"
    for source in reading.feeds():
        yield f"source:{source}"
        if source in _FROM:
            yield f"from:{_FROM[source]}"
        if source in _DESK:
            yield "from:desk"
    if reading.budget is not None and reading.budget.used:
        yield "used:welcome"
    yield from (cue for topic, cue in _POINTED.items() if topic in reading.topics)
    yield from _gear(reading, get)


def _gear(reading: Reading, get: Callable[[str], Record | None]) -> Iterator[str]:
    for named in reading.gear:
        ids = (named.id,) if named.id else named.ids
        if named.role is not Role.MENTIONED:
            yield from (f"with:{gear}" for gear in ids)
        record = get(named.id) if named.id else None
        if isinstance(record, Accessory) and record.kind == "energiser" and named.role is not Role.MENTIONED:
            yield "owns:energiser"
        if record is None or named.role is not Role.OWNED:
            continue
        if not _a_dongle(record):
            yield from (f"owns:{what}" for what in _OWNS.get(record.category, ()))
        if record.category == Category.DAC and not getattr(record, "battery", None):
            yield "from:desk"
        if isinstance(record, Amp) and "usb" in record.inputs and record.category == Category.AMP:
            yield "owns:dac"


def _a_dongle(record: Record) -> bool:
    """Whether it is one of the small adapters that a better amp takes the place of."""
    if not isinstance(record, Amp) or record.category != Category.DAC_AMP:
        return False
    return record.drive in ("phone", "dongle") or "adapter" in made_for(record.brand, record.model)
