"""The markdown that replies use, as runs of text in one style, wrapped to a width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import matplotlib
from PIL import ImageFont

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_MARK = re.compile(r"(?<!\\)(\*\*|`)")
_ESCAPED = re.compile(r"\\(?=[^a-zA-Z0-9\s])|\u200b|\ufe0f")


@dataclass(frozen=True)
class Style:
    """How a run of text looks."""

    size: int = 15
    bold: bool = False
    code: bool = False
    faint: bool = False

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """The font of it."""
        return _font("DejaVuSansMono.ttf" if self.code else f"DejaVuSans{'-Bold' if self.bold else ''}.ttf", self.size)


@dataclass(frozen=True)
class Run:
    """A piece of one line."""

    text: str
    style: Style

    @property
    def width(self) -> float:
        """Its width in points; the two signs that the fonts lack are drawn, a square wide."""
        return self.style.size + 2 if self.text == "✅" else self.style.font.getlength(self.text)


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / name), size)


def lines(text: str, width: float) -> Iterator[tuple[list[Run], int]]:
    """Give the wrapped lines of a text, each with its height."""
    for line in text.split("\n"):
        style, rest = _headed(line)
        row: list[Run] = []
        for run in _words(rest, style):
            if row and sum(one.width for one in row) + run.width > width:
                yield row, round(style.size * 1.45)
                row = []
            if row or run.text.strip():
                row.append(run)
        yield row, round(style.size * 1.45)


def _headed(line: str) -> tuple[Style, str]:
    if line.startswith("### "):
        return Style(size=17, bold=True), line[4:]
    if line.startswith("-# "):
        return Style(size=12, faint=True), line[3:]
    return Style(), line


def _words(line: str, style: Style) -> Iterator[Run]:
    now = style
    for part in _MARK.split(line):
        if part == "**":
            now = replace(now, bold=not now.bold)
        elif part == "`":
            now = replace(now, code=not now.code, size=style.size - (0 if now.code else 2))
        else:
            yield from (Run(word, now) for word in re.findall(r"✅|\S+|\s+", _ESCAPED.sub("", part)))
