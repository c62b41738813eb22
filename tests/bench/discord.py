"""Measure the bot on a Discord of this machine: from a message's event to the reply's request, for a minute.

Usage: python -m tests.bench.discord [--seconds 60] [--rate 100] [--debug]. A hundred messages a second come in, each by
another reader, spread over sixty ask channels: 70 of 100 are chatter (thanks, weather, gear in passing), 30 are
questions from the corpora of messages, half of them with a mention. The bot runs in a process of its own, the little
Discord in this one. Exits with 1 where a message that asks is not answered exactly once, the median is above 20 ms, the
99th percentile above 100 ms, the event loop stood still for more than 50 ms, or a picture
took longer than 1 s, from the store 20 ms (both with the comparison around it). A third process that does nothing
measures how long this machine lets anybody wait; it says how far the figures can be trusted. With --debug the bot runs
under asyncio's debug timer instead, whose words on slow callbacks are counted.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from tests.bot.loopback.stub import APP, CHANNEL, GUILD, Loopback, Seen, interaction_payload, use

MEDIAN_S, P99_S, HELD_S = 0.020, 0.100, 0.050
FIRST_PICTURE_S, STORED_PICTURE_S = 1.0, 0.020
COMPARED = ("Sennheiser HD 600", "AKG K701")
CHANNELS = 60
TICK_S = 0.005
WARM_UP = 200
CORPORA = Path(__file__).parents[1] / "corpora" / "messages"
CHATTER = """thanks a lot!|lol|same here|good morning everyone|that was a long day|my cat sleeps on my amp
agreed, the pads get warm in summer|just listened to that album again, wow|anyone watching the match tonight?
mine arrived yesterday, very happy so far|haha yes exactly|brb, food|nice desk, what lamp is that?
I sold my old pair last week|the weather is awful here|congrats on the new job!|hm, not sure about that
had the HD 600 for ten years, still going strong|no worries, take your time|it is in the pinned post
my wife says I have too many cables|ok bye, see you tomorrow|who won?|that mix is so muddy, poor drummer
I think the second season was better|the shop is closed on Monday|love this band|ordered pizza
reading glasses are a curse|same, moved last month and still live out of boxes|sorry for your loss
that review was funny|he is right though|where was that picture taken?|welcome to the server!
finally weekend|my phone fell into the sink|could be, could be|what a goal|the concert was sold out
I would not worry about it|happy birthday!|typing from the train, bad signal|yes|no|maybe later|cool
new keyboard day|my neighbour drills again|it rained on the whole festival and we danced anyway"""


def questions() -> list[str]:
    """The corpora's messages that stand on their own and ask something."""
    found = []
    for file in sorted(CORPORA.glob("*.toml")):
        messages = tomllib.loads(file.read_text(encoding="utf-8"))["message"]
        found += [one["text"] for one in messages if one["intent"] != ["none"] and "follows" not in one]
    return found


def chatter() -> list[str]:
    """What people write who ask nothing."""
    return [said.strip() for line in CHATTER.splitlines() for said in line.split("|")]


def mix(count: int) -> list[tuple[str, int]]:
    """Messages and their channels, the same in each run."""
    chance = random.Random(7)
    asked, talk = questions(), chatter()
    found = []
    for number in range(count):
        text = chance.choice(asked) if chance.random() < 0.3 else chance.choice(talk)
        mention = f"<@{APP}> " if text in asked and chance.random() < 0.5 else ""
        found.append((mention + text, CHANNEL + number % CHANNELS))
    return found


# the bot's process


def serve(port: int, db: Path, pipe: Connection, debug: bool) -> None:
    """Run the bot until told to end, and report how its event loop and its memory fared."""
    from bot import logs, serving
    from bot.cli.run import _workers
    from bot.settings import Settings

    use(port)
    settings = Settings(_env_file=None, DISCORD_TOKEN="none", message_content=True, log="json")  # type: ignore[call-arg]  # noqa: S106
    logs.set_up(settings.log, "WARNING")
    slow = _count_slow() if debug else []
    adviser, studio = _workers(db, settings)
    adviser.shelf.store.servers.change(GUILD, ask_channels=tuple(range(CHANNEL, CHANNEL + CHANNELS)))
    probe = Probe(pipe)

    async def main() -> None:
        asyncio.get_running_loop().slow_callback_duration = HELD_S
        ticking = asyncio.create_task(probe.run())
        await serving.serve(settings, adviser, studio)
        ticking.cancel()

    threading.Thread(target=probe.listen, daemon=True).start()
    asyncio.run(main(), debug=debug)
    pipe.send({"held": probe.held, "worst": probe.worst, "memory": probe.memory, "slow": slow, "cpu": probe.cpu})


