"""Put the facts down as text: a file a category, the sources, and the credits, the same on every run."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from catalog.build.choose import Fact
from catalog.build.claims import origins
from catalog.models import Category

COLUMNS = ("gear", "field", "value", "source", "trust", "as_of")
ABOUT = """# The bundled catalogue: licences and credits

Made by `python -m catalog.build`; `catalog/FORMAT.md` says what the columns mean. Every line names its source, and
`sources.csv` lists them.

The tonality lines (`field` is `tonality`) are published under CC BY-SA 4.0. They are averages computed from

- AutoEq by Jaakko Pasanen (MIT), with credit to the measurers that each line names after `measurers=` (among them
  oratory1990, crinacle, Rtings, Innerfidelity, Headphone.com, Super Review, HypetheSonics, Kuulokenurkka,
  ToneDeafMonk and Jaytiss);
- OPRA, Open Profiles for Revealing Audio (CC BY-SA 4.0), with credit to the presets' authors, oratory1990 above all;
- the Super Best Audio Friends' measurements (CC BY 4.0).

All other lines are single facts (an impedance, a price on a date, a name), carried with their source; no sentence,
rank, grade or comment of a reviewer is carried. What comes from `earshot` is our own hand-kept list: widely known, no
source at hand, so marked unverified, and never preferred to a figure that somebody published. What comes from
`inferred` follows from the kind of thing alone. Figures under non-commercial licences are not carried.

| file | models | facts |
| --- | --- | --- |
"""


def write(facts: Iterable[Fact], out: Path) -> Counter[str]:
    """Write everything into a folder and count the models of each category."""
    by_gear: dict[str, list[Fact]] = {}
    for fact in facts:
        by_gear.setdefault(fact.gear, []).append(fact)
    files: dict[str, list[Fact]] = {str(c): [] for c in Category}
    models: Counter[str] = Counter()
    for gear in sorted(by_gear):
        category = next(f.value for f in by_gear[gear] if f.field == "category")
        models[category] += 1
        files[category] += sorted(by_gear[gear], key=lambda f: (f.field, f.trust, f.source, f.value))
    out.mkdir(parents=True, exist_ok=True)
    for category, lines in files.items():
        rows = [[f.gear, f.field, f.value, f.source, str(f.trust), f.as_of] for f in lines]
        _csv(out / f"{category}.csv", COLUMNS, rows)
    used = {f.source for lines in files.values() for f in lines}
    rows = [[o.id, o.title, o.licence, o.url, o.as_of] for o in origins() if o.id in used]
    _csv(out / "sources.csv", ("id", "title", "licence", "url", "as_of"), sorted(rows))
    table = "".join(f"| `{c}.csv` | {models[c]:,} | {len(lines):,} |\n" for c, lines in files.items())
    (out / "README.md").write_text(ABOUT + table, encoding="utf-8")
    return models


def _csv(path: Path, columns: tuple[str, ...], rows: list[list[str]]) -> None:
    """Write one CSV file with the line ends of this project."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
