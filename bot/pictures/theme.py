"""Colours and signs of the two themes. Hues are Okabe and Ito's, which hold apart for colour-blind readers; every item
also has a marker and a line style of its own, and every judgement its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MARKERS = ("o", "s", "^", "D")
DASHES = ("-", "--", "-.", ":")


class Theme(StrEnum):
    """Which of Discord's grounds the picture will lie on."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme: ground, text, lines, the wish, the items in order, and three judgements."""

    ground: str
    ink: str
    muted: str
    grid: str
    wish: str
    wish_edge: str
    items: tuple[str, str, str, str]
    enough: str
    tight: str
    short: str


PALETTES = {
    Theme.DARK: Palette(
        ground="#2b2d31",
        ink="#f2f3f5",
        muted="#b5bac1",
        grid="#41444b",
        wish="#4a4f59",
        wish_edge="#8d94a1",
        items=("#56b4e9", "#e69f00", "#cc79a7", "#f0e442"),
        enough="#56b4e9",
        tight="#f0e442",
        short="#e69f00",
    ),
    Theme.LIGHT: Palette(
        ground="#ffffff",
        ink="#1e1f22",
        muted="#55585f",
        grid="#dcdee2",
        wish="#dfe3ea",
        wish_edge="#8d94a1",
        items=("#0072b2", "#d55e00", "#009e73", "#000000"),
        enough="#0072b2",
        tight="#e69f00",
        short="#d55e00",
    ),
}
