"""Draws headphones band by band, and below them, row by row, who is who and how loud each gets."""

from __future__ import annotations

from typing import Any

from bot.pictures.alt import headroom_words, measured_words
from bot.pictures.charts import BANDS, Headroom, TonalChart, TonalItem
from bot.pictures.sheet import BODY, MARGIN, SMALL, TITLE, WIDTH, Sheet, font
from bot.pictures.theme import DASHES, MARKERS, Palette

_ROW = 0.43
_HEAD = 1.38
_PLOT = 2.75
_LABELS = 0.64
_LEFT = 1.22
_MIDS, _AIR = BANDS.index("mids"), BANDS.index("air")
_LEAST_DB = 6.0
_APART = 0.17
"""How far two items stand apart within a band, of the band's width."""
_SHORTEST, _LONGEST = -20.0, 30.0
"""dB at which a bar of headroom is cut off; the words beside it are not."""
_BARS = (4.85, 6.05)
"""Where the bars of headroom stand."""


def draw_tonal(chart: TonalChart, palette: Palette) -> bytes:
    """The picture of a tonal chart as PNG."""
    note = 0.45 if chart.source else 0.1
    below = _LABELS + note + _ROW * len(chart.items) + 0.2
    sheet = Sheet(palette, _HEAD + _PLOT + below)
    _heading(sheet, chart)
    _bands(sheet.axes(_LEFT, below, WIDTH - _LEFT - MARGIN, _PLOT), chart, palette)
    if not any(item.levels for item in chart.items):
        sheet.text(WIDTH / 2, below + _PLOT * 0.9, "nobody measured this", SMALL, ha="center")
    top = below - _LABELS - note
    if chart.source:
        plain = f"Loudness to spare from {chart.source}"
        words = (f"{plain}, above peaks of {chart.target_db:.0f} dB", plain, f"To spare from {chart.source}")
        sheet.text(MARGIN, top + 0.2, sheet.fitting(words, WIDTH - 2 * MARGIN, SMALL, True), SMALL, bold=True)
    ends = _ends(chart)
    for number, item in enumerate(chart.items):
        _row(sheet, item, number, top - _ROW * (number + 0.5), ends)
    return sheet.png()


def _heading(sheet: Sheet, chart: TonalChart) -> None:
    top = sheet.height
    sheet.text(MARGIN, top - 0.38, "Tonal balance", TITLE, bold=True)
    _spread_sign(sheet, chart, top - 0.38)
    sheet.text(MARGIN, top - 0.76, f"dB above or below the {chart.typical}", SMALL, sheet.palette.muted)
    if chart.wish:
        left = MARGIN + 0.45
        words = sheet.fitting([chart.wish_of], WIDTH - left - MARGIN, SMALL)
        sheet.bar(MARGIN, top - 1.1, MARGIN + 0.33, 0.2, sheet.palette.wish)
        for y in (top - 1.0, top - 1.2):
            sheet.line((MARGIN, MARGIN + 0.33), (y, y), sheet.palette.wish_edge, 1.2)
        sheet.text(left, top - 1.1, words, SMALL, sheet.palette.muted)


def _spread_sign(sheet: Sheet, chart: TonalChart, y: float) -> None:
    """What the thin bars are, where there are some."""
    counts = {item.measurements for item in chart.items if item.levels and item.spread_db}
    if not counts:
        return
    fewest, most = min(counts), max(counts)
    words = f"spread of {fewest if fewest == most else f'{fewest} to {most}'} measurements"
    right = WIDTH - MARGIN
    sheet.text(right, y, words, SMALL, sheet.palette.muted, ha="right")
    x = right - sheet.width(words, SMALL) - 0.2
    sheet.line((x, x), (y - 0.14, y + 0.14), sheet.palette.muted, 1.6)
    for end in (y - 0.14, y + 0.14):
        sheet.line((x - 0.04, x + 0.04), (end, end), sheet.palette.muted, 1.6)


def _bands(axes: Any, chart: TonalChart, palette: Palette) -> None:
    low, high = _reach(chart)
    axes.set(xlim=(-0.5, len(BANDS) - 0.5), ylim=(low, high))
    step = 5 if high - low <= 30 else 10
    ticks = [db for db in range(-60, 61, step) if low <= db <= high]
    axes.set_yticks(ticks, [f"{db:+d}".replace("-", "\u2212") if db else "typical" for db in ticks])
    axes.set_xticks(range(len(BANDS)), [_two_lines(name) for name in BANDS])
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(fontproperties=font(SMALL), color=palette.muted)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=palette.grid, linewidth=0.8)
    axes.axhline(0, color=palette.muted, linewidth=1.6, zorder=1.5)
    _wish(axes, chart, palette)
    for number, item in enumerate(chart.items):
        if item.levels is not None:
            _curve(axes, item.levels, item.spread_db, number, len(chart.items), palette)


