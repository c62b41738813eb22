"""What is drawn is what the rules say: balances, wishes and levels of real records, and unknown where it is unknown."""

from __future__ import annotations

import pytest

from bot.pictures import LevelChart, TonalChart, comparison, pairing
from catalog.models import Headphones, Rates, Record
from knowledge.rules.outputs import output_from
from knowledge.rules.power import loudness
from knowledge.rules.tastes import relative, wish_of
from knowledge.values import Reading
from tests.bot.pictures.charts import CHARTS
from tests.knowledge.conftest import Make, day_rates, make, small
from tests.shelf_in_memory import ShelfInMemory

__all__ = ["day_rates", "make", "small"]


def records(small: ShelfInMemory, *ids: str) -> list[Record]:
    found = [small.get(one) for one in ids]
    return [record for record in found if record is not None]


def head(small: ShelfInMemory, gear: str) -> Headphones:
    record = small.get(gear)
    assert isinstance(record, Headphones)
    return record


def drawn(small: ShelfInMemory, rates: Rates, make: Make, ids: list[str], **slots: object) -> TonalChart:
    chart = comparison(records(small, *ids), make("choose", candidates=ids, **slots), small, rates)
    assert isinstance(chart, TonalChart)
    return chart


def paired(head: Headphones, sources: list[Record], reading: Reading) -> LevelChart:
    chart = pairing(head, sources, reading)
    assert chart is not None
    return chart


def test_levels_are_those_that_the_rules_weigh(small: ShelfInMemory, day_rates: Rates, make: Make) -> None:
    chart = drawn(small, day_rates, make, ["sennheiser-hd-600", "beyerdynamic-dt-770-pro"])
    for shown, gear in zip(chart.items, ("sennheiser-hd-600", "beyerdynamic-dt-770-pro"), strict=True):
        record = head(small, gear)
        assert shown.levels is not None
        assert record.tonality is not None
        assert (*shown.levels[:3], *shown.levels[4:6]) == relative(record)
        assert shown.levels[3] == 0
        assert shown.spread_db == record.tonality.spread_db
        assert shown.measurements == record.tonality.measurers.count("+") + 1
    assert chart.typical == "typical over-ear headphone"


def test_the_wish_is_the_readers_with_its_tolerance(small: ShelfInMemory, day_rates: Rates, make: Make) -> None:
    slots = {"genres": {"metal": None}, "sound": ["bass"]}
    chart = drawn(small, day_rates, make, ["akg-k371"], **slots)
    assert chart.wish is not None
    spans = [chart.wish[band] for band in (0, 1, 2, 4, 5)]
    middles = [round((span.low + span.high) / 2, 1) for span in spans if span]
    assert middles == pytest.approx(wish_of(make("choose", **slots)).balance, abs=0.06)
    assert (chart.wish[3], chart.wish[6]) == (None, None)
    assert chart.wish_of == "your wish: more bass and metal"


def test_who_names_no_taste_sees_what_most_like_with_more_room(
    small: ShelfInMemory, day_rates: Rates, make: Make
) -> None:
    plain = drawn(small, day_rates, make, ["akg-k371"])
    rock = drawn(small, day_rates, make, ["akg-k371"], genres={"rock": None})
    assert plain.wish_of == "what most listeners like"
    assert plain.wish
    assert rock.wish
    wide, narrow = plain.wish[1], rock.wish[1]
    assert wide
    assert narrow
    assert wide.high - wide.low > narrow.high - narrow.low


def test_headroom_comes_from_the_readers_source(small: ShelfInMemory, day_rates: Rates, make: Make) -> None:
    ids = ["sennheiser-hd-600", "etymotic-er2xr", "sony-wh-1000xm4"]
    silent = drawn(small, day_rates, make, ids)
    phone = drawn(small, day_rates, make, ids, sources=["phone"])
    amp = drawn(small, day_rates, make, ids, owned=["schiit-magni-3-plus"])
    assert silent.source is None
    assert [item.headroom for item in silent.items] == [None] * 3
    assert (phone.source, amp.source) == ("a phone", "the Schiit Magni 3+")
    first, second, third = (item.headroom for item in phone.items)
    assert first
    assert first.spare_db is not None
    assert first.spare_db < 0
    assert second
    assert second.spare_db is None
    assert third
    assert third.wireless
    better = amp.items[0].headroom
    assert better
    assert better.spare_db is not None
    assert better.spare_db > 5


