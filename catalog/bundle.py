"""The bundled data: catalog/data/*.csv as facts and sources, read whole and refused whole.

Columns and text forms are those of FORMAT.md.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from pydantic import TypeAdapter

from catalog import fields
from catalog.errors import BadBundle, Problem
from catalog.models import Category, Fact, Source, Trust

DATA = Path(__file__).with_name("data")
FACT_COLUMNS = ["gear", "field", "value", "source", "trust", "as_of"]
SOURCE_COLUMNS = ["id", "title", "licence", "url", "as_of"]
_FACTS: TypeAdapter[list[Fact]] = TypeAdapter(list[Fact])
_TRUSTS = {trust.value: trust for trust in Trust}


@dataclass(frozen=True, slots=True)
class Bundle:
    """What the files say. `digest` changes when they do."""

    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    digest: str


def names() -> tuple[str, ...]:
    """Name the files of a bundle."""
    return (*(f"{category}.csv" for category in Category), "sources.csv")


def stamp(folder: Path = DATA) -> str:
    """Sum up names, sizes and times: cheap to ask at every start, and different after every change of the files."""
    stats = [(path.name, path.stat()) for path in sorted(folder.glob("*.csv"))]
    return _hash(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode() for name, stat in stats)


def digest(folder: Path = DATA) -> str:
    """Sum up the files' content, whatever their line ends."""
    return _hash(part for path in sorted(folder.glob("*.csv")) for part in (path.name.encode(), path.read_bytes()))


def _hash(parts: Iterator[bytes]) -> str:
    hashed = blake2b(digest_size=16)
    for part in parts:
        hashed.update(part)
    return hashed.hexdigest()


def read(folder: Path = DATA, tell: Callable[[float], None] = lambda done: None) -> Bundle:
    """Read the bundle; `tell` hears how much of it is read, from 0 to 1.

    Errors: BadBundle with every problem of every file.
    """
    reading = _Reading(folder)
    sources = reading.sources()
    facts: list[Fact] = []
    done, sizes = 0, {category: _size(folder / f"{category}.csv") for category in Category}
    for category in Category:
        facts.extend(reading.facts(category))
        done += sizes[category]
        tell(done / sum(sizes.values()))
    reading.look_for_gaps()
    if reading.problems:
        raise BadBundle(reading.problems)
    return Bundle(sources, tuple(facts), digest(folder))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 1


@dataclass
class _Reading:
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    identity: dict[str, set[str]] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def rows(self, name: str, columns: list[str]) -> Iterator[tuple[int, list[str]]]:
        """Give a file's rows with their line numbers; note what keeps it from being read."""
        path = self.folder / name
        try:
            with path.open(encoding="utf-8", newline="") as file:
                reader = csv.reader(file, strict=True)
                head = next(reader, [])
                if head != columns:
                    self.problems.append(Problem(f"expected the columns {','.join(columns)}", name, 1))
                    return
                for row in reader:
                    if len(row) != len(columns):
                        what = f"expected {len(columns)} columns, found {len(row)}"
                        self.problems.append(Problem(what, name, reader.line_num))
                    else:
                        yield reader.line_num, row
        except FileNotFoundError:
            self.problems.append(Problem("the file is missing", str(path)))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self.problems.append(Problem(f"cannot be read: {error}", str(path)))

    def sources(self) -> tuple[Source, ...]:
        found: list[Source] = []
        for line, (id_, title, licence, url, as_of) in self.rows("sources.csv", SOURCE_COLUMNS):
            if not id_ or not title or id_ in self.known:
                self.problems.append(Problem("expected a new id and a title", "sources.csv", line, "id", id_))
            self.known.add(id_)
            found.append(Source(id=id_, title=title, licence=licence, url=url, as_of=as_of))
        return tuple(found)

    def facts(self, category: Category) -> list[Fact]:
        name = f"{category}.csv"
        good: list[dict[str, str]] = []
        for line, row in self.rows(name, FACT_COLUMNS):
            wrong = [*self._wrong(category, row)]
            if wrong:
                self.problems.extend(Problem(what, name, line, column, value) for what, column, value in wrong)
            else:
                said = dict(zip(FACT_COLUMNS, row, strict=True))
                self.identity.setdefault(said["gear"], set()).add(said["field"])
                good.append(said | {"trust": _TRUSTS[said["trust"]]})
        return _FACTS.validate_python(good)  # all at once: it takes two thirds of the time

    def _wrong(self, category: Category, row: list[str]) -> Iterator[tuple[str, str, str]]:
        gear, about, value, source, trust, as_of = row
        if gear not in self.home and (said := fields.id_complaint(gear)):
            yield said, "gear", gear
        if self.home.setdefault(gear, category) != category:
            yield f"this record is in {self.home[gear]}.csv too", "gear", gear
        if not value:
            yield "expected a value; leave the line out where nothing is known", "value", value
        elif said := fields.complaint(about, value, category):
            yield said, "value", value
        if about == "category" and value != category:
            yield f"expected {category}, as the file's name says", "value", value
        if source not in self.known:
            yield "expected the id of a source in sources.csv", "source", source
        if trust not in _TRUSTS:
            yield f"expected one of {', '.join(_TRUSTS)}", "trust", trust
        if said := fields.date_complaint(as_of):
            yield said, "as_of", as_of
        if tuple(row) in self.seen:
            yield "the same line stands above", "gear", gear
        self.seen.add(tuple(row))

    def look_for_gaps(self) -> None:
        """Note records that do not say what they are."""
        for gear, about in self.identity.items():
            needed = [*fields.IDENTITY, *(["kind"] if self.home[gear] == Category.SOURCE else [])]
            missing = [name for name in needed if name not in about]
            if missing:
                what = f"{gear} has no {', '.join(missing)}"
                self.problems.append(Problem(what, f"{self.home[gear]}.csv"))
