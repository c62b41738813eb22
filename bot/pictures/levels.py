"""Draws what each source makes of one headphone, against the ways of listening and the level that is enough."""

from __future__ import annotations

from bot.pictures.alt import heading_words, level_words, target_words
from bot.pictures.charts import LevelChart, SourceLevel
from bot.pictures.sheet import BODY, MARGIN, SMALL, TITLE, WIDTH, Sheet
from bot.pictures.theme import Palette
from knowledge.rules.power import MARGIN_DB

_ROW = 0.86
_BAR = 0.54
_HEAD = 1.0
_STRIP = 0.4
_FOOT = 0.95
_LEAST_TOP = 130.0
_LEFT, _RIGHT = MARGIN, WIDTH - MARGIN
_TICKS = (80, 90, 100, 120, 130, 140, 150)


def draw_levels(chart: LevelChart, palette: Palette) -> bytes:
    """The picture of a level chart as PNG."""
    sheet = Sheet(palette, _HEAD + _STRIP + _ROW * len(chart.sources) + _FOOT)
    scale = _Scale(chart)
    top = sheet.height - _HEAD
    _heading(sheet, chart)
    _zones(sheet, chart, scale, top)
    for number, level in enumerate(chart.sources):
        _source(sheet, level, scale, top - _STRIP - _ROW * number)
        _targets(sheet, chart, scale, top - _STRIP - _ROW * number - _BAR)
    _foot(sheet, chart, scale)
    return sheet.png()


class _Scale:
    """dB SPL to inches; the highest level decides where the scale ends."""

    def __init__(self, chart: LevelChart) -> None:
        self.low = chart.zones[0].from_db
        self.high = max(_LEAST_TOP, *(level.peak_db + 2 for level in chart.sources if level.peak_db is not None), 0.0)

    def at(self, db: float) -> float:
        inside = max(self.low, min(self.high, db))
        return _LEFT + (_RIGHT - _LEFT) * (inside - self.low) / (self.high - self.low)


def _heading(sheet: Sheet, chart: LevelChart) -> None:
    top, room = sheet.height, _RIGHT - _LEFT
    titles = (f"How loud the {chart.name} gets", f"How loud the {chart.model} gets", "How loud it gets")
    sheet.text(_LEFT, top - 0.38, sheet.fitting(titles, room, TITLE, True), TITLE, bold=True)
    enough = target_words(chart)
    words = sheet.fitting((f"loudest peaks; {enough}", enough), room, SMALL)
    sheet.text(_LEFT, top - 0.76, words, SMALL, sheet.palette.muted)


def _zones(sheet: Sheet, chart: LevelChart, scale: _Scale, top: float) -> None:
    ends = [*(zone.from_db for zone in chart.zones[1:]), scale.high]
    for number, (zone, end) in enumerate(zip(chart.zones, ends, strict=True)):
        left, right = scale.at(zone.from_db), scale.at(end)
        colour = sheet.palette.wish if number % 2 else sheet.palette.grid
        sheet.bar(left, top - 0.14, right, 0.28, colour)
        sheet.text((left + right) / 2, top - 0.14, zone.called, SMALL, ha="center")


def _foot(sheet: Sheet, chart: LevelChart, scale: _Scale) -> None:
    """The scale below the bars, in which the targets stand, and what they are enough for."""
    for tick in _TICKS:
        if tick <= scale.high:
            sheet.text(scale.at(tick), _FOOT - 0.3, str(tick), SMALL, sheet.palette.muted, ha="center")
    for target in chart.targets:
        own = target.db == chart.target_db
        colour = sheet.palette.ink if own else sheet.palette.muted
        sheet.text(scale.at(target.db), _FOOT - 0.3, f"{target.db:.0f}", SMALL, colour, own, ha="center")
    words = ", ".join(f"{target.db:.0f} {target.called}" for target in chart.targets)
    sheet.text(_LEFT, 0.3, f"dB SPL; enough for: {words}", SMALL, sheet.palette.muted)


def _targets(sheet: Sheet, chart: LevelChart, scale: _Scale, y: float) -> None:
    """The targets as marks across one bar, the reader's own the strongest."""
    for target in chart.targets:
        own = target.db == chart.target_db
        high, colour = (0.155, sheet.palette.ink) if own else (0.14, sheet.palette.muted)
        sheet.line((scale.at(target.db),) * 2, (y - high, y + high), colour, 3 if own else 1.4)


def _source(sheet: Sheet, level: SourceLevel, scale: _Scale, top: float) -> None:
    words = level_words(level)
    room = _RIGHT - _LEFT - sheet.width(words, BODY, True) - 0.25
    name = heading_words(level)
    sheet.text(_LEFT, top - 0.2, sheet.fitting((name, level.model, name), room, BODY), BODY)
    known = level.peak_db is not None
    sheet.text(_RIGHT, top - 0.2, words, BODY, "" if known else sheet.palette.muted, bold=known, ha="right")
    if level.peak_db is None:
        sheet.bar(_LEFT, top - _BAR, _RIGHT, 0.22, sheet.palette.wish_edge, hatch="//")
        return
    sheet.bar(_LEFT, top - _BAR, _RIGHT, 0.22, sheet.palette.grid)
    sheet.bar(_LEFT, top - _BAR, scale.at(level.peak_db), 0.22, _colour(level.spare_db or 0.0, sheet.palette))


def _colour(spare: float, palette: Palette) -> str:
    if spare >= MARGIN_DB:
        return palette.enough
    return palette.tight if spare >= 0 else palette.short
