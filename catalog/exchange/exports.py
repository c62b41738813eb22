"""The standing facts to a file, a line each: CSV for spreadsheets, JSON for programs; replaced whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from catalog.bundle import FACT_COLUMNS
from catalog.derive import lacks, standing
from catalog.errors import CannotWrite
from catalog.exchange.cells import neutralise
from catalog.exchange.tables import FORMATS
from catalog.models import Fact
from catalog.store import Store


def standing_facts(store: Store, gear: str | None = None, layer: int | None = None) -> Iterator[Fact]:
    """Give the facts that the records are made of, sorted by gear and field.

    With `gear`, those of that one; with a `layer`, of the records as that server sees them.
    """
    facts = store.facts(gear, layer) if gear else store.every_fact(layer)
    for _, log in groupby(facts, key=lambda fact: fact.gear):
        chosen = standing(log)
        if not lacks(chosen):
            yield from (fact for _, fact in sorted(chosen.items()))


def export(facts: Iterator[Fact], path: Path) -> int:
    """Write facts to a file ending in .csv or .json, and return how many.

    Errors: CannotWrite; a file that was there is as it was then.
    """
    if path.suffix.lower() not in FORMATS:
        raise CannotWrite(path, "expected a name ending in .csv or .json")
    rows = [[getattr(fact, column) for column in FACT_COLUMNS] for fact in facts]
    text = _json(rows) if path.suffix.lower() == ".json" else _csv(rows)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(text, encoding="utf-8", newline="")
        os.replace(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise CannotWrite(path, error.strerror or str(error)) from error
    return len(rows)


def _csv(rows: list[list[str]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(FACT_COLUMNS)
    writer.writerows([neutralise(str(cell)) for cell in row] for row in rows)
    return file.getvalue()


def _json(rows: list[list[str]]) -> str:
    lines = [json.dumps(dict(zip(FACT_COLUMNS, row, strict=True)), ensure_ascii=False) for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]\n"
