"""Measure the reading of messages: of about sixty words, with linking and without, and of 100,000 characters.

Usage: python -m tests.bench.reading [--rounds 9]. The messages are those of the corpora with 50 to 70 words. Without
linking, the shelf knows beforehand what is named in each. Times are of the processor, the median of the messages'
medians; the long messages are one of each kind that could make some part slower than linear.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from catalog.models import Category, Mention, Record, Source
from catalog.shelf import Shelf
from knowledge.ports import GearShelf
from knowledge.reading.reader import read
from knowledge.values import Question

CORPORA = Path(__file__).parents[1] / "corpora" / "messages"
WORDS = range(50, 71)
LONG = 100_000
GOAL_MS, GOAL_LONG_S = 2.0, 1.0


@dataclass(frozen=True)
class Linked:
    """A shelf that has found the names of some texts already."""

    shelf: Shelf
    found: Mapping[str, tuple[Mention, ...]]

    @property
    def version(self) -> str:
        return self.shelf.version

    @property
    def sources(self) -> Mapping[str, Source]:
        return self.shelf.sources

    def get(self, gear_id: str) -> Record | None:
        return self.shelf.get(gear_id)

    def all(self) -> tuple[Record, ...]:
        return self.shelf.all()

    def of(self, *categories: Category) -> tuple[Record, ...]:
        return self.shelf.of(*categories)

    def find(self, text: str) -> tuple[Mention, ...]:
        return self.found[text] if text in self.found else self.shelf.find(text)

    def link(self, name: str) -> Mention:
        return self.shelf.link(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    texts = list(messages())
    usual = [text for text in texts if len(text.split()) in WORDS]
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf.open(Path(folder) / "catalog.db")
        linked = Linked(shelf, {text: shelf.find(text) for text in usual})
        for text in usual:
            read(Question(text=text), linked)
        gc.freeze()  # as the processes do that answer
        print(f"{len(usual)} messages of {WORDS[0]} to {WORDS[-1]} words")
        print(f"  without linking   median {median(usual, linked, rounds):6.2f} ms   goal {GOAL_MS:.0f}")
        print(f"  with linking      median {median(usual, shelf, rounds):6.2f} ms")
        print(f"one message of {LONG:,} characters   goal {GOAL_LONG_S:.0f} s")
        for name, text in long_ones(texts).items():
            linking = timed(lambda text=text: shelf.find(text))
            whole = timed(lambda text=text: read(Question(text=text), shelf))
            print(f"  {name:18} {whole / 1000:6.2f} s, of it linking {linking / 1000:6.2f} s")
        shelf.close()


def messages() -> Iterator[str]:
    """Every message of the corpora."""
    for file in sorted(CORPORA.glob("*.toml")):
        yield from (row["text"] for row in tomllib.loads(file.read_text(encoding="utf-8"))["message"])


def long_ones(texts: list[str]) -> dict[str, str]:
    """Texts of LONG characters, by what they are full of."""
    parts = {
        "messages": " ".join(texts) + " ",
        "names": "my HD 600 and the K702, ",
        "amounts": "$200 or 150 euros, ",
        "genres": "60% techno, some jazz and rock, ",
        "questions": "which amp for it? ",
        "signs": "$",
        "one word": "a",
    }
    return {name: (part * (LONG // len(part) + 1))[:LONG] for name, part in parts.items()}


def median(texts: list[str], shelf: GearShelf, rounds: int) -> float:
    """The median over the messages of each one's median time in ms."""
    times = [[timed(lambda text=text: read(Question(text=text), shelf)) for _ in range(rounds)] for text in texts]
    return statistics.median(statistics.median(one) for one in times)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that some work takes: other programs do not count."""
    started = process_time()
    work()
    return (process_time() - started) * 1000


if __name__ == "__main__":
    main()
