"""Files in and out: nothing is lost, nothing is run, and a bad file changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.bundle import FACT_COLUMNS, SOURCE_COLUMNS, names
from catalog.edits import Entry, edit
from catalog.errors import BadImport, CannotWrite, StaleEdit
from catalog.exchange import Import, apply, export, preview, standing_facts, tables
from catalog.exchange.cells import neutralise, restore
from catalog.fields import complaint
from catalog.shelf import Shelf
from catalog.store import Store

HD600 = "sennheiser-hd-600"
Write = Callable[..., Path]


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_what_is_exported_can_be_imported_and_changes_nothing(store: Store, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"all.{suffix}"
    assert export(standing_facts(store), file) == 23
    outcome = apply(store, file, "mod", "round trip")
    assert (outcome.differences, outcome.change) == ((), None)


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_edits_travel_to_another_catalogue(store: Store, tmp_path: Path, data: Path, suffix: str) -> None:
    edit(
        store,
        [
            Entry(HD600, "impedance_ohm", ""),
            Entry(HD600, 'alias:\'67 | "Six", + more', "yes"),
            Entry("akg-k701", "model", "+ K701", "https://a.b/c"),
        ],
        "mod",
        "x",
    )
    file = tmp_path / f"all.{suffix}"
    export(standing_facts(store), file)
    other = Store.open(tmp_path / "other.db", data=data)
    assert len(apply(other, file, "mod", "from the other").differences) == 3
    assert other.records().rows == store.records().rows
    assert other.records().version == store.records().version


def test_one_record_can_be_exported(store: Store, tmp_path: Path) -> None:
    assert export(standing_facts(store, "akg-k701"), tmp_path / "one.csv") == 4


def test_a_dry_run_says_field_by_field_what_would_change(store: Store, write_csv: Write) -> None:
    file = write_csv(
        (HD600, "impedance_ohm", "310", "lab", "measured", "2025"),
        (HD600, "weight_g", "260", "lab", "measured", "2025"),
        (HD600, "back", "", "lab", "measured", "2025"),
        (HD600, "form", "over_ear", "oem", "published", "2024"),
    )
    before = store.records()
    assert [tuple(d) for d in preview(store, file).differences] == [
        (HD600, "back", "open (oem, published, 2024)", ""),
        (HD600, "impedance_ohm", "300 (oem, published, 2024)", "310 (lab, measured, 2025)"),
        (HD600, "weight_g", "", "260 (lab, measured, 2025)"),
    ]
    assert store.records() == before
    expected = preview(store, file).differences
    assert apply(store, file, "mod", "from a file") == Import(expected, 2)
    assert preview(store, file).differences == ()


def test_every_bad_row_is_reported_and_nothing_is_applied(store: Store, write_csv: Write) -> None:
    file = write_csv(
        (HD600, "weight_g", "260", "lab", "measured", "2025", ""),
        (HD600, "impedance_ohm", "5000", "lab", "measured", "2025", "ohm"),
        (HD600, "power:32", "5", "lab", "measured", "2025", ""),
        ("akg-k7", "weight_g", "260", "lab", "measured", "2025", ""),
        (HD600, "weight_g", "261", "lab", "measured", "2025", ""),
        (HD600, "release_year", "1997", "someone", "true", "25", "years"),
        (HD600, "weight_g"),
        head="gear,field,value,source,trust,as_of,unit",
    )
    before = store.records()
    for attempt in (lambda: preview(store, file), lambda: apply(store, file, "mod", "x")):
        with pytest.raises(BadImport) as caught:
            attempt()
        said = str(caught.value).splitlines()
        assert said[0] == "The file was not imported. Mend these and import it again (9 problems; nothing was changed):"
        assert [line.strip()[: len("mine.csv, line 3")] for line in said[1:]] == [
            f"mine.csv, line {n}" for n in (3, 4, 5, 6, 7, 7, 7, 7, 8)
        ]
        for expected in (
            "line 3, column value: impedance_ohm: 5000 is outside 1-2000 ohms: check the unit",
            "line 4, column value: '5': power: a record of category headphones has no such field",
            "line 5, column gear: 'akg-k7': a record needs its brand, model, category",
            "line 6, column field: 'weight_g': line 2 says this field of the same source already",
            "line 7, column source: 'someone': expected a source's id",
            "line 7, column trust: 'true': expected one of measured, published, unverified",
            "line 7, column as_of: '25': expected a date",
            "line 7, column unit: 'years': expected nothing, the unit of release_year",
            "line 8: expected 7 columns, found 2",
        ):
            assert expected in str(caught.value)
    assert store.records() == before


def test_a_row_may_say_what_must_still_stand(store: Store, write_csv: Write) -> None:
    head = "gear,field,value,source,trust,as_of,seen"
    row = (HD600, "impedance_ohm", "310", "lab", "measured", "2025")
    with pytest.raises(StaleEdit, match="you saw '32', but now there stands '300'"):
        apply(store, write_csv((*row, "32"), head=head), "mod", "x")
    assert apply(store, write_csv((*row, "300"), head=head), "mod", "x").change == 2


def test_sources_that_disagree_come_in_together(store: Store, write_csv: Write) -> None:
    file = write_csv(
        (HD600, "weight_g", "260", "oem", "published", "2024"),
        (HD600, "weight_g", "254", "lab", "measured", "2025"),
        (HD600, "weight_g", "250", "earshot", "unverified", "2026"),
    )
    apply(store, file, "mod", "three scales")
    record = Shelf(store).get(HD600)
    assert record is not None
    assert record.weight_g == 254.0
    assert [f.value for f in Shelf(store).disagreements(HD600)["weight_g"]] == ["254", "260", "250"]
    assert apply(store, file, "mod", "again").change is None


ROW = b"gear,field,value,source,trust,as_of\nsennheiser-hd-600,weight_g,260,lab,measured,2025\n"


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + ROW, ROW.replace(b"\n", b"\r\n"), ROW + b"\n\n", ROW.rstrip()])
def test_marks_and_line_ends_of_other_programs_are_fine(store: Store, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "mine.CSV"
    file.write_bytes(raw)
    assert apply(store, file, "mod", "x").change == 2


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.csv", ROW.decode().encode("utf-16"), "the file is in UTF-16 or binary; save it as UTF-8"),
        ("a.csv", ROW.decode().encode("utf-16-le"), "the file is in UTF-16 or binary"),
        (
            "a.csv",
            ROW + "x,brand,é,lab,measured,\n".encode("latin-1"),
            "line 3: the byte 0xe9 is not UTF-8 (it looks like Latin-1",
        ),
        ("a.csv", b"", "expected the columns gear,field,value,source,trust,as_of and, if need be, unit,seen; missing"),
        ("a.csv", ROW.replace(b",", b";"), "expected columns parted by commas"),
        ("a.csv", ROW.replace(b"as_of", b"date"), "missing: 'as_of'; unknown: 'date'"),
        ("a.csv", ROW.replace(b"as_of", b"gear"), "twice: 'gear'"),
        ("a.csv", ROW + b'x,"y', "line 3: the rest cannot be read: unexpected end of data"),
        ("a.csv", ROW + b"x," + b"y" * 200_000, "line 3: the rest cannot be read: field larger than field limit"),
        ("a.xlsx", ROW, "expected a file ending in .csv or .json"),
        ("a.json", b"", "a.json, line 1: expected a list of objects"),
        ("a.json", b'{"gear": "x"}', "expected a list of objects"),
        ("a.json", b"[\n3,\n[]]", "a.json, line 3: expected an object"),
        ("a.json", b'[\n{"gear": "x"}]', "a.json, line 2: expected the columns gear"),
        ("a.json", b'[{"gear": 3, "gear": 4}]', "line 1: the rest cannot be read: an object says the same key twice"),
        ("a.json", b'[{"gear": 3}]', "expected text in quotes for gear"),
        ("a.json", b"[" * 100_000, "line 1: the rest cannot be read"),
        ("a.json", b"[{} {}]", "expected a comma or the list's end"),
        ("a.json", b"[] 3", "expected nothing after the list's end"),
        ("a.json", b"[", "the rest cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(store: Store, tmp_path: Path, name: str, raw: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(raw)
    with pytest.raises(BadImport) as caught:
        apply(store, file, "mod", "x")
    assert said in str(caught.value)


def test_a_missing_or_huge_file_says_so(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadImport, match="the file cannot be read: No such file"):
        preview(store, tmp_path / "none.csv")
    monkeypatch.setattr(tables, "LARGEST", 10)
    (tmp_path / "huge.csv").write_bytes(ROW)
    with pytest.raises(BadImport, match="the file is larger than 0 MB; part it"):
        preview(store, tmp_path / "huge.csv")


def test_an_export_that_fails_leaves_the_old_file(store: Store, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"expected a name ending in .csv or .json"):
        export(standing_facts(store), tmp_path / "a.txt")
    with pytest.raises(CannotWrite, match=r"No such file or directory\. Name another file"):
        export(standing_facts(store), tmp_path / "none" / "a.csv")
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(CannotWrite):
        export(standing_facts(store), tmp_path / "a.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "data", "folder"]


def test_an_exported_cell_is_never_a_formula(store: Store, tmp_path: Path) -> None:
    entries = [Entry(HD600, "alias:+ HD", "yes"), Entry("akg-k701", "model", "+ K701"), Entry(HD600, "model", "- HD")]
    edit(store, entries, "mod", "x")
    export(standing_facts(store), tmp_path / "a.csv")
    cells = [cell for line in (tmp_path / "a.csv").read_text().splitlines() for cell in line.split(",")]
    assert "'+ K701" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@given(st.text())
def test_a_cell_survives_being_neutralised(cell: str) -> None:
    assert restore(neutralise(cell)) == cell
    assert not neutralise(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20).filter(
    lambda name: not complaint("model", name)
)


@settings(max_examples=25, deadline=None)
@given(said=st.lists(NAMES, min_size=1, max_size=5, unique=True), suffix=st.sampled_from(["csv", "json"]))
def test_any_names_survive_the_round_trip(said: list[str], suffix: str) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        file = place / f"a.{suffix}"
        rows = [("brand", said[0]), ("model", said[-1]), ("category", "iem"), *((f"alias:{n}", "yes") for n in said)]
        facts = [dict(zip(FACT_COLUMNS, ("x", f, v, "moderator", "published", ""), strict=True)) for f, v in rows]
        (place / "a.json").write_text(json.dumps(facts))
        store = Store.open(place / "a.db", data=place_bundle(place))
        apply(store, place / "a.json", "mod", "x")
        export(standing_facts(store, "x"), file)
        other = Store.open(place / "b.db", data=place / "data")
        assert len(apply(other, file, "mod", "x").differences) == len(rows)
        assert other.records().version == store.records().version
        store.close()
        other.close()


def place_bundle(place: Path) -> Path:
    (place / "data").mkdir()
    for name in names():
        columns = SOURCE_COLUMNS if name == "sources.csv" else FACT_COLUMNS
        (place / "data" / name).write_text(",".join(columns) + "\n")
    return place / "data"
