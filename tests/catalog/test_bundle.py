"""The bundled files: read whole, or refused with everything that is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from catalog import bundle
from catalog.errors import BadBundle


def test_facts_and_sources_are_read(data: Path) -> None:
    read = bundle.read(data)
    assert (len(read.facts), len(read.sources)) == (24, 3)
    assert read.facts[0].gear == "sennheiser-hd-600"


def test_the_bundle_that_is_shipped_is_sound() -> None:
    assert len(bundle.read().facts) > 50_000


def test_every_problem_of_every_file_is_reported_at_once(data: Path) -> None:
    with (data / "headphones.csv").open("a") as file:
        file.write(
            "akg-k701,weight_g,heavy,oem,published,2024\n"
            "akg-k701,weight_g,235,nobody,published,2024\n"
            "akg-k701,weight_g,235,oem,true,24\n"
            "AKG K701,weight_g,235,oem,published,2024\n"
            "akg-k701,weight_g\n"
            "akg-k701,back,,oem,published,2024\n"
            "akg-k701,back,open,oem,published,2024\n"
            "akg-k701,category,iem,oem,published,2024\n"
            "schiit-magni,model,Magni,oem,published,2024\n"
            "akg-k7,brand,AKG,oem,published,2024\n"
        )
    (data / "iem.csv").write_text("id,name\n")
    (data / "amp.csv").write_bytes(b"gear,field,value,source,trust,as_of\nx,brand,\xff,oem,published,2024\n")
    (data / "dac.csv").unlink()
    (data / "dap.csv").write_text('gear,field,value,source,trust,as_of\n"broken\n')
    with (data / "sources.csv").open("a") as file:
        file.write("oem,Again,,,\n")
    with pytest.raises(BadBundle) as caught:
        bundle.read(data)
    said = str(caught.value)
    for expected in (
        "headphones.csv, line 17, column value: weight_g: 'heavy': expected a number",
        "headphones.csv, line 18, column source: 'nobody': expected the id of a source",
        "headphones.csv, line 19, column trust: 'true': expected one of measured",
        "headphones.csv, line 19, column as_of: '24': expected a date",
        "headphones.csv, line 20, column gear: 'AKG K701': expected an id",
        "headphones.csv, line 21: expected 6 columns, found 2",
        "headphones.csv, line 22, column value: '': expected a value; leave the line out",
        "headphones.csv, line 23, column gear: 'akg-k701': the same line stands above",
        "headphones.csv, line 24, column value: 'iem': expected headphones, as the file's name says",
        "headphones.csv: akg-k7 has no model, category",
        "iem.csv, line 1: expected the columns gear,field",
        "amp.csv: cannot be read: 'utf-8' codec",
        "dac.csv: the file is missing",
        "dap.csv: cannot be read: unexpected end of data",
        "sources.csv, line 5, column id: 'oem': expected a new id and a title",
    ):
        assert expected in said


def test_a_record_has_one_file(data: Path) -> None:
    with (data / "iem.csv").open("a") as file:
        file.write("akg-k701,model,K701,oem,published,2024\n")
    with pytest.raises(
        BadBundle, match=r"iem.csv, line 2, column gear: 'akg-k701': this record is in headphones.csv too"
    ):
        bundle.read(data)


def test_the_stamp_sees_a_touch_and_the_digest_only_content(data: Path) -> None:
    stamp, digest = bundle.stamp(data), bundle.digest(data)
    os.utime(data / "amp.csv", (1, 1))
    assert bundle.stamp(data) != stamp
    assert bundle.digest(data) == digest
    (data / "amp.csv").write_text("else")
    assert bundle.digest(data) != digest