class Probe:
    """Ticks on a loop, and notes when it comes round late and how much memory the process uses."""

    def __init__(self, pipe: Connection | None = None) -> None:
        self.held: list[float] = []
        self.worst = 0.0
        self.memory: list[float] = []
        self.cpu = 0.0
        self.on = pipe is None
        self._pipe = pipe

    async def run(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK_S)
            late = time.perf_counter() - began - TICK_S
            if self.on:
                self.worst = max(self.worst, late)
                if late > HELD_S:
                    self.held.append(late)

    def listen(self) -> None:
        assert self._pipe is not None
        while (word := self._pipe.recv()) != "end":
            self.on = word != "off"
            self.memory.append(memory_mb(os.getpid()))
            if word != "half":
                self.cpu = time.process_time() - self.cpu
        os.kill(os.getpid(), 15)


def _count_slow() -> list[str]:
    import logging

    found: list[str] = []

    class Slow(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.getMessage().startswith("Executing"):
                found.append(record.getMessage())

    logging.getLogger("asyncio").addHandler(Slow())
    return found


def idle(pipe: Connection) -> None:
    """Do nothing but tick, until told to end."""
    probe = Probe()

    async def main() -> None:
        ticking = asyncio.create_task(probe.run())
        await asyncio.to_thread(pipe.recv)
        ticking.cancel()

    asyncio.run(main())
    pipe.send({"held": len(probe.held), "worst": probe.worst})


def memory_mb(process: int) -> float:
    """What a process and all that it started hold in memory, shares of the shared counted, in MB; 0 without /proc."""
    total = 0.0
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) / 1024
        for started in Path(f"/proc/{process}/task").glob("*/children"):
            total += sum(memory_mb(int(child)) for child in started.read_text(encoding="ascii").split())
    return total


# the little Discord's process


class Clock:
    """When each message came in, and when its answer."""

    def __init__(self) -> None:
        self.asked: dict[int, float] = {}
        self.answers: Counter[int] = Counter()
        self.took: list[float] = []

    def heard(self, seen: Seen) -> None:
        if seen.method != "POST" or not seen.path.endswith("/messages"):
            return
        about = int((seen.body.get("message_reference") or {}).get("message_id") or 0)
        if about in self.asked:
            self.answers[about] += 1
            if self.answers[about] == 1:
                self.took.append(seen.at - self.asked[about])


async def drive(
    little: Loopback, messages: Sequence[tuple[str, int]], rate: float, clock: Clock, first: int
) -> list[int]:
    """Send messages at a steady pace, each by another reader."""
    ids, began = [], time.perf_counter()
    for number, (text, channel) in enumerate(messages):
        pause = began + number / rate - time.perf_counter()
        if pause > 0:
            await asyncio.sleep(pause)
        id_ = little.id()
        clock.asked[id_] = time.perf_counter()
        await little.say(text, id_=id_, user=first + number, channel=channel)
        ids.append(id_)
    return ids


async def picture(little: Loopback) -> float:
    """Let a reader compare two models, and say how long it took until the picture was on its way."""
    arrived = asyncio.Event()

    def heard(seen: Seen) -> None:
        body = seen.body or {}
        if body.get("attachments") or (body.get("data") or {}).get("attachments"):
            arrived.set()

    little.heard = heard
    named = [
        {"name": name, "type": 3, "value": model} for name, model in zip(("first", "second"), COMPARED, strict=True)
    ]
    data = {"id": "1", "name": "compare", "type": 1, "options": named}
    began = time.perf_counter()
    await little.dispatch("INTERACTION_CREATE", interaction_payload(little.id(), 2, data, {}))
    async with asyncio.timeout(20):
        await arrived.wait()
    return time.perf_counter() - began


async def settled(clock: Clock, wanted: int) -> None:
    """Wait until as many answers are there, or nothing more comes."""
    quiet, seen = 0, -1
    while quiet < 30 and (len(clock.answers) < wanted or quiet < 5):
        await asyncio.sleep(0.1)
        quiet = quiet + 1 if len(clock.took) == seen else 0
        seen = len(clock.took)


