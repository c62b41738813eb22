"""The alt text says what the picture shows: every item, every figure, what is unknown; and it fits."""

from __future__ import annotations

import pytest

from bot.pictures import alt_text
from bot.pictures.charts import Chart, LevelChart
from tests.bot.pictures.charts import CHARTS, LEVELS, item, levels, tonal


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_it_names_every_item_and_fits(chart: Chart) -> None:
    text = alt_text(chart)
    assert len(text) <= 1024
    names = [one.name for one in (chart.sources if isinstance(chart, LevelChart) else chart.items)]
    assert [name for name in names if name[1:] not in text] == []


def test_it_says_the_figures_and_what_is_unknown() -> None:
    text = alt_text(CHARTS["four with headroom"])
    assert "Maker One (3 measurements, spread 1.1 dB)" in text
    assert "9 dB short" in text
    assert "40 dB to spare" in text
    assert "Maker Three: not measured; unknown." in text
    assert "Maker Four (3 measurements, spread 1.1 dB)" in text
    assert "wireless." in text


def test_four_long_ones_keep_their_figures_in_brief() -> None:
    names = [f"{'Very ' * 15}Long Maker {number}" for number in range(4)]
    text = alt_text(tonal(*(item(name) for name in names)))
    assert len(text) <= 1024
    assert all(name in text for name in names)
    assert text.count("-6, -2, +0, +0, +2, +0, +0") == 4


def test_without_a_wish_nothing_is_said_of_one() -> None:
    assert "wish" not in alt_text(tonal(item(levels=LEVELS), wish=None))


def test_a_level_is_about_where_the_sources_figures_are_assumed() -> None:
    text = alt_text(CHARTS["levels"])
    assert "A phone: about 101 dB: 9 dB short." in text
    assert "Amp Two: 138 dB: 28 dB to spare." in text
    assert "Converter: output unknown." in text
    assert "110 dB is enough for music 110" in text
    assert alt_text(levels(target_db=115.0)) != alt_text(levels())
