"""The build brings spellings together, keeps versions apart, and carries only what may be carried."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from catalog.build.__main__ import report
from catalog.build.assemble import gather, lines, one_name, weakness, without_misread
from catalog.build.choose import Fact
from catalog.build.claims import Claim, Notes, named, origins, own_rows
from catalog.build.names import clean, model_key, slug, split_name, words
from catalog.build.write import write
from catalog.models import Category, Trust

LONG = "brand,model,field,value,trust,source"
SPECS = "category,brand,model"
TONES = (
    "name,brand,model,variant,form,sub_bass_20_60,bass_60_250,low_mids_250_500,mids_500_2k,upper_mids_2k_5k,"
    "treble_5k_10k,air_10k_20k,spread_db,best_grade,n_used,measurers_used,note,data_sources"
)
POWER = "brand,model,basis,sens_dB_per_V,note"
NAMES = "name,category_hint,first_source"
SHEET = "Sha1rholder/Sound-Library:data/over-ear sensitivity official.csv"


def tables(folder: Path, **content: list[str]) -> Path:
    """A folder of source tables with the given lines under their heads."""
    heads = {
        "gear_specs": SPECS,
        "gear_specs_long": LONG,
        "tonality_models": TONES,
        "power": POWER,
        "names_with_category": NAMES,
    }
    for name, head in heads.items():
        folder.joinpath(f"{name}.csv").write_text("\n".join([head, *content.get(name, [])]) + "\n", encoding="utf-8")
    return folder


def built(folder: Path, notes: Notes | None = None) -> dict[str, list[Fact]]:
    """What the build makes of a folder, by gear."""
    notes = notes or Notes()
    found: dict[str, list[Fact]] = {}
    for fact in one_name(list(lines(gather(folder, notes), notes)), notes):
        found.setdefault(fact.gear, []).append(fact)
    return found


def values(facts: list[Fact], field: str) -> list[str]:
    return [f.value for f in facts if f.field == field]


@pytest.mark.parametrize(
    ("brand", "spellings"),
    [
        ("Sennheiser", ["HD 600", "HD600", "HD-600", "hd 600"]),
        ("Audio-Technica", ["ATH-M50", "M50", "ATH M50"]),
        ("Sony", ["MDR-7506", "7506", "MDR 7506"]),
        ("Beyerdynamic", ["DT 770 Pro", "DT770 PRO", "DT 770 Pro (250 Ohm)", "DT 770 Pro 80 ohm"]),
        ("FiiO", ["X3 II", "X3 MK2", "X3 Mark II", "X3 mkII"]),
        ("Apple", ["AirPods Pro 2nd generation", "AirPods Pro (2nd Gen)", "AirPods Pro Gen 2"]),
        ("Samsung", ["Galaxy Buds+", "Galaxy Buds Plus"]),
        ("Phonak", ["Audéo PFE 012", "Audeo PFE-012"]),
    ],
)
def test_spellings_of_one_model_meet(brand: str, spellings: list[str]) -> None:
    assert len({model_key(brand, s) for s in spellings}) == 1


@pytest.mark.parametrize(
    ("brand", "models"),
    [
        ("Audio-Technica", ["ATH-M50", "ATH-M50x", "ATH-M50xBT", "ATH-M50xBT2"]),
        ("Grado", ["SR80", "SR80i", "SR80e", "SR80x"]),
        ("Sennheiser", ["HD 600", "HD 650", "HD 660S", "HD 660S2", "HD 6XX"]),
        ("Beyerdynamic", ["DT 770 Pro", "DT 770 Pro X", "DT 770 M", "DT 990 Pro", "DT 990"]),
        ("Schiit", ["Magni", "Magni 2", "Magni 3", "Magni 3+", "Magni+"]),
        ("AKG", ["K7", "K72", "K7 II", "K702", "K712"]),
        ("Sennheiser", ["HD 800", "HD 800 S", "HD 820"]),
    ],
)
def test_versions_stay_apart(brand: str, models: list[str]) -> None:
    assert len({model_key(brand, m) for m in models}) == len(models)


@pytest.mark.parametrize(
    "brands", [("B&W", "Bowers & Wilkins"), ("HIFIMAN", "HiFiMAN"), ("MrSpeakers", "Dan Clark Audio")]
)
def test_one_maker_under_two_names(brands: tuple[str, str]) -> None:
    assert len({model_key(b, "X 1") for b in brands}) == 1


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("ATH-M50x (Dekoni Sheepskin Earpads) v2", "ATH-M50x"),
        ("Cloud II - Black", "Cloud II"),
        ("HE-400 (serial number 2312260)", "HE-400"),
        ("Ear (1)", "Ear 1"),
        ("Aeon 2 (Closed)", "Aeon 2 Closed"),
    ],
)
def test_what_only_tells_samples_apart_goes(text: str, model: str) -> None:
    assert clean(text)[0] == model


@pytest.mark.parametrize(
    ("brand", "model", "made"),
    [
        ("Drop", "+ Sennheiser PC38X", ("Sennheiser", "PC38X")),
        ("Drop", "KOSS KSC75X", ("Koss", "KSC75X")),
        ("Sennheiser", "x Drop HD 6XX", ("Sennheiser", "HD 6XX")),
        ("Logitech", "UE 900", ("Ultimate Ears", "900")),
        ("HP", "HyperX Cloud II", ("HyperX", "Cloud II")),
        ("Sony", "MDR-ZX300/BLK", ("Sony", "MDR-ZX300")),
        ("Philips", "SHE3590WT/10", ("Philips", "SHE3590")),
        ("Koss", "UR/10", ("Koss", "UR/10")),
        ("Drop", "THX AAA 789", ("Drop", "THX AAA 789")),
    ],
)
def test_sellers_and_finishes_are_no_part_of_a_model(brand: str, model: str, made: tuple[str, str]) -> None:
    assert named(brand, model)[:2] == made


def test_a_name_is_divided_at_its_longest_brand() -> None:
    assert split_name("Dan Clark Audio Aeon 2", words().brands) == ("Dan Clark Audio", "Aeon 2")
    assert split_name("Massdrop x Sennheiser HD 6XX", words().brands) == ("Sennheiser", "HD 6XX")
    assert split_name("Nobody Knows", words().brands) is None


def test_ids_are_plain() -> None:
    assert slug("Tangzu Wan'er S.G.") == "tangzu-waner-s-g"
    assert slug("Phonak Audéo PFE 012") == "phonak-audeo-pfe-012"


def test_rows_of_one_model_are_one_record_with_the_better_source(tmp_path: Path) -> None:
    long = [
        f"Fictive,Z-900,impedance_ohm,300,B+,{SHEET}",
        "Fictive,z900,impedance_ohm,64,B-,Frieve-A/audioreview:x.md",
        "Fictive,Z 900,price_seen_usd,250,B-,Frieve-A/audioreview:x.md",
    ]
    specs = ["headphone,Fictive,Z-900", "headphone,Fictive,z900", "headphone,Fictive,Z 900"]
    made = built(tables(tmp_path, gear_specs=specs, gear_specs_long=long))
    mine = [gear for gear in made if gear.startswith("fictive")]
    assert len(mine) == 1
    ohms = [f for f in made[mine[0]] if f.field == "impedance_ohm"]
    assert [(f.value, f.trust) for f in ohms] == [("300", Trust.PUBLISHED), ("64", Trust.UNVERIFIED)]
    assert values(made[mine[0]], "price:seen") == ["250 USD"]


def test_what_may_not_be_shipped_is_not(tmp_path: Path) -> None:
    long = [
        "Fictive,P1,msrp_usd,99,A-,jrequiroso/dap-database:src/data/daps.csv (row source: x)",
        "Fictive,H1,measured_mv_94db,120,A-,Sha1rholder/Sound-Library:data/over-ear sensitivity asr.csv",
        f"Fictive,H1,sensitivity_db,101,B+,{SHEET}",
    ]
    tones = ["Fictive H1,Fictive,H1,,over/on-ear,1,1,1,0,1,1,1,,B,1,Fossy,,nothing stated"]
    made = built(
        tables(
            tmp_path, gear_specs=["dap,Fictive,P1", "headphone,Fictive,H1"], gear_specs_long=long, tonality_models=tones
        )
    )
    assert {f.field for f in made["fictive-p1"]} == {"brand", "model", "category", "inputs", "outputs"}
    assert {f.source for f in made["fictive-p1"]} == {"names", "inferred"}
    assert {f.field for f in made["fictive-h1"]} == {"brand", "model", "category"}


def test_tonality_is_of_the_plain_model_and_names_its_measurers(tmp_path: Path) -> None:
    bands = "0.5,1,1,0,-1,-2,-3,1.2"
    tones = [
        "Fictive T (worn earpads),Fictive,T,worn earpads,in-ear,9,9,9,0,9,9,9,,A,9,crinacle,,AutoEq (MIT)",
        f"Fictive T,Fictive,T,,in-ear,{bands},B,2,Hi End Portable|Jaytiss,,AutoEq (MIT); OPRA (CC BY-SA 4.0)",
    ]
    made = built(tables(tmp_path, tonality_models=tones))["fictive-t"]
    (tone,) = [f for f in made if f.field == "tonality"]
    assert tone.value.startswith("sub_bass=0.5 bass=1.0 low_mids=1.0 mids=0.0 upper_mids=-1.0 treble=-2.0 air=-3.0")
    assert tone.value.endswith("spread=1.2 grade=B measurers=Hi End Portable+Jaytiss")
    assert (tone.source, tone.trust) == ("autoeq+opra", Trust.MEASURED)
    (back,) = [f for f in made if f.field == "back"]
    assert (back.value, back.source, back.trust) == ("closed", "inferred", Trust.UNVERIFIED)


def test_a_leaky_measurement_is_no_balance_but_names_a_model(tmp_path: Path) -> None:
    tones = ["Fictive L,Fictive,L,,in-ear,-24,-12,0,0,0,0,0,,B,1,crinacle,possible bad seal: alone,AutoEq (MIT)"]
    made = built(tables(tmp_path, tonality_models=tones))["fictive-l"]
    assert values(made, "model") == ["L"]
    assert not values(made, "tonality")


def test_a_number_in_the_name_is_kept_with_its_balance(tmp_path: Path) -> None:
    bands = "0.5,1,1,0,-1,-2,-3,1.2"
    tones = [f"Nothing ear (2),Nothing,ear,2,in-ear,{bands},B,2,Jaytiss,,AutoEq (MIT)"]
    made = built(tables(tmp_path, tonality_models=tones))
    assert values(made["nothing-ear-2"], "tonality")
    assert not values(made.get("nothing-ear", []), "tonality")


def test_power_fits_the_outputs(tmp_path: Path) -> None:
    said = "joenangle/hifinder:data/research/a.json"
    long = [
        f"Fictive,A,power_mw_at_ohm,500@32; balanced 900@32,B,{said}",
        f"Fictive,A,balanced,no,B,{said}",
        f"Fictive,B,power_mw_at_ohm,900@32; balanced 900@32,B,{said}",
        f"Fictive,B,balanced,yes,B,{said}",
    ]
    made = built(tables(tmp_path, gear_specs=["amp,Fictive,A", "amp,Fictive,B"], gear_specs_long=long))
    assert [f.field for f in made["fictive-a"] if f.field.startswith("power")] == ["power:32"]
    assert [f.field for f in made["fictive-b"] if f.field.startswith("power")] == ["power:32:balanced"]


def test_what_a_table_has_wrong_is_left_out_and_told(tmp_path: Path) -> None:
    row = own_rows("misread.csv")[0]
    claims = [Claim(row["brand"], row["model"], "amp", row["field"], value) for value in (row["value"], "77")]
    notes = Notes()
    assert [claim.value for claim in without_misread(claims, notes)] == ["77"]
    assert row["why"] in notes.lines["dropped: misread"][0]


def test_of_two_seen_prices_the_newer_stands(tmp_path: Path) -> None:
    long = [
        "Fictive,A,price_seen_usd,270,B,IrisNg/headphones-arena:seeds/headphoneSeed.js",
        "Fictive,A,price_seen_usd,309,B-,Frieve-A/audioreview:a.md",
    ]
    made = built(tables(tmp_path, gear_specs=["headphone,Fictive,A"], gear_specs_long=long))["fictive-a"]
    assert [(f.value, f.as_of) for f in made if f.field == "price:seen"] == [("309 USD", "2026")]


def test_absurd_shop_prices_and_years_are_dropped(tmp_path: Path) -> None:
    long = [
        "Fictive,A,msrp_usd,100,A,https://www.stereophile.com/content/handsome-philips",
        "Fictive,A,street_usd_2025,498.88,B-,docyx/pc-part-dataset:data",
        "Fictive,A,release_year,2007,C,Frieve-A/audioreview:a.md",
        "Fictive,B,street_usd_2025,50,B-,docyx/pc-part-dataset:data",
        "Fictive,B,release_year,2021,C,Frieve-A/audioreview:b.md",
    ]
    notes = Notes()
    made = built(
        tables(tmp_path, gear_specs=["headphone,Fictive,A", "headphone,Fictive,B"], gear_specs_long=long), notes
    )
    assert values(made["fictive-a"], "price:msrp") == ["100 USD"]
    assert not values(made["fictive-a"], "price:street")
    assert not values(made["fictive-a"], "release_year")
    assert values(made["fictive-b"], "price:street") == ["50 USD"]
    assert values(made["fictive-b"], "release_year") == ["2021"]
    told = report(notes, write([], tmp_path / "out"), everything=True)
    assert "fictive-a 498.88 USD" in told


def test_names_alone_make_records_and_samples_do_not(tmp_path: Path) -> None:
    lines_ = [
        "Sennheiser HD 1234 Fictive,headphone,OPRA",
        "Sennheiser HD 1234 Fictive (black),headphone,OPRA",
        "Moondrop Fictive Foam Mod,iem,phone book",
        "Moondrop Harman Target,iem,phone book",
        "Nobody Fictive,iem,phone book",
    ]
    notes = Notes()
    made = built(tables(tmp_path, names_with_category=lines_), notes)
    assert [g for g in made if "fictive" in g] == ["sennheiser-hd-1234-fictive"]
    assert any("brand not known" in kind for kind in notes.lines)


def test_the_same_on_every_run(tmp_path: Path) -> None:
    long = [f"Fictive,M{n},impedance_ohm,{n},B+,{SHEET}" for n in range(16, 40)]
    folder = tables(tmp_path, gear_specs=[f"iem,Fictive,M{n}" for n in range(16, 40)], gear_specs_long=long)
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        notes = Notes()
        write(one_name(list(lines(gather(folder, notes), notes)), notes), out)
    for path in sorted(outs[0].iterdir()):
        assert path.read_bytes() == (outs[1] / path.name).read_bytes()
    assert {p.name for p in outs[0].iterdir()} == {"README.md", "sources.csv", *(f"{c}.csv" for c in Category)}


@pytest.mark.parametrize(
    ("alias", "model", "why"),
    [
        ("X2", "Fidelio X2", "too short to stand alone"),
        ("009", "SR-009", "too short to stand alone"),
        ("Tea", "Mangird Tea", "an everyday word"),
        ("GATE", "Gate", "repeats the model"),
        ("HD800", "HD 800", ""),
        ("Senn 600", "HD 600", ""),
    ],
)
def test_weak_aliases_bring_spellings_together_but_link_nothing(alias: str, model: str, why: str) -> None:
    assert weakness(alias, model, device=False) == why


@pytest.mark.parametrize("name", ["headphones.csv", "iem.csv", "electronics.csv", "devices.csv", "accessories.csv"])
def test_the_hand_kept_tables_are_in_order(name: str) -> None:
    rows = own_rows(name)
    keys = [model_key(r["brand"], r["model"]) for r in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        assert row["brand"]
        assert row["model"]
        for kind in ("msrp", "street"):
            assert bool(row.get(kind)) == bool(row.get(f"{kind}_year")), row


def test_every_source_has_a_title_and_a_licence() -> None:
    assert all(o.id and o.title and o.licence and o.as_of for o in origins())
    assert len({o.id for o in origins()}) == len(origins())


def test_output_parses_as_csv(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(
        [
            Fact("a-b", "category", "iem", "names", Trust.UNVERIFIED, "2026"),
            Fact("a-b", "model", 'B, "b"', "names", Trust.UNVERIFIED, ""),
        ],
        out,
    )
    with (out / "iem.csv").open(encoding="utf-8", newline="") as file:
        assert [row["value"] for row in csv.DictReader(file)] == ["iem", 'B, "b"']