def test_in_ears_are_held_against_in_ears(small: ShelfInMemory, day_rates: Rates, make: Make) -> None:
    assert drawn(small, day_rates, make, ["moondrop-aria"]).typical == "typical in-ear"
    mixed = drawn(small, day_rates, make, ["moondrop-aria", "akg-k371"])
    assert mixed.typical == "typical headphone of its form"


def test_what_nobody_measured_has_no_levels(small: ShelfInMemory, day_rates: Rates, make: Make) -> None:
    chart = drawn(small, day_rates, make, ["akg-k551", "akg-k550"])
    assert chart.items[0].levels is None
    assert chart.items[0].measurements == 0
    assert chart.items[1].levels is not None


@pytest.mark.parametrize("ids", [["akg-k551"], ["schiit-asgard-3", "schiit-magni-3-plus"], ["stax-srd-7"], []])
def test_nothing_to_draw_is_none(small: ShelfInMemory, day_rates: Rates, make: Make, ids: list[str]) -> None:
    assert comparison(records(small, *ids), make("choose", candidates=ids), small, day_rates) is None


def test_a_source_makes_a_picture_only_where_a_level_is_known(
    small: ShelfInMemory, day_rates: Rates, make: Make
) -> None:
    reading = make("choose", sources=["phone"])
    assert comparison(records(small, "akg-k551"), reading, small, day_rates) is not None
    assert comparison(records(small, "philips-sbc-hp250"), reading, small, day_rates) is None


def test_amps_are_drawn_with_the_hardest_of_the_readers_headphones(
    small: ShelfInMemory, day_rates: Rates, make: Make
) -> None:
    amps = ["schiit-asgard-3", "apple-usb-c-to-3-5-mm-headphone-jack-adapter"]
    owned = ["philips-fidelio-l2", "sennheiser-hd-600"]
    chart = comparison(records(small, *amps), make("choose", candidates=amps, owned=owned), small, day_rates)
    assert isinstance(chart, LevelChart)
    assert chart.name == "Sennheiser HD 600"
    assert [one.name for one in chart.sources] == [record.name for record in records(small, *amps)]


def test_pairing_reaches_what_the_rules_reckon(small: ShelfInMemory, make: Make) -> None:
    gear, (amp, dac) = head(small, "sennheiser-hd-600"), records(small, "schiit-asgard-3", "schiit-modi-3-plus")
    chart = paired(gear, [amp, dac], make("assess"))
    output = output_from(amp)
    assert output is not None
    found = loudness(gear.db_per_volt or 0, gear.impedance_ohm or 0, output)
    assert found is not None
    assert (chart.sources[0].peak_db, chart.sources[0].spare_db) == (found.peak_db, found.headroom_db)
    assert not chart.sources[0].assumed
    assert chart.sources[1].peak_db is None


def test_the_music_sets_the_target(small: ShelfInMemory, make: Make) -> None:
    gear = head(small, "sennheiser-hd-600")
    targets = [paired(gear, [], make("assess", genres={genre: None})).target for genre in ("pop", "jazz", "classical")]
    assert [target.db for target in targets] == [105, 110, 115]
    assert len({target.music for target in targets}) == 3


def test_without_sources_the_usual_sockets_are_shown(small: ShelfInMemory, make: Make) -> None:
    chart = paired(head(small, "sennheiser-hd-600"), [], make("assess"))
    assert [one.name for one in chart.sources] == ["a phone", "a laptop", "an audio interface"]
    assert all(one.assumed and one.peak_db is not None for one in chart.sources)


def test_kinds_of_source_stand_beside_models_of_other_kinds(small: ShelfInMemory, make: Make) -> None:
    gear, reading = head(small, "sennheiser-hd-600"), make("assess", sources=["phone", "dap", "turntable"])
    alone = paired(gear, [], reading)
    beside = paired(gear, records(small, "fiio-x1", "schiit-asgard-3"), reading)
    assert [one.name for one in alone.sources] == ["a music player", "a phone"]
    assert [one.name for one in beside.sources] == ["FiiO X1", "Schiit Asgard 3", "a phone"]


@pytest.mark.parametrize("gear", ["etymotic-er2xr", "sony-wh-1000xm4"])
def test_without_a_single_level_there_is_no_picture(small: ShelfInMemory, make: Make, gear: str) -> None:
    assert pairing(head(small, gear), records(small, "schiit-asgard-3"), make("assess")) is None


def test_the_digest_tells_contents_apart_and_nothing_else() -> None:
    assert len({chart.digest for chart in CHARTS.values()}) == len(CHARTS)
    assert all(chart.model_copy(deep=True).digest == chart.digest for chart in CHARTS.values())
