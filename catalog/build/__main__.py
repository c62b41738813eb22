"""Command line of the build."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from catalog.build.assemble import gather, lines, one_name
from catalog.build.claims import Notes
from catalog.build.write import write

SHOWN = 12


def report(notes: Notes, models: Counter[str], everything: bool) -> str:
    """What was made, merged, dropped and left undecided."""
    text = [f"{models.total():,} models: " + ", ".join(f"{n:,} {c}" for c, n in sorted(models.items()))]
    for kind, found in sorted(notes.lines.items()):
        distinct = sorted(set(found))
        text.append(f"\n{kind}: {len(found):,} ({len(distinct):,} distinct)")
        step = 1 if everything else max(1, len(distinct) // SHOWN)
        text += [f"  {line}" for line in distinct[::step]]
    return "\n".join(text)


def main() -> None:
    """Build the bundled data from a folder of source tables and say what happened."""
    parser = argparse.ArgumentParser(prog="python -m catalog.build", description=main.__doc__)
    parser.add_argument("tables", type=Path, help="the folder of source tables")
    parser.add_argument("--out", type=Path, default=Path("catalog/data"), help="where to write (default: catalog/data)")
    parser.add_argument("--all", action="store_true", help="print every line of the report, not a sample")
    options = parser.parse_args()
    notes = Notes()
    models = gather(options.tables, notes)
    counted = write(one_name(list(lines(models, notes)), notes), options.out)
    print(report(notes, counted, options.all))


if __name__ == "__main__":
    main()
