"""The studio draws off the event loop, draws the same once, and outlives its workers."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from concurrent.futures.process import ProcessPoolExecutor
from pathlib import Path

import pytest
import pytest_asyncio

from bot.pictures import PictureError, Studio, Theme, TonalChart
from bot.pictures.draw import draw
from tests.bot.pictures.charts import CHARTS, ORDINARY, item, tonal

pytestmark = pytest.mark.asyncio


class Counting(Studio):
    """Counts how often something is really drawn."""

    drawings = 0

    async def _draw(self, chart: TonalChart, theme: Theme) -> bytes:  # type: ignore[override]
        self.drawings += 1
        return await super()._draw(chart, theme)

    async def kill_workers(self) -> None:
        pool = self._pool
        assert isinstance(pool, ProcessPoolExecutor)
        for worker in list(pool._processes):
            os.kill(worker, signal.SIGKILL)


@pytest_asyncio.fixture
async def studio() -> AsyncIterator[Counting]:
    async with Counting(room=3) as opened:
        opened.drawings = 0
        yield opened


async def test_it_draws_what_the_shell_draws(studio: Counting) -> None:
    for theme in Theme:
        assert await studio.picture(ORDINARY, theme) == draw(ORDINARY, theme)


async def test_the_same_content_is_drawn_once(studio: Counting) -> None:
    same = [tonal(item("Maker Same")) for _ in range(5)]
    pictures = await asyncio.gather(*(studio.picture(chart) for chart in same))
    assert len(set(pictures)) == 1
    assert await studio.picture(tonal(item("Maker Same"))) is pictures[0]
    assert studio.drawings == 1


async def test_only_the_last_pictures_are_kept(studio: Counting) -> None:
    charts = [tonal(item(f"Maker {number}")) for number in range(4)]
    for chart in charts[:3]:
        await studio.picture(chart)
    await studio.picture(charts[0])
    await studio.picture(charts[3])
    await studio.picture(charts[0])
    assert studio.drawings == 4
    await studio.picture(charts[1])
    assert studio.drawings == 5


async def test_an_asker_who_leaves_does_not_take_the_picture_along(studio: Counting) -> None:
    leaving = asyncio.create_task(studio.picture(ORDINARY))
    staying = asyncio.create_task(studio.picture(ORDINARY))
    await asyncio.sleep(0)
    leaving.cancel()
    assert (await staying).startswith(b"\x89PNG")
    assert studio.drawings == 1


async def test_dead_workers_are_replaced(studio: Counting) -> None:
    await studio.kill_workers()
    assert (await studio.picture(ORDINARY)).startswith(b"\x89PNG")


async def test_the_event_loop_goes_on_while_it_draws(studio: Counting) -> None:
    drawing = asyncio.create_task(studio.picture(CHARTS["four with headroom"]))
    turns = 0
    while not drawing.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert turns > 5


async def test_what_cannot_be_drawn_is_one_calm_error_and_the_next_is_drawn(studio: Counting) -> None:
    broken = ORDINARY.model_copy(update={"items": (item(spread_db=float("inf")),)})
    with pytest.raises(PictureError, match=r"tonal-balance\.png could not be drawn"):
        await studio.picture(broken)
    assert (await studio.picture(ORDINARY)).startswith(b"\x89PNG")


async def test_a_closed_studio_says_so_and_closes_twice() -> None:
    studio = Studio()
    await studio.close()
    await studio.close()
    with pytest.raises(PictureError, match="closed"):
        await studio.picture(ORDINARY)


BOT = """
import asyncio
from bot.pictures import Studio

async def serve():
    async with Studio() as studio:
        print(*studio._pool._processes, flush=True)
        await asyncio.sleep(60)

if __name__ == "__main__":
    asyncio.run(serve())
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
async def test_no_worker_outlives_a_bot_that_was_killed() -> None:
    bot = await asyncio.create_subprocess_exec(sys.executable, "-c", BOT, stdout=-1, stderr=-3)
    assert bot.stdout is not None
    worker = int(await bot.stdout.readline())
    assert _alive(worker)
    bot.kill()
    await bot.wait()
    async with asyncio.timeout(10):
        while _alive(worker):
            await asyncio.sleep(0.02)


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
