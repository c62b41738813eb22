"""Signs and text stand out from the ground, and hold apart for readers with each kind of colour blindness."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from bot.pictures.theme import DASHES, MARKERS, PALETTES, Palette, Theme

Colour = tuple[float, float, float]
Matrix = tuple[Colour, Colour, Colour]

SIGHT: dict[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    # Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE: Colour = (0.9505, 1.0, 1.089)
APART = 12.0
"""CIE 1976 distance: about 2 can just be told, 10 is seen at a glance."""


def linear(colour: str) -> Colour:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def times(matrix: Matrix, colour: Colour) -> Colour:
    first, second, third = (sum(m * c for m, c in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third


def lab(colour: Colour) -> Colour:
    parts = [part / white for part, white in zip(times(XYZ, colour), WHITE, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, sight: Matrix) -> Colour:
    red, green, blue = (min(1.0, max(0.0, part)) for part in times(sight, linear(colour)))
    return lab((red, green, blue))


def contrast(one: str, other: str) -> float:
    """WCAG 2: (lighter + 0.05) / (darker + 0.05)."""
    dark, light = sorted(times(XYZ, linear(colour))[1] for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sight", SIGHT.values(), ids=SIGHT)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_colours_hold_apart_for_every_eye(palette: Palette, sight: Matrix) -> None:
    for colours in (palette.items, (palette.enough, palette.tight, palette.short)):
        looks = [seen(colour, sight) for colour in colours]
        assert min(dist(one, other) for one, other in combinations(looks, 2)) >= APART


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_text_and_signs_stand_out_from_the_ground(palette: Palette) -> None:
    assert min(contrast(text, palette.ground) for text in (palette.ink, palette.muted)) >= 4.5
    assert min(contrast(colour, palette.ground) for colour in palette.items) >= 3


def test_without_any_colour_shapes_and_lines_still_differ() -> None:
    assert len(set(MARKERS)) == len(set(DASHES)) == len(PALETTES[Theme.DARK].items) == 4