def _two_lines(band: str) -> str:
    """A band's name below its column; every name takes two lines, so that their first lines are level."""
    if band == BANDS[_AIR]:
        return f"{band}\n(unsure)"
    first, mark, last = band.partition("-" if "-" in band else " ")
    return f"{first}{mark.strip()}\n{last or ' '}"


def _reach(chart: TonalChart) -> tuple[float, float]:
    """The levels to show, a little beyond the outermost."""
    found = [-_LEAST_DB, _LEAST_DB]
    for item in chart.items:
        spread = item.spread_db or 0.0
        found += [level + side for level in item.levels or () for side in (-spread, spread)]
    found += [edge for span in chart.wish or () if span for edge in (span.low, span.high)]
    return min(found) - 0.8, max(found) + 0.8


def _wish(axes: Any, chart: TonalChart, palette: Palette) -> None:
    for band, span in enumerate(chart.wish or ()):
        if span is not None:
            axes.bar(band, span.high - span.low, 0.86, span.low, color=palette.wish, zorder=1)
            for edge in (span.low, span.high):
                axes.plot((band - 0.43, band + 0.43), (edge, edge), color=palette.wish_edge, linewidth=1.2, zorder=1.2)


def _curve(axes: Any, levels: tuple[float, ...], spread: float | None, number: int, of: int, palette: Palette) -> None:
    colour = palette.items[number]
    xs = [band + (number - (of - 1) / 2) * _APART for band in range(len(levels))]
    style = {"color": colour, "linestyle": DASHES[number], "linewidth": 1.8, "zorder": 2, "alpha": 0.75}
    axes.plot(xs, levels, **style)
    if spread:
        either = [0.0 if band == _MIDS else spread for band in range(len(levels))]  # mids are 0 by definition
        axes.errorbar(xs, levels, yerr=either, fmt="none", ecolor=colour, elinewidth=1.6, capsize=3, zorder=2.5)
    for band, (x, level) in enumerate(zip(xs, levels, strict=True)):
        face = palette.ground if band == _AIR else colour
        mark = {"marker": MARKERS[number], "markersize": 9.5, "markeredgecolor": colour, "markerfacecolor": face}
        axes.plot((x,), (level,), linestyle="none", markeredgewidth=2, zorder=3, **mark)


def _ends(chart: TonalChart) -> tuple[float, float]:
    """The headroom in dB at the two ends of the bars' place."""
    known = [item.headroom.spare_db for item in chart.items if item.headroom and item.headroom.spare_db is not None]
    return max(_SHORTEST, min([-4.0, *known])), min(_LONGEST, max([6.0, *known]))


def _row(sheet: Sheet, item: TonalItem, number: int, y: float, ends: tuple[float, float]) -> None:
    """Who is who: sign, name, and how well it was measured, or how much louder it could be."""
    colour = sheet.palette.items[number] if item.levels else sheet.palette.muted
    if item.levels:
        sheet.line((MARGIN, MARGIN + 0.5), (y, y), colour, 2.2, DASHES[number])
        sheet.page.plot((MARGIN + 0.25,), (y,), marker=MARKERS[number], markersize=10, color=colour, zorder=5)
    left, right = MARGIN + 0.65, WIDTH - MARGIN
    said = measured_words(item)
    if item.headroom is not None:
        right = _BARS[0] - 0.1
        said = () if item.levels else said
        _spare(sheet, item.headroom, y, colour, ends)
    least = sheet.width(said[-1], SMALL) + 0.2 if said else 0.0
    name = sheet.fitting((item.name, item.model, item.name), right - left - least, BODY, True)
    sheet.text(left, y, name, BODY, bold=True)
    if said:
        left += sheet.width(name, BODY, True) + 0.2
        sheet.text(right, y, sheet.fitting(said, right - left, SMALL), SMALL, sheet.palette.muted, ha="right")


def _spare(sheet: Sheet, headroom: Headroom, y: float, colour: str, ends: tuple[float, float]) -> None:
    """A bar to the right of the line for what is to spare, to the left for what is missing."""
    left, right = _BARS
    low, high = ends
    inch = (right - left) / (high - low)
    zero = left - low * inch
    sheet.line((zero, zero), (y - _ROW / 2, y + _ROW / 2), sheet.palette.muted, 1.4)
    if headroom.spare_db is not None:
        end = zero + max(low, min(high, headroom.spare_db)) * inch
        sheet.bar(min(zero, end), y, max(zero, end), 0.24, colour)
    sheet.text(WIDTH - MARGIN, y, headroom_words(headroom), SMALL, sheet.palette.ink, ha="right")
