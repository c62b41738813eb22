"""Edit a catalogue from two processes at once, kill one of them at a random moment, again and again, then undo it all.

Usage: python -m tests.bench.kills [--edits 10000] [--kills 200] [--seed 1] [--db FILE] [--data FOLDER]

Each round, two processes make random edits, in the shared stock and in two servers' layers, and report every one that
was acknowledged; one is killed with SIGKILL. Then every acknowledged edit must be in the log and `PRAGMA
integrity_check` must say ok. In the end every edit is reverted, and the catalogue's version must be that of the bundled
data again, and no layer differ from it.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from math import ceil
from pathlib import Path

from catalog import bundle
from catalog.edits import Entry, edit, revert
from catalog.store import Store
from catalog.store.backup import check

FIELDS = {
    "impedance_ohm": lambda chance: str(chance.randint(8, 600)),
    "weight_g": lambda chance: str(chance.randint(3, 900)),
    "release_year": lambda chance: str(chance.randint(1970, 2025)),
    "back": lambda chance: chance.choice(["open", "closed", ""]),
    "price:street": lambda chance: f"{chance.randint(10, 3000)}.99 USD",
    "alias:Some name": lambda chance: chance.choice(["yes", ""]),
}

LAYERS = (None, 1, 2)


def work(db: Path, data: Path, seed: int, quota: int) -> None:
    """Make random edits; print "change gear field value" for every one that is acknowledged."""
    chance = random.Random(seed)
    store = Store.open(db, data=data, wait_s=60)
    gear = [row.gear for row in store.records().rows if row.category in ("headphones", "iem")]
    print("ready", flush=True)
    sys.stdin.readline()
    while quota:
        entry = Entry(chance.choice(gear), field := chance.choice([*FIELDS]), FIELDS[field](chance))
        change = edit(store, [entry], f"worker {seed}", "random", chance.choice(LAYERS))
        if change is not None:
            os.write(1, f"{change}\t{entry.gear}\t{entry.field}\t{entry.value}\n".encode())
            quota -= 1


def start(db: Path, data: Path, seed: int, quota: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.bench.kills", "--worker", str(seed), "--edits", str(quota)]
    process = subprocess.Popen(  # noqa: S603
        [*words, "--db", str(db), "--data", str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def one_round(db: Path, data: Path, number: int, quota: int, chance: random.Random) -> list[str]:
    """Let two workers edit, kill the first, which would never end; return what was acknowledged of both."""
    pair = [start(db, data, 2 * number, 1 << 40), start(db, data, 2 * number + 1, quota)]
    for process in pair:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    time.sleep(chance.uniform(0, 0.01 * quota))
    pair[0].send_signal(signal.SIGKILL)
    said = [process.communicate()[0] for process in pair]
    assert pair[1].returncode == 0, "the worker that was not killed must end well"
    return [line for text in said for line in text.splitlines(keepends=True) if line.endswith("\n")]


def lost(store: Store, acknowledged: list[str]) -> list[str]:
    """Find acknowledged edits that are not in the log."""
    missing = []
    for line in acknowledged:
        change, gear, field, value = line.rstrip("\n").split("\t")
        if [(f.gear, f.field, f.value) for f in store.facts_by_change(int(change))] != [(gear, field, value)]:
            missing.append(line)
    return missing


def run(db: Path, data: Path, edits: int, kills: int, seed: int) -> bool:
    chance = random.Random(seed)
    store = Store.open(db, data=data)
    bundled = store.records()
    acknowledged = missing = 0
    began = time.monotonic()
    for number in range(kills):
        share = (edits - acknowledged) / (kills - number)  # of which the one that is killed does a part
        quota = max(1, ceil(share if number == kills - 1 else share / 2))
        found = one_round(db, data, number + 1, quota, chance)
        acknowledged += len(found)
        missing += len(lost(store, found))
        check(db)
    print(f"{acknowledged} edits acknowledged by two processes in {time.monotonic() - began:.0f} s")
    print(f"{kills} kills, {missing} acknowledged edits lost")
    print("integrity_check: ok after every kill")
    seen = (change for layer in LAYERS for change in store.changes(1 << 40, layer) if change.layer == layer)
    changes = [change for change in seen if change.author]
    order = chance.sample(changes, len(changes))
    began = time.monotonic()
    for change in order:
        revert(store, change.id, "tidy", "undo", change.layer)
    undone = store.records()
    same = (undone.rows, undone.version) == (bundled.rows, bundled.version)
    same = same and not any(store.layered(layer) for layer in LAYERS if layer)
    took = time.monotonic() - began
    print(f"{len(changes)} edits undone in random order in {took:.0f} s; bundled records again: {same}")
    check(db)
    store.close()
    return same and not missing and acknowledged >= edits


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--data", type=Path, default=bundle.DATA)
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker is not None:
        work(options.db, options.data, options.worker, options.edits)
        return
    with tempfile.TemporaryDirectory() as folder:
        db = options.db or Path(folder) / "earshot.db"
        sys.exit(0 if run(db, options.data, options.edits, options.kills, options.seed) else 1)


if __name__ == "__main__":
    main()
