"""A small bundle, and catalogues made from it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from catalog.models import Category, Rates
from catalog.store import Store

COLUMNS = "gear,field,value,source,trust,as_of"
SOURCES = """id,title,licence,url,as_of
oem,The maker,,https://example.org,2024
lab,A laboratory,MIT,,2025
earshot,Earshot,,,2026
"""
TONALITY = "sub_bass=-5.9 bass=0.2 low_mids=5.2 mids=0 upper_mids=-2.1 treble=-1.6 air=0.4 grade=B"
FACTS = {
    Category.HEADPHONES: f"""
sennheiser-hd-600,alias:HD600,yes,earshot,unverified,
sennheiser-hd-600,back,open,oem,published,2024
sennheiser-hd-600,brand,Sennheiser,oem,published,2024
sennheiser-hd-600,category,headphones,oem,published,2024
sennheiser-hd-600,form,over_ear,oem,published,2024
sennheiser-hd-600,impedance_ohm,300,oem,published,2024
sennheiser-hd-600,impedance_ohm,310,earshot,unverified,2026
sennheiser-hd-600,model,HD 600,oem,published,2024
sennheiser-hd-600,price:msrp,399 USD,oem,published,2012
sennheiser-hd-600,sensitivity_db_mw,97,oem,published,2024
sennheiser-hd-600,tonality,{TONALITY},lab,measured,2025
akg-k701,back,open,oem,published,2024
akg-k701,brand,AKG,oem,published,2024
akg-k701,category,headphones,oem,published,2024
akg-k701,model,K701,oem,published,2024
""",
    Category.AMP: """
schiit-magni,brand,Schiit,oem,published,2024
schiit-magni,category,amp,oem,published,2024
schiit-magni,model,Magni,oem,published,2024
schiit-magni,power:300,400,oem,published,2024
schiit-magni,power:32,2000,oem,published,2024
""",
    Category.SOURCE: """
apple-ipod-classic,brand,Apple,oem,published,2009
apple-ipod-classic,category,source,oem,published,2009
apple-ipod-classic,kind,dap,oem,published,2009
apple-ipod-classic,model,iPod Classic,oem,published,2009
""",
}


def write_bundle(folder: Path, facts: dict[Category, str] = FACTS, sources: str = SOURCES) -> Path:
    """Write a bundle of these facts."""
    folder.mkdir(exist_ok=True)
    (folder / "sources.csv").write_text(sources)
    for category in Category:
        (folder / f"{category}.csv").write_text(f"{COLUMNS}\n{facts.get(category, '').lstrip()}")
    return folder


RATES = Rates(as_of="2026-10-30", per_eur={"EUR": Decimal(1), "USD": Decimal("1.25"), "JPY": Decimal(150)})


@pytest.fixture(autouse=True)
def rates(monkeypatch: pytest.MonkeyPatch) -> Rates:
    """Spare every test the reading of 27 years of rates."""
    monkeypatch.setattr("catalog.rates.latest", lambda: RATES)
    return RATES


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_bundle(tmp_path / "data")


@pytest.fixture
def rewrite(data: Path) -> Callable[[str, str], None]:
    """Replace a text in the bundle's headphones."""

    def replace(old: str, new: str) -> None:
        file = data / "headphones.csv"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    return replace


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "earshot.db"


@pytest.fixture
def store(db: Path, data: Path) -> Iterator[Store]:
    opened = Store.open(db, data=data)
    yield opened
    opened.close()


@pytest.fixture
def write_csv(tmp_path: Path) -> Callable[..., Path]:
    """Write rows, each a sequence of cells, to a CSV file with the columns of an export."""

    def write(*rows: tuple[str, ...], head: str = COLUMNS, name: str = "mine.csv") -> Path:
        file = tmp_path / name
        with file.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(head.split(","))
            writer.writerows(rows)
        return file

    return write
