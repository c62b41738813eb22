"""A chart in words, for those who do not see the picture, and the short words that the picture itself carries."""

from __future__ import annotations

from bot.pictures.charts import BANDS, Chart, Headroom, LevelChart, SourceLevel, Span, TonalChart, TonalItem
from knowledge.phrasing import shortened
from knowledge.rules.power import MARGIN_DB

LONGEST = 1024
"""Characters that Discord takes as a description."""


def alt_text(chart: Chart) -> str:
    """What the picture shows, in at most LONGEST characters; further detail is left out before any item is.

    >>> from bot.pictures.charts import TonalChart, TonalItem
    >>> levels = (-5.8, -1.7, -0.2, 0.0, 1.7, -0.2, 0.4)
    >>> item = TonalItem(name="Some HD 600", model="HD 600", levels=levels, spread_db=1.1, measurements=5)
    >>> alt_text(TonalChart(items=(item,), typical="typical over-ear"))[:105]
    'Tonal balance, dB above or below the typical over-ear. Some HD 600 (5 measurements, spread 1.1 dB): sub-b'
    """
    if isinstance(chart, LevelChart):
        return shortened(" ".join([_level_heading(chart), *(_level_sentence(one) for one in chart.sources)]), LONGEST)
    for brief in (False, True):
        text = " ".join([_tonal_heading(chart), *(_tonal_sentence(one, chart, brief) for one in chart.items)])
        if len(text) <= LONGEST:
            return text
    return shortened(text, LONGEST)


def headroom_words(headroom: Headroom | SourceLevel) -> str:
    """How much louder than needed.

    >>> [headroom_words(Headroom(peak_db=110 + db, spare_db=db)) for db in (12.3, 3.2, 0.2, -0.4, -8.4)]
    ['12 dB to spare', 'just enough', 'just enough', 'just short', '8 dB short']
    >>> headroom_words(Headroom()), headroom_words(Headroom(wireless=True))
    ('unknown', 'wireless')
    """
    spare = headroom.spare_db
    if spare is None:
        return "wireless" if isinstance(headroom, Headroom) and headroom.wireless else "unknown"
    if spare >= MARGIN_DB:
        return f"{spare:.0f} dB to spare"
    if spare >= 0:
        return "just enough"
    return f"{-spare:.0f} dB short" if spare <= -0.5 else "just short"


def measured_words(item: TonalItem) -> tuple[str, ...]:
    """How well the balance is known, at length and ever shorter.

    >>> measured_words(TonalItem(name="A B", model="B", levels=(0.0,) * 7, measurements=3, spread_db=0.94))
    ('3 measurements, spread 0.9 dB', '3 measurements', '3 measured')
    >>> measured_words(TonalItem(name="A B", model="B", described=("warm", "full")))
    ('not measured; described as warm', 'not measured')
    """
    if item.levels is None:
        described = [f"not measured; described as {word}" for word in item.described[:1]]
        return (*described, "not measured")
    if not item.measurements:
        return ("measured",)
    count = f"{item.measurements} measurement{'s' if item.measurements > 1 else ''}"
    spread = [f"{count}, spread {item.spread_db:.1f} dB"] if item.spread_db is not None else []
    return (*spread, count, f"{item.measurements} measured")


def level_words(level: SourceLevel) -> str:
    """What a source reaches: "101 dB: 8 dB short", with "about" where its own figures are unknown."""
    if level.peak_db is None:
        return "output unknown"
    return f"{'about ' if level.assumed else ''}{level.peak_db:.0f} dB: {headroom_words(level)}"


def heading_words(level: SourceLevel) -> str:
    """The source's name at the head of a line: a kind of source gets a capital, a maker's spelling is left alone.

    >>> [heading_words(SourceLevel(name=name, model="")) for name in ("a CD player", "iFi Zen")]
    ['A CD player', 'iFi Zen']
    """
    name = level.name
    return f"A{name[1:]}" if name.startswith(("a ", "an ")) else name


def target_words(chart: LevelChart) -> str:
    """The level that is enough for the reader's music."""
    return f"{chart.target_db:.0f} dB is enough for {chart.target.music}"


def _tonal_heading(chart: TonalChart) -> str:
    parts = [f"Tonal balance, dB above or below the {chart.typical}."]
    if chart.wish:
        spans = [f"{band} {_span(span)}" for band, span in zip(BANDS, chart.wish, strict=True) if span]
        parts.append(f"Shaded, {chart.wish_of}: {', '.join(spans)}.")
    if chart.source:
        parts.append(f"Bars: loudness to spare from {chart.source} above peaks of {chart.target_db:.0f} dB.")
    return " ".join(parts)


def _tonal_sentence(item: TonalItem, chart: TonalChart, brief: bool) -> str:
    spare = f"; {headroom_words(item.headroom)}" if item.headroom else ""
    if item.levels is None:
        return f"{item.name}: {measured_words(item)[0]}{spare}."
    if brief:
        levels = "from sub-bass to air " + ", ".join(f"{round(level):+d}" for level in item.levels)
    else:
        levels = ", ".join(f"{band} {level:+.1f}" for band, level in zip(BANDS, item.levels, strict=True))
    return f"{item.name} ({measured_words(item)[0]}): {levels}{spare}."


def _span(span: Span) -> str:
    return f"{span.low:+.1f} to {span.high:+.1f}"


def _level_heading(chart: LevelChart) -> str:
    zones = ", ".join(f"{zone.called} from {zone.from_db:.0f} dB" for zone in chart.zones)
    return f"The loudest peaks of the {chart.name} from each source. {target_words(chart)}. Listening: {zones}."


def _level_sentence(level: SourceLevel) -> str:
    return f"{heading_words(level)}: {level_words(level)}."
