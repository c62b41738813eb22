"""The bundled data reaches its numbers, its aliases mean the right record, and its figures are the sources'."""

from __future__ import annotations

import json
import re
import runpy
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from catalog import bundle
from catalog.build.names import model_key, plain
from catalog.check import contradictions
from catalog.derive import derive
from catalog.models import Amp, Category, Dac, Headphones, Record, Trust
from catalog.shelf import Shelf

SHARED = Path(__file__).parents[3] / "shared"
EARS = (Category.HEADPHONES, Category.IEM)


@cache
def stock() -> dict[str, Record]:
    """The bundled records by id."""
    facts = bundle.read().facts
    records = {gear: derive(list(said)) for gear, said in groupby(facts, key=lambda f: f.gear)}
    return {gear: record for gear, record in records.items() if record is not None}


@cache
def meanings() -> dict[str, str]:
    """What a model, an alias or a name means, the later before the earlier; spaces and case left out."""
    models = {plain(r.model): r.id for r in stock().values()}
    said = {plain(r.name): r.id for r in stock().values()}
    return models | {plain(alias): r.id for r in stock().values() for alias in r.aliases} | said


def recommendable(record: Record) -> bool:
    if isinstance(record, Headphones):
        heard = record.tonality is not None or bool(record.character)
        return bool(record.prices and record.form and record.back and heard)
    if isinstance(record, Amp):
        return bool(record.prices and (record.power or record.drive))
    return isinstance(record, Dac) and bool(record.prices)


def test_enough_models_are_recognised_and_can_be_recommended() -> None:
    ready = Counter(str(r.category) for r in stock().values() if recommendable(r))
    electronics = {Category.AMP, Category.DAC, Category.DAC_AMP, Category.DAP}
    assert len(stock()) >= 6_000
    assert ready.total() >= 1_500
    assert ready["headphones"] >= 450
    assert ready["iem"] >= 500
    assert sum(r.category in electronics for r in stock().values()) >= 250
    worn = [r for r in stock().values() if r.category in EARS and recommendable(r)]
    assert sum(20 <= float(r.price.amount) <= 3_000 for r in worn if r.price) >= 250


def test_every_fact_makes_part_of_a_record() -> None:
    assert len(stock()) == len({f.gear for f in bundle.read().facts})


def test_nothing_in_it_contradicts_itself() -> None:
    sources = {s.id for s in bundle.read().sources}
    assert contradictions(stock().values(), sources) == []


def test_no_two_records_are_one_model() -> None:
    keys = Counter(model_key(r.brand, r.model) for r in stock().values())
    assert [key for key, count in keys.items() if count > 1] == []


def test_only_listed_sources_under_licences_that_allow_it() -> None:
    read = bundle.read()
    assert {f.source for f in read.facts} <= {s.id for s in read.sources}
    assert all(s.licence for s in read.sources)
    assert not [s for s in read.sources if "NC" in s.licence]
    tones = {f.source for f in read.facts if f.field == "tonality"}
    assert {part for source in tones for part in source.split("+")} == {"autoeq", "opra", "sbaf"}


def test_what_is_kept_by_hand_is_never_more_than_unverified() -> None:
    own = [f for f in bundle.read().facts if f.source in {"earshot", "inferred", "names"} and f.field not in {"brand"}]
    stated = [f for f in own if f.field not in {"brand", "model", "category"}]
    assert all(f.trust is Trust.UNVERIFIED for f in stated)


def test_every_price_has_a_date() -> None:
    assert all(f.as_of for f in bundle.read().facts if f.field.startswith("price:"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("HD6XX", "Sennheiser HD 6XX"),
        ("Massdrop HD6XX", "Sennheiser HD 6XX"),
        ("Senn 600", "Sennheiser HD 600"),
        ("M50", "Audio-Technica ATH-M50"),
        ("M50x", "Audio-Technica ATH-M50x"),
        ("XM5", "Sony WH-1000XM5"),
        ("XM4", "Sony WH-1000XM4"),
        ("QC45", "Bose QuietComfort 45"),
        ("QC35 II", "Bose QuietComfort 35 II"),
        ("B&W P5", "Bowers & Wilkins P5"),
        ("Beyer 770", "Beyerdynamic DT 770 Pro"),
        ("DT770", "Beyerdynamic DT 770 Pro"),
        ("DT 770 Pro 250 ohm", "Beyerdynamic DT 770 Pro"),
        ("K702", "AKG K702"),
        ("AKG K7XX Massdrop", "AKG K7XX"),
        ("LCD2 Closed-Back", "Audeze LCD-2 Closed Back"),
        ("PortaPro", "Koss Porta Pro"),
        ("Truthear Zero Red", "Truthear Zero:Red"),
        ("7Hz Zero 2", "7Hz x Crinacle Zero:2"),
        ("TF10", "Ultimate Ears triple.fi 10"),
        ("SE215", "Shure SE215"),
        ("AirPods Pro 2nd generation", "Apple AirPods Pro 2"),
        ("Aeropex", "Shokz OpenRun"),
        ("E06", "FiiO E6"),
        ("X3 Mark II", "FiiO X3 2nd Gen"),
        ("FiiO A3", "FiiO E11K"),
        ("O2 amp", "JDS Labs O2"),
        ("Bottlehead Crack Speedball", "Bottlehead Crack"),
        ("THX 789", "Drop THX AAA 789"),
        ("Apple dongle", "Apple USB-C to 3.5 mm Headphone Jack Adapter"),
        ("Qudelix 5K", "Qudelix 5K"),
        ("Sansa Clip+", "SanDisk Clip+"),
        ("iPod Classic 160GB", "Apple iPod classic"),
        ("ps5", "Sony PlayStation 5"),
        ("playstation 5", "Sony PlayStation 5"),
        ("series x", "Microsoft Xbox Series X"),
        ("switch", "Nintendo Switch"),
        ("steam deck", "Valve Steam Deck"),
        ("s23 ultra", "Samsung Galaxy S23"),
        ("iPhone 15 Pro", "Apple iPhone 15"),
        ("2i2", "Focusrite Scarlett 2i2"),
        ("Modmic", "Antlion Audio ModMic"),
    ],
)
def test_names_that_people_use(typed: str, name: str) -> None:
    assert stock()[meanings()[plain(typed)]].name == name


