"""Measure the catalogue's store: first start, next start, snapshot, refresh after an edit, memory.

Usage: python -m tests.bench.catalog [--records N]. With --records, on a made-up bundle of N records instead of the
bundled one. Every step runs in a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

MEASURE = """
import resource, sys, time
from pathlib import Path
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
t = time.perf_counter()
import catalog.models
t, t0 = time.perf_counter(), t
print(f"  import of the models     {t - t0:6.3f} s   peak {peak():4.0f} MB")
from catalog.shelf import Shelf
from catalog.store import Store
t, t0 = time.perf_counter(), t
print(f"  import of the store      {t - t0:6.3f} s   peak {peak():4.0f} MB")
shelf = Shelf(Store.open(Path(sys.argv[1]), data=Path(sys.argv[2])))
t, t0 = time.perf_counter(), t
print(f"  open                     {t - t0:6.3f} s   peak {peak():4.0f} MB")
records = shelf.all()
t, t0 = time.perf_counter(), t
print(f"  all {len(records):6} records       {t - t0:6.3f} s   peak {peak():4.0f} MB")
shelf.refresh()
t = time.perf_counter()
for _ in range(1000): shelf.refresh()
print(f"  refresh without news     {(time.perf_counter() - t):6.3f} ms")
"""

BANDS = ("sub_bass", "bass", "low_mids", "mids", "upper_mids", "treble", "air")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int)
    records = parser.parse_args().records
    with tempfile.TemporaryDirectory() as folder:
        data = Path("catalog/data").absolute()
        if records:
            data = Path(folder) / "data"
            make_up(data, records)
        for turn in ("first start", "next start"):
            print(turn)
            subprocess.run([sys.executable, "-c", MEASURE, f"{folder}/earshot.db", str(data)], check=True)  # noqa: S603


def make_up(folder: Path, records: int) -> None:
    """Write a bundle of about as many facts a record as the real one has, half headphones, half in-ears."""
    folder.mkdir()
    chance = random.Random(1)
    (folder / "sources.csv").write_text(
        "id,title,licence,url,as_of\nmade-up,Made up,MIT,,2024\nother,Other,MIT,,2023\n"
    )
    for name in ("headphones", "iem", "amp", "dac", "dac_amp", "dap", "source", "accessory"):
        with (folder / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["gear", "field", "value", "source", "trust", "as_of"])
            if name in ("headphones", "iem"):
                for number in range(records // 2):
                    writer.writerows(_facts(name, number, chance))


def _facts(category: str, number: int, chance: random.Random) -> list[list[str]]:
    gear = f"brand-{number % 200}-{category}-{number}"
    said = {"brand": f"Brand {number % 200}", "model": f"{category} {number}", "category": category}
    said |= {f"alias:{category[0]}{number}": "yes", "popularity": str(number % 100)}
    said |= {"form": "over_ear", "back": chance.choice(["open", "closed"]), "driver": "dynamic"}
    if chance.random() < 0.9:
        bands = " ".join(f"{band}={chance.uniform(-5, 5):.1f}" for band in BANDS)
        said["tonality"] = f"{bands} spread=1.2 grade=B measurers=crinacle+rtings"
    if chance.random() < 0.3:
        said |= {"impedance_ohm": "32", "sensitivity_db_mw": "98", "weight_g": "250", "release_year": "2019"}
        said |= {"price:street": "149.99 USD", "price:msrp": "199 USD"}
    return [
        [gear, about, value, chance.choice(["made-up", "other"]), "published", "2024-05"]
        for about, value in said.items()
    ]


if __name__ == "__main__":
    main()
