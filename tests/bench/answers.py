"""Measure from a question to its reply, for kits, single things and choices, and how it grows with the catalogue.

Usage: python -m tests.bench.answers [--models 6000] [--large 60000] [--rounds 5]

The shelf is the bundled catalogue, cut or multiplied to so many records: a copy of a record has its own id, a price up
to a fifth away and a balance up to a dB away. The plain way scores every pair of items by calling the rules' own
arithmetic on each, in Python, in the same run.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from time import process_time

from catalog.models import Amp, Category, Headphones, Mention, Record, Source
from catalog.shelf import Shelf
from knowledge.advise import advise
from knowledge.index import index_of
from knowledge.reading.reader import read
from knowledge.rules.drive import amp_points
from knowledge.rules.prepare import prepare
from knowledge.scoring import ranked
from knowledge.shortlist import slots
from knowledge.values import Question

KITS = (
    "headphones and a DAC/amp for my laptop, around $350, 70% electronic, 20% rock, low leakage and comfortable",
    "open headphones and an amp for home, $800, jazz and classical from a desktop",
    "I want headphones with a dac amp for 500 dollars, mostly hip hop and pop, closed",
    "looking for a headphone and amp combo under $250 for metal, PC on the desk",
    "iems and a dongle dac for my phone, 150 dollars, everything from pop to metal",
    "3000 dollars for headphones and an amp, open, orchestral and opera at home",
    "headphones and amp, 1000 euros, acoustic and vocals, detail, soundstage",
    "two hundred dollars for a closed headphone plus a usb dac, rock and blues, in the office",
)
SINGLES = (
    "closed headphones for the train under $200, rock and metal, from my phone",
    "best in ears under 100 dollars for jazz?",
    "hey i need new headphones, what should i get",
    "open headphones for classical under 300 dollars, I play from a Schiit Magni",
    "amp for my HD 650, 300 dollars",
)
CHOICES = (
    "HD 600 or HD 650 for jazz from a Magni?",
    "is the DT 990 Pro any good for metal?",
    "HD 560S, K371 or ATH-M50x for mixing techno?",
)
GOAL_MS = {"kits": (5.0, 20.0)}


@dataclass(frozen=True)
class Copies:
    """Records over a shelf that finds names in the bundled catalogue, so that reading costs what it costs there."""

    shelf: Shelf
    records: Mapping[str, Record]
    version: str

    def get(self, gear_id: str) -> Record | None:
        return self.records.get(gear_id) or self.shelf.get(gear_id)

    def all(self) -> tuple[Record, ...]:
        return tuple(self.records.values())

    def of(self, *categories: Category) -> tuple[Record, ...]:
        return tuple(record for record in self.records.values() if record.category in categories)

    def find(self, text: str) -> tuple[Mention, ...]:
        return self.shelf.find(text)

    def link(self, name: str) -> Mention:
        return self.shelf.link(name)

    @property
    def sources(self) -> Mapping[str, Source]:
        return self.shelf.sources


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--models", type=int, default=6000)
    parser.add_argument("--large", type=int, default=60000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bundled = Shelf.open(Path(folder) / "catalog.db")
        medians = {count: measure(multiplied(bundled, count), given.rounds) for count in (given.models, given.large)}
        times, grown = given.large / given.models, medians[given.large] / medians[given.models]
        print(f"from {given.models} to {given.large} models (x{times:.0f}) the kits' median grows x{grown:.1f}")
        small = multiplied(bundled, given.models)
        plain = statistics.median(timed(lambda text=text: plain_kit(text, small)) for text in KITS[:3])
        times = plain / medians[given.models]
        print(f"every pair of items, {given.models} models: median {plain:,.0f} ms, {times:,.0f} times as long")
        bundled.close()
    sys.exit(0)


def multiplied(bundled: Shelf, count: int) -> Copies:
    """Take the best known records first; beyond the catalogue, copies that differ a little, the same at each call."""
    chance, own = random.Random(count), sorted(bundled.all(), key=lambda record: (-record.popularity, record.id))
    records = {record.id: record for record in own[:count]}
    for turn in range(1, count // max(1, len(own)) + 1):
        for record in own[: count - len(records)]:
            copy = _copy(record, turn, chance)
            records[copy.id] = copy
    return Copies(bundled, records, f"bench-{count}")


def _copy(record: Record, turn: int, chance: random.Random) -> Record:
    changes: dict[str, object] = {"id": f"{record.id}-copy-{turn}"}
    if record.prices:
        factor = Decimal(round(chance.uniform(0.8, 1.2), 3))
        changes["prices"] = tuple(p.model_copy(update={"amount": p.amount * factor}) for p in record.prices)
    tonality = record.tonality if isinstance(record, Headphones) else None
    if tonality is not None:
        bands = {name: value + chance.uniform(-1, 1) for name, value in tonality.bands if value is not None}
        changes["tonality"] = tonality.model_copy(update={"bands": tonality.bands.model_copy(update=bands)})
    return record.model_copy(update=changes)


def measure(shelf: Copies, rounds: int) -> float:
    """Print the times of each kind of question; give the median of the kits in ms."""
    print(f"{len(shelf.records)} models")
    found = 0.0
    for name, texts in (("kits", KITS), ("singles", SINGLES), ("choices", CHOICES)):
        for text in texts:
            answer(text, shelf)
        gc.freeze()  # as the processes do that answer
        times = sorted(timed(lambda text=text: answer(text, shelf)) for _ in range(rounds) for text in texts)
        p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
        goal = GOAL_MS.get(name)
        says = f"   goal {goal[0]:.0f} and {goal[1]:.0f}" if goal else ""
        print(f"  {name:8} median {statistics.median(times):6.1f} ms   99th percentile {p99:6.1f} ms{says}")
        found = statistics.median(times) if name == "kits" else found
    return found


def answer(text: str, shelf: Copies) -> str:
    """The whole way, as `respond` goes it."""
    return advise(read(Question(text=text), shelf), shelf, shelf.shelf.rates).text


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that some work takes: other programs do not count."""
    started = process_time()
    work()
    return (process_time() - started) * 1000


def plain_kit(text: str, shelf: Copies) -> object:
    """The best kit by looking at every pair of standing items; their own scores are taken as known."""
    reading = read(Question(text=text), shelf)
    context = prepare(reading, shelf, shelf.shelf.rates, kit=True)
    wanted = slots(reading)
    firsts, seconds = (ranked(context, kinds) for kinds in wanted[:2])
    index_of(shelf, shelf.shelf.rates)
    ceiling = None if context.ceiling is None else int(context.ceiling * 100)
    best = None
    outputs = [(second, second.entry.record, second.entry.output) for second in seconds]
    for first in firsts:
        head = first.entry.record
        for second, amp, output in outputs:
            total = first.cents + second.cents
            if ceiling is not None and total > ceiling:
                continue
            score = first.score + second.score
            if isinstance(head, Headphones) and isinstance(amp, Amp):
                score += amp_points(output, (head,), context.target_db)
            kit = (-score, total, first.id, second.id)
            best = kit if best is None or kit < best else best
    return best


if __name__ == "__main__":
    main()
