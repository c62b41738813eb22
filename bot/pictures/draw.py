"""One door to the drawing: a chart and a theme in, a PNG out; the same bytes each time."""

from __future__ import annotations

import matplotlib

from bot.pictures.charts import Chart, LevelChart
from bot.pictures.levels import draw_levels
from bot.pictures.theme import PALETTES, Theme
from bot.pictures.tonal import draw_tonal


def draw(chart: Chart, theme: Theme) -> bytes:
    """The picture of a chart; takes some tenths of a second, so never on the event loop: there, ask `Studio`."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # whatever a matplotlibrc on this machine says
        if isinstance(chart, LevelChart):
            return draw_levels(chart, PALETTES[theme])
        return draw_tonal(chart, PALETTES[theme])
