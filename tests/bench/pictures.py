"""Measure the pictures: the first one, one from the store, one after its worker died, and how long the loop was held.

Usage: python -m tests.bench.pictures. Exits with 1 where a first picture takes more than 1 s, one from the store more
than 20 ms, or the event loop was held for more than 50 ms.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable

from bot.pictures import Chart, Studio, Theme
from tests.bot.pictures.charts import CHARTS

FIRST, STORED, HELD = 1.0, 0.020, 0.050
TICK = 0.002


class Ticker:
    """Notices for how long the event loop did not come round."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK)
            self.worst = max(self.worst, time.perf_counter() - began - TICK)

    def stop(self) -> None:
        self._task.cancel()


async def timed(awaited: Awaitable[object]) -> float:
    began = time.perf_counter()
    await awaited
    return time.perf_counter() - began


async def measure() -> bool:
    studio, ticker = Studio(), Ticker()
    print(f"  start and warm up           {await timed(studio.start()) * 1000:8.1f} ms")
    charts: list[tuple[Chart, Theme]] = [(chart, theme) for chart in CHARTS.values() for theme in Theme]
    first = await timed(studio.picture(*charts[0]))
    each = sorted([await timed(studio.picture(*one)) for one in charts[1:]])
    stored = sorted([await timed(studio.picture(*one)) for one in charts for _ in range(50)])
    print(f"  first picture               {first * 1000:8.1f} ms")
    print(f"  others, median and worst    {each[len(each) // 2] * 1000:8.1f} ms {each[-1] * 1000:8.1f} ms")
    print(f"  from the store, worst       {stored[-1] * 1000:8.3f} ms")
    sizes = [len(await studio.picture(*one)) for one in charts]
    print(f"  bytes, mean and most        {sum(sizes) // len(sizes):8} {max(sizes):8}")
    again = await timed(_after_a_death(studio))
    print(f"  after its worker was killed {again * 1000:8.1f} ms")
    ticker.stop()
    print(f"  event loop held, worst      {ticker.worst * 1000:8.1f} ms")
    await studio.close()
    return max(first, each[len(each) // 2], again) <= FIRST and stored[-1] <= STORED and ticker.worst <= HELD


async def _after_a_death(studio: Studio) -> None:
    for worker in list(studio._pool._processes):  # type: ignore[union-attr]
        os.kill(worker, signal.SIGKILL)
    await studio.picture(CHARTS["two"].model_copy(update={"wish_of": "after a death"}))


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(measure()) else 1)
