"""Files to rows: the encoding, CSV and JSON, with the line of every row. What a row says is not judged here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from catalog.bundle import FACT_COLUMNS
from catalog.errors import BadImport, Problem
from catalog.exchange.cells import restore

OPTIONAL = ("unit", "seen")
LARGEST = 64 * 1024 * 1024  # bytes; ten times the whole catalogue
FORMATS = (".csv", ".json")


class Row(NamedTuple):
    """A row as written: the line that it begins or ends on, and its cells by column."""

    line: int
    cells: Mapping[str, str]


def read(path: Path) -> tuple[list[Row], list[Problem]]:
    """Read a file's rows, and what keeps some of them from being read.

    Errors: BadImport, where no row can be read at all.
    """
    if path.suffix.lower() not in FORMATS:
        raise BadImport([Problem("expected a file ending in .csv or .json", str(path))])
    text = _text(path)
    problems: list[Problem] = []
    rows = _csv(text, path.name, problems) if path.suffix.lower() == ".csv" else _json(text, path.name, problems)
    return list(rows), problems


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            what = f"the file is larger than {LARGEST >> 20} MB; part it, or see whether it is the right one"
            raise BadImport([Problem(what, str(path))])
        raw = path.read_bytes()
    except OSError as error:
        raise BadImport([Problem(f"the file cannot be read: {error.strerror}", str(path))]) from error
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:100]:
        raise BadImport([Problem("the file is in UTF-16 or binary; save it as UTF-8", str(path))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = (
            f"the byte 0x{raw[error.start]:02x} is not UTF-8 (it looks like Latin-1 or Windows-1252); save it as UTF-8"
        )
        raise BadImport([Problem(what, path.name, line)]) from error


def _csv(text: str, name: str, problems: list[Problem]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(reader, [])]
        wrong = _wrong_columns(head)
        if wrong:
            problems.append(Problem(wrong, name, 1))
            return
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(head):
                problems.append(Problem(f"expected {len(head)} columns, found {len(cells)}", name, reader.line_num))
                continue
            yield Row(reader.line_num, {column: restore(cell) for column, cell in zip(head, cells, strict=True)})
    except csv.Error as error:
        problems.append(Problem(f"the rest cannot be read: {error}", name, reader.line_num))


def _wrong_columns(head: list[str]) -> str:
    missing = [column for column in FACT_COLUMNS if column not in head]
    strange = [column for column in head if column not in (*FACT_COLUMNS, *OPTIONAL)]
    doubled = sorted({column for column in head if head.count(column) > 1})
    if len(head) == 1 and any(mark in head[0] for mark in ";\t"):
        return "expected columns parted by commas; save it as comma-separated"
    parts = [
        f"{said}: {', '.join(map(repr, which))}"
        for said, which in (("missing", missing), ("unknown", strange), ("twice", doubled))
        if which
    ]
    columns = f"expected the columns {','.join(FACT_COLUMNS)} and, if need be, {','.join(OPTIONAL)}"
    return f"{columns}; {'; '.join(parts)}" if parts else ""


def _json(text: str, name: str, problems: list[Problem]) -> Iterator[Row]:
    decoder = json.JSONDecoder(object_pairs_hook=_once)
    at, line = _skip(text, 0), 1
    if text[at : at + 1] != "[":
        problems.append(Problem("expected a list of objects, as an export writes it", name, 1))
        return
    at = _skip(text, at + 1)
    counted = 0
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            problems.append(Problem(f"the rest cannot be read: {error}", name, line))
            return
        wrong = _wrong_object(value)
        if wrong:
            problems.append(Problem(wrong, name, line))
        else:
            yield Row(line, value)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            problems.append(Problem("expected a comma or the list's end", name, line))
            return
    if text[at + 1 :].strip():
        problems.append(Problem("expected nothing after the list's end", name, line))


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in " \t\r\n":
        at += 1
    return at


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object says the same key twice")
    return found


def _wrong_object(value: object) -> str:
    if not isinstance(value, dict):
        return "expected an object"
    strange = [key for key, cell in value.items() if not isinstance(cell, str)]
    if strange:
        return f"expected text in quotes for {', '.join(strange)}"
    return _wrong_columns(list(value))
