"""Measure gear linking: speed beside plain rapidfuzz, growth, autocomplete, building, and 5,000 misspelt mentions.

Usage: python -m tests.bench.linking [--db FILE] [--misses KIND]. Times are of this machine at this moment; what counts
are the ratios, which are taken in the same run.
"""

from __future__ import annotations

import argparse
import pickle
import random
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from time import process_time

from rapidfuzz import fuzz, process

from catalog.linking import Names
from catalog.models import Category, Record
from catalog.shelf import Shelf
from tests.bench.misspelt import KINDS, Misspelt, corpus
from tests.corpora.reading import HERE, plain

SMALL, LARGE = 6_000, 60_000
WORDS = 60
SLOW = 5
"""So many messages are enough for the plain way, which takes a second for each."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--db", type=Path)
    parser.add_argument("--misses", choices=KINDS, help="also print what went wrong for a kind of error")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = given.db or Path(folder) / "catalog.db"
        shelf = Shelf.open(db)
        records = shelf.all()
        building(records)
        speed(records)
        misspelt(shelf, records, given.misses)


def row(what: str, figure: str, target: str = "") -> None:
    """Print one line of the table."""
    print(f"{what:58}{figure:>14}   {target}")


BUILD = """
import pickle, sys
from time import process_time
from catalog.linking import Names
records = pickle.load(sys.stdin.buffer)
started = process_time()
Names(records)
print(process_time() - started)
"""


def building(records: Sequence[Record]) -> None:
    """Build the index in processes of their own, so that nothing is warm."""
    command = [sys.executable, "-c", BUILD]
    given = pickle.dumps(random.Random(1).sample(list(records), SMALL), protocol=5)
    times = [float(subprocess.run(command, input=given, check=True, capture_output=True).stdout) for _ in range(5)]  # noqa: S603
    row(f"building the index, {SMALL:,} names, cold", f"{median(times):.3f} s", "at most 0.3 s")


def speed(records: Sequence[Record]) -> None:
    """Time finding at two sizes, the plain way, and autocomplete."""
    chance = random.Random(1)
    few = chance.sample(list(records), SMALL)
    small, large = Names(few), Names([*few, *varied(few, LARGE - SMALL, chance)])
    kept = pickle.dumps(small, protocol=5)
    row("loading that index from its copy", f"{_time(lambda: pickle.loads(kept)):.3f} s")  # noqa: S301 - our own
    texts = messages()
    at_small, at_large = _median(small, texts), _median(large, texts)
    row(f"finding, {WORDS} words, {SMALL:,} names, median", f"{at_small * 1000:.2f} ms", "at most 1 ms")
    row(f"finding, {WORDS} words, {LARGE:,} names, median", f"{at_large * 1000:.2f} ms")
    row("growth from the one to the other", f"{at_large / at_small:.2f} times", "at most 1.5 times")
    names = [record.name.casefold() for record in few]
    slow = median(_time(lambda text=text: every_window(text, names), 1) for text in texts[:SLOW])  # type: ignore[misc]
    row(f"rapidfuzz, every 1-5 words with WRatio, {SMALL:,} names", f"{slow * 1000:.0f} ms")
    row("faster than that", f"{slow / at_small:.0f} times", "at least 500 times")
    typed = typing(few, chance)
    large.suggest("a")
    times = sorted(_time(lambda text=text: large.suggest(text), 1) for text in typed)  # type: ignore[misc]
    row(
        f"autocomplete, {LARGE:,} names, 99th percentile",
        f"{times[len(times) * 99 // 100] * 1000:.2f} ms",
        "at most 10 ms",
    )


def _time(run: Callable[[], object], tries: int = 3) -> float:
    best = 9e9
    for _ in range(tries):
        started = process_time()
        run()
        best = min(best, process_time() - started)
    return best


def _median(names: Names, texts: Iterable[str]) -> float:
    """Each text once before it counts no more than any message: whatever is remembered of it is forgotten between."""
    return median(_time(lambda text=text: names.find(text), 3) for text in texts)  # type: ignore[misc]


def messages() -> list[str]:
    """Messages of sixty words, cut from those of the corpora."""
    files = sorted((HERE / "messages").glob("*.toml"))
    words = [
        word for file in files for one in tomllib.loads(file.read_text())["message"] for word in one["text"].split()
    ]
    return [" ".join(words[at : at + WORDS]) for at in range(0, len(words) - WORDS, WORDS)]


def varied(records: Sequence[Record], count: int, chance: random.Random) -> list[Record]:
    """More records, each with another number, letter or word than a real one."""
    made: list[Record] = []
    known = {record.name for record in records}
    while len(made) < count:
        record = chance.choice(records)
        model = record.model
        if any(char.isdigit() for char in model) and chance.random() < 0.7:
            model = re.sub(r"\d", lambda _: chance.choice("0123456789"), model)
        else:
            model += chance.choice((" Pro", " II", " SE", "x", "s", f" {chance.choice(records).model.split()[-1]}"))
        if f"{record.brand} {model}" not in known:
            known.add(f"{record.brand} {model}")
            new = {"id": f"{record.id}-{len(made)}", "model": model, "aliases": (), "popularity": 0}
            made.append(record.model_copy(update=new))
    return made


def every_window(text: str, names: Sequence[str]) -> int:
    """What people write first: each window of one to five words against every name."""
    words = text.casefold().split()
    windows = [" ".join(words[at : at + size]) for size in range(1, 6) for at in range(len(words) - size + 1)]
    return sum(process.extractOne(window, names, scorer=fuzz.WRatio, score_cutoff=90) is not None for window in windows)


def typing(records: Sequence[Record], chance: random.Random) -> list[str]:
    """Beginnings of names as somebody types them, one in four with a slip in it."""
    typed = []
    for _ in range(2000):
        name = chance.choice(records).name
        part = name[: chance.randint(1, len(name))].lower()
        if chance.random() < 0.25 and len(part) > 3:
            at = chance.randrange(1, len(part) - 1)
            part = part[:at] + part[at + 1] + part[at] + part[at + 2 :]
        typed.append(part)
    return typed


def misspelt(shelf: Shelf, records: Iterable[Record], misses: str | None) -> None:
    """Find 5,000 misspelt mentions, and print precision and recall by kind of error."""
    gear = [record for record in records if record.category not in (Category.SOURCE, Category.ACCESSORY)]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names = {record.id: record.name for record in records}
    for one in corpus(gear):
        verdict = judge(shelf, one, names)
        counts[one.kind][verdict] += 1
        counts["all"][verdict] += 1
        if one.kind == misses and verdict != "right":
            print(f"  {verdict}: {one.written!r} for {one.meant.name!r}: {[m.name for m in shelf.find(one.text)]}")
    print(f"\n{'misspelt mentions':24}{'number':>8}{'precision':>11}{'recall':>8}")
    for kind, count in counts.items():
        right, wrong = count["right"], count["wrong"]
        precision, recall = right / max(1, right + wrong), right / count.total()
        print(f"{kind:24}{count.total():8}{precision:11.3f}{recall:8.3f}")


def judge(shelf: Shelf, one: Misspelt, names: dict[str, str]) -> str:
    """Right: the record itself, alone, or one of the very same name. Wrong: another. Missed: none, or several."""
    linked = {gear[0] for gear in (mention.gear for mention in shelf.find(one.text)) if len(gear) == 1}
    same = {gear for gear in linked if gear == one.meant.id or plain(names[gear]) == plain(one.meant.name)}
    if same and same == linked:
        return "right"
    return "wrong" if linked else "missed"


if __name__ == "__main__":
    main()
