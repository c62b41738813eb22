"""A sheet of paper measured in inches, with text that is measured before it is set.

It is 8 inches wide. Discord shows it about 400 pixels wide on a phone, 50 pixels an inch, so that a letter of 14 points
is some 10 pixels tall there: nothing is set smaller than SMALL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from PIL import Image

from bot.pictures.theme import Palette

WIDTH = 8.0
MARGIN = 0.3
DPI = 150
TITLE, BODY, SMALL = 20.0, 16.5, 14.5
_COLOURS = 96
"""Enough for smooth edges of everything that is drawn, and a third of the bytes."""
_STAND_IN = "\u25af"


class Sheet:
    """One picture in the making; places and sizes are inches from the lower left corner, sizes of letters points."""

    def __init__(self, palette: Palette, height: float) -> None:
        self.palette, self.height = palette, height
        self.figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=palette.ground)
        self.canvas: Any = FigureCanvasAgg(self.figure)
        self.page = self.figure.add_axes((0, 0, 1, 1))
        self.page.set(xlim=(0, WIDTH), ylim=(0, height))
        self.page.set_axis_off()

    def text(
        self, x: float, y: float, words: str, size: float = BODY, colour: str = "", bold: bool = False, ha: str = "left"
    ) -> None:
        """Set a line of text, centred on `y`."""
        colour, shown = colour or self.palette.ink, printable(words)
        face = font(size, bold)
        self.page.text(
            x, y, shown, color=colour, fontproperties=face, ha=ha, va="center_baseline", parse_math=False, zorder=5
        )

    def width(self, words: str, size: float, bold: bool = False) -> float:
        """How wide a line would be."""
        renderer = self.canvas.get_renderer()
        wide, _, _ = renderer.get_text_width_height_descent(printable(words), font(size, bold), ismath=False)
        return float(wide) / DPI

    def fitting(self, choices: Iterable[str], room: float, size: float, bold: bool = False) -> str:
        """The first of some names that fits; else the last, cut in its middle, since editions differ at the end."""
        name = ""
        for name in choices:
            if self.width(name, size, bold) <= room:
                return name
        return next((cut for cut in _cuts(name) if self.width(cut, size, bold) <= room), "…")

    def axes(self, left: float, bottom: float, width: float, height: float) -> Any:
        """Bare axes of this place and size: no frame, no ticks' marks."""
        axes = self.figure.add_axes((left / WIDTH, bottom / self.height, width / WIDTH, height / self.height))
        axes.set_facecolor("none")
        for side in axes.spines.values():
            side.set_visible(False)
        axes.tick_params(length=0, colors=self.palette.muted, pad=8)
        return axes

    def bar(self, left: float, y: float, right: float, thick: float, colour: str, hatch: str = "") -> None:
        """A horizontal bar, centred on `y`; hatched ones have an edge and no filling."""
        style = {"fill": False, "hatch": hatch, "edgecolor": colour, "linewidth": 0.8} if hatch else {"color": colour}
        self.page.barh(y, right - left, height=thick, left=left, zorder=3, **style)

    def line(
        self, xs: tuple[float, float], ys: tuple[float, float], colour: str, width: float = 1.5, dash: str = "-"
    ) -> None:
        """A straight line, `width` points wide."""
        self.page.plot(xs, ys, color=colour, linewidth=width, linestyle=dash, zorder=4)

    def png(self) -> bytes:
        """The picture; the same sheet gives the same bytes, so neither date nor version is written into it."""
        self.canvas.draw()
        drawn = Image.frombuffer("RGBA", self.canvas.get_width_height(), self.canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
        few = drawn.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.putpalette(_exact(few, self.palette.ground))
        out = BytesIO()
        few.save(out, "PNG")
        return out.getvalue()


def _exact(few: Image.Image, ground: str) -> list[int]:
    """The picture's palette, in which the ground's colour is not nearly but exactly Discord's."""
    colours, at = list(few.getpalette() or ()), few.getpixel((0, 0))
    assert isinstance(at, int)  # noqa: S101 - a picture with a palette has numbers for pixels
    colours[3 * at : 3 * at + 3] = bytes.fromhex(ground[1:])
    return colours


def font(size: float, bold: bool = False) -> FontProperties:
    """The typeface that comes with matplotlib, so that pictures are alike on every machine."""
    return FontProperties(fname=str(_file(bold)), size=size)


def printable(words: str) -> str:
    """Words in the letters that the typeface has; a name in others keeps its length, and its alt text tells it.

    >>> printable("HD 600"), printable("碧Ti3")
    ('HD 600', '▯Ti3')
    """
    known = _letters()
    return "".join(letter if ord(letter) in known else _STAND_IN for letter in words)


def _cuts(name: str) -> Iterator[str]:
    """A name with ever more left out of its middle: whole words first, then letters.

    >>> list(_cuts("One Two Three"))[:2]
    ['One … Three', 'One T…Three']
    """
    words = name.split()
    for kept in range(len(words) - 1, 1, -1):
        yield " ".join([*words[: kept // 2], "…", *words[len(words) - (kept + 1) // 2 :]])
    for kept in range(len(name) - 3, 1, -1):
        last = kept // 2
        yield f"{name[: kept - last].rstrip()}…{name[len(name) - last :].lstrip()}"


@cache
def _file(bold: bool) -> Path:
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{'-Bold' if bold else ''}.ttf"


@cache
def _letters() -> frozenset[int]:
    return frozenset(FT2Font(str(_file(False))).get_charmap()) & frozenset(FT2Font(str(_file(True))).get_charmap())
