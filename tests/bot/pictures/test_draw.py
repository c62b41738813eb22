"""Every chart is drawn without a complaint, alike each time, within what Discord and a phone want."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from PIL import Image

from bot.pictures import Theme
from bot.pictures.charts import Chart
from bot.pictures.draw import draw
from bot.pictures.sheet import BODY, WIDTH, Sheet
from bot.pictures.theme import PALETTES
from tests.bot.pictures.charts import CHARTS, LONG, ORDINARY, item, tonal


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_chart_is_drawn_small_and_wide_enough(chart: Chart) -> None:
    png = draw(chart, Theme.DARK)
    width, height = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert width == 1200
    assert 400 <= height <= width
    assert len(png) < 100_000


@pytest.mark.parametrize("name", ["four with headroom", "levels"])
@pytest.mark.parametrize("theme", Theme)
def test_the_same_chart_gives_the_same_bytes(name: str, theme: Theme) -> None:
    png = draw(CHARTS[name], theme)
    assert draw(CHARTS[name], theme) == png
    assert b"Software" not in png
    assert b"tIME" not in png


@pytest.mark.parametrize("theme", Theme)
def test_the_ground_is_exactly_the_themes(theme: Theme) -> None:
    with Image.open(BytesIO(draw(CHARTS["levels"], theme))) as picture:
        red, green, blue = picture.convert("RGB").getpixel((0, 0))
    assert f"#{red:02x}{green:02x}{blue:02x}" == PALETTES[theme].ground


def test_themes_and_contents_look_different() -> None:
    other = tonal(item(), item("Maker Two", levels=(0.0,) * 7))
    pictures = {draw(ORDINARY, Theme.DARK), draw(ORDINARY, Theme.LIGHT), draw(other, Theme.DARK)}
    assert len(pictures) == 3


@pytest.mark.parametrize("room", [0.4, 2.0, 3.0])
def test_names_are_cut_to_their_room_and_stay_apart(room: float) -> None:
    sheet = Sheet(PALETTES[Theme.DARK], 1.0)
    cuts = {sheet.fitting((f"{LONG} {end}",), room, BODY) for end in ("32 ohm", "80 ohm")}
    assert all(sheet.width(cut, BODY) <= room < WIDTH for cut in cuts)
    assert len(cuts) == 2 or room < 1


def test_a_name_that_fits_is_left_alone() -> None:
    sheet = Sheet(PALETTES[Theme.LIGHT], 1.0)
    assert sheet.fitting(("Maker HD 600", "HD 600"), 3.0, BODY) == "Maker HD 600"
    assert sheet.fitting(("Maker HD 600", "HD 600"), 1.2, BODY) == "HD 600"