def answered(db: Path, texts: set[str]) -> set[str]:
    """Say which texts get an answer, by asking each without Discord."""
    from catalog.shelf import Shelf
    from knowledge.respond import respond
    from knowledge.values import Kind, Question

    shelf = Shelf.open(db)
    found = {
        text
        for text in texts
        if respond(Question(text=text.removeprefix(f"<@{APP}> ")), shelf, shelf.rates).kind is not Kind.SILENCE
        or text.startswith("<@")
    }
    shelf.close()
    return found


async def measure(options: argparse.Namespace, db: Path) -> bool:
    spawn = multiprocessing.get_context("spawn")
    messages = mix(int(options.seconds * options.rate))
    expected = answered(db, {text for text, _ in messages})
    async with Loopback().open() as little:
        ours, bots = spawn.Pipe()
        bot = spawn.Process(target=serve, args=(little.port, db, bots, options.debug))
        bot.start()
        await little.until(lambda: 2 in little.ops(), 60)
        await asyncio.sleep(3)
        warm, clock = Clock(), Clock()
        little.heard = warm.heard
        await drive(little, messages[:WARM_UP], options.rate / 2, warm, 10_000_000)
        await settled(warm, 0)
        control, controls = spawn.Pipe()
        bystander = spawn.Process(target=idle, args=(controls,))
        bystander.start()
        await asyncio.sleep(1)
        little.heard, little.seen[:] = clock.heard, []
        ours.send("on")
        half = len(messages) // 2
        ids = await drive(little, messages[:half], options.rate, clock, 20_000_000)
        ours.send("half")
        ids += await drive(little, messages[half:], options.rate, clock, 30_000_000)
        wanted = {id_ for id_, (text, _) in zip(ids, messages, strict=True) if text in expected}
        await settled(clock, len(wanted))
        ours.send("off")
        pictures = [await picture(little) for _ in range(5)]
        control.send("end")
        ours.send("end")
        report, machine = await asyncio.to_thread(lambda: (ours.recv(), control.recv()))
        await asyncio.to_thread(bot.join, 20)
        bystander.join()
    return tell(options, clock, wanted, report, machine) & tell_pictures(pictures)


def tell(
    options: argparse.Namespace, clock: Clock, wanted: set[int], report: dict[str, object], machine: dict[str, object]
) -> bool:
    took = sorted(clock.took)
    median, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    lost, extra = len(wanted - clock.answers.keys()), len(clock.answers.keys() - wanted)
    twice = sum(count > 1 for count in clock.answers.values())
    held: list[float] = report["held"]  # type: ignore[assignment]
    before, half, after = report["memory"]  # type: ignore[misc]
    print(f"  messages, that ask           {len(clock.asked):8} {len(wanted):8}")
    print(f"  lost, twice, unasked         {lost:8} {twice:8} {extra:8}")
    print(f"  median, 99th, worst          {median * 1e3:8.1f} {p99 * 1e3:8.1f} {took[-1] * 1e3:8.1f} ms")
    print(f"  loop held over 50 ms, worst  {len(held):8} {report['worst'] * 1e3:8.1f} ms")  # type: ignore[operator]
    print(f"  an idle process, the same    {machine['held']:8} {machine['worst'] * 1e3:8.1f} ms")  # type: ignore[operator]
    print(f"  memory before, half, after   {before:8.0f} {half:8.0f} {after:8.0f} MB")
    print(f"  the bot's own processor time {report['cpu']:8.1f} s of {options.seconds} s")
    if options.debug:
        print(f"  asyncio's slow callbacks     {len(report['slow']):8}")  # type: ignore[arg-type]
        print(*report["slow"], sep="\n")  # type: ignore[misc]
    good = median <= MEDIAN_S and p99 <= P99_S and not held
    return not (lost or twice or extra) and (good or options.debug)


def tell_pictures(took: Sequence[float]) -> bool:
    first, *again = took
    stored = sorted(again)[len(again) // 2]
    print(f"  first picture, then stored   {first * 1e3:8.1f} {stored * 1e3:8.1f} ms")
    return first <= FIRST_PICTURE_S and stored <= STORED_PICTURE_S


def main() -> bool:
    parser = argparse.ArgumentParser(description="Measure the bot on a Discord of this machine.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=100)
    parser.add_argument("--debug", action="store_true")
    parser.add_argument("--db", type=Path, help="a catalogue to copy, so that none has to be made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "catalog.db"
        if options.db:
            shutil.copy(options.db, db)
        return asyncio.run(measure(options, db))


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