@pytest.mark.parametrize(
    ("gear", "expected"),
    [
        ("7hz-timeless", {"form": "in_ear", "driver": "planar", "impedance_ohm": 14.8, "bass": 2.0, "treble": -2.0}),
        ("hifiman-he-r10d", {"back": "closed", "driver": "dynamic", "impedance_ohm": 60.0, "sensitivity_db_mw": 103.0}),
        ("samsung-galaxy-buds2-pro", {"wireless": True, "driver": "dynamic", "sub_bass": 0.6, "air": 3.0}),
        ("takstar-pro-82", {"back": "closed", "impedance_ohm": 32.0, "sensitivity_db_mw": 96.0}),
        ("fostex-th-7", {"impedance_ohm": 70.0, "sensitivity_db_mw": 100.0, "sub_bass": -6.8, "upper_mids": -3.7}),
        ("akg-y50", {"form": "on_ear", "back": "closed", "impedance_ohm": 32.0, "sensitivity_db_v": 115.0}),
        ("sivga-robin-sv021", {"driver": "dynamic", "impedance_ohm": 32.0, "bass": 7.0, "air": 6.7}),
        ("moondrop-blessing-3", {"driver": "hybrid", "impedance_ohm": 18.0, "sensitivity_db_v": 119.0, "air": 5.1}),
        ("epz-k5", {"driver": "hybrid", "impedance_ohm": 30.0, "sensitivity_db_mw": 114.0, "low_mids": 0.8}),
        ("sennheiser-ie-600", {"driver": "dynamic", "impedance_ohm": 18.0, "sensitivity_db_v": 118.0, "sub_bass": 1.4}),
    ],
)
def test_ten_records_against_their_sources(gear: str, expected: dict[str, Any]) -> None:
    record = stock()[gear]
    assert isinstance(record, Headphones)
    bands = record.tonality.bands.model_dump() if record.tonality else {}
    found = record.model_dump() | bands
    assert {field: found[field] for field in expected} == expected


@pytest.mark.parametrize(
    ("brand", "family"),
    [("grado", ["SR80", "SR80i", "SR80e", "SR80x"]), ("audio-technica", ["ATH-M50", "ATH-M50x", "ATH-M50xBT2"])],
)
def test_versions_are_records_of_their_own(brand: str, family: list[str]) -> None:
    assert all(f"{brand}-{model.casefold()}" in stock() for model in family)


def gold_names() -> list[list[str]]:
    """The gear of the reader questions, each with its alternatives."""
    found = []
    for name in ("seed.jsonl", "dev.jsonl"):
        for line in (SHARED / "questions" / name).read_text(encoding="utf-8").splitlines():
            found += [g["name"].split("|") for g in json.loads(line)["gold"].get("gear") or []]
    return found


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reader questions lie beside the project, and are not here")
def test_gear_of_the_reader_questions_is_known() -> None:
    key: Callable[[str], str] = runpy.run_path(str(SHARED / "questions" / "score.py"))["key"]
    known = Counter(key(r.name) for r in stock().values())
    assert [names for names in gold_names() if not any(key(n) in known for n in names)] == []
    assert [name for name, count in known.items() if count > 1] == []


def test_ids_are_readable() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", gear) for gear in stock())


def test_every_record_is_found_by_its_own_name(shelf: Shelf) -> None:
    assert [r.name for r in shelf.all() if shelf.link(r.name).gear != (r.id,)] == []


@pytest.mark.parametrize("name", ["Sennheiser HD 6XX", "AKG K7XX", "Bowers & Wilkins P5", "B & W P5 Series 2"])
def test_names_that_look_like_patterns_or_hold_a_sign_are_found_in_a_sentence(shelf: Shelf, name: str) -> None:
    found = shelf.find(f"I have the {name} at home.")
    assert [(one.text, len(one.gear)) for one in found] == [(name, 1)]
