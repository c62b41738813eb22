"""What is drawn, as frozen values: a picture and its alt text are made from these and from nothing else.

Levels are dB. What is not known is None, and is drawn as unknown.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from catalog.models.facts import Frozen

BANDS = ("sub-bass", "bass", "low mids", "mids", "upper mids", "treble", "air")
Value = TypeVar("Value")
EachBand = Annotated[tuple[Value, ...], Field(min_length=len(BANDS), max_length=len(BANDS))]
MOST_ITEMS = 4
MOST_SOURCES = 6


class _Chart(Frozen):
    filename: ClassVar[str]

    @property
    def digest(self) -> str:
        """A name for the content: equal charts have equal digests, in every process and on every day."""
        return hashlib.sha256(f"{type(self).__name__} {self.model_dump_json()}".encode()).hexdigest()


class Span(Frozen):
    """From where to where a wish is met, in dB relative to the typical headphone."""

    low: float
    high: float


class Headroom(Frozen):
    """The loudest peak in dB SPL and how far it lies above the target; `wireless` pairs bring their own amp."""

    peak_db: float | None = None
    spare_db: float | None = None
    wireless: bool = False


class TonalItem(Frozen):
    """One headphone: its seven bands relative to the typical one of its form, None where nobody measured.

    `model` is the name without the brand, for where the whole does not fit; `described` are sound words that stand
    in for a measurement.
    """

    name: str
    model: str
    levels: EachBand[float] | None = None
    spread_db: float | None = None
    measurements: int = 0
    described: tuple[str, ...] = ()
    headroom: Headroom | None = None


class TonalChart(_Chart):
    """Headphones band by band against the wish and against the typical headphone, which is at 0.

    `wish` has a span for every band in which something is wished. `wish_of` says in whose name. `source` is what drives
    them, as it stands in a sentence ("a phone", "the Schiit Magni"), None where the reader named nothing.
    """

    filename: ClassVar[str] = "tonal-balance.png"

    items: tuple[TonalItem, ...]
    typical: str
    wish: EachBand[Span | None] | None = None
    wish_of: str = ""
    source: str | None = None
    target_db: float = 110.0


class Zone(Frozen):
    """A way of listening, and the peak level in dB SPL from which it begins."""

    called: str
    from_db: float


class Target(Frozen):
    """The peak level that a kind of music asks for, with a short and a full name of the music."""

    db: float
    called: str
    music: str


class SourceLevel(Frozen):
    """What one source makes of the headphone; nothing where nobody states what it delivers.

    `assumed` tells that the source's own figures are unknown, and the usual ones of its kind were taken.
    """

    name: str
    model: str
    peak_db: float | None = None
    spare_db: float | None = None
    assumed: bool = False


class LevelChart(_Chart):
    """One headphone on several sources: the loudest peaks against the ways of listening and the target."""

    filename: ClassVar[str] = "loudness.png"

    name: str
    model: str
    sources: tuple[SourceLevel, ...]
    target_db: float
    zones: tuple[Zone, ...]
    targets: tuple[Target, ...]

    @property
    def target(self) -> Target:
        """The target that counts for the reader's music."""
        return next(one for one in self.targets if one.db == self.target_db)


Chart = TonalChart | LevelChart
