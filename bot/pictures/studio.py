"""Draws in processes of its own, so that the event loop never waits, and keeps what it drew.

A picture is known by its content: whoever asks for the same chart in the same theme gets the same bytes, and two who
ask at once have it drawn once.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from bot.pictures.charts import Chart, TonalChart, TonalItem
from bot.pictures.theme import Theme
from bot.processes import context, settle_in

_TRIES = 2
Key = tuple[str, Theme]


class PictureError(RuntimeError):
    """A picture could not be drawn; the answer is worth sending without it."""


class Studio:
    """`workers` processes that draw, and a store of the `room` pictures that were asked for last."""

    def __init__(self, workers: int = 1, room: int = 256) -> None:
        self._workers, self._room = workers, room
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._drawing: dict[Key, asyncio.Task[bytes]] = {}
        self._pool: Executor | None = None
        self._opening = asyncio.Lock()
        self._closed = False

    async def start(self) -> None:
        """Start the workers and let each draw something, so that the first reader need not wait for imports.

        Errors: PictureError.
        """
        await asyncio.gather(*(self._draw(_SAMPLE, Theme.DARK) for _ in range(self._workers)))

    async def picture(self, chart: Chart, theme: Theme = Theme.DARK) -> bytes:
        """The picture as PNG: from the store, from whoever is drawing it already, or drawn now.

        Errors: PictureError.
        """
        key = (chart.digest, theme)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        task = self._drawing.get(key)
        if task is None:
            task = self._drawing[key] = asyncio.create_task(self._draw_and_keep(key, chart))
            task.add_done_callback(lambda done: self._forget(key, done))
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Let what is being drawn end, and stop the workers."""
        self._closed = True
        await asyncio.gather(*self._drawing.values(), return_exceptions=True)
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    async def __aenter__(self) -> Studio:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _draw_and_keep(self, key: Key, chart: Chart) -> bytes:
        picture = await self._draw(chart, key[1])
        self._kept[key] = picture
        if len(self._kept) > self._room:
            self._kept.popitem(last=False)
        return picture

    async def _draw(self, chart: Chart, theme: Theme) -> bytes:
        """Draw in a worker; if one died, start new ones and try once more."""
        for _ in range(_TRIES):
            pool = await self._open()
            try:
                return await _in_worker(pool, chart, theme)
            except BrokenProcessPool:
                await self._discard(pool)
            except Exception as error:
                raise PictureError(f"The {chart.filename} could not be drawn: {error}") from error
        raise PictureError(f"The {chart.filename} could not be drawn: the drawing process ended {_TRIES} times.")

    async def _open(self) -> Executor:
        async with self._opening:
            if self._closed:
                raise PictureError("No more pictures are drawn: the studio is closed.")
            if self._pool is None:
                self._pool = await asyncio.to_thread(_pool, self._workers)
            return self._pool

    async def _discard(self, pool: Executor) -> None:
        if self._pool is pool:
            self._pool = None
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    def _forget(self, key: Key, done: asyncio.Task[bytes]) -> None:
        del self._drawing[key]
        if not done.cancelled():
            done.exception()  # fetched, so that asyncio does not complain where every asker has gone


def _pool(workers: int) -> Executor:
    """Workers from a server process that has loaded the drawing once: a new one is ready in a moment."""
    return ProcessPoolExecutor(workers, mp_context=context(), initializer=settle_in)


async def _in_worker(pool: Executor, chart: Chart, theme: Theme) -> bytes:
    """Draw in a process of the pool. Submitting may start one, which takes a moment: not on the event loop."""
    return await asyncio.wrap_future(await asyncio.to_thread(pool.submit, _drawn, chart, theme))


def _drawn(chart: Chart, theme: Theme) -> bytes:
    from bot.pictures.draw import draw  # here: only workers load the drawing

    return draw(chart, theme)


_SAMPLE = TonalChart(
    items=(TonalItem(name="Sample", model="Sample", levels=(0.0,) * 7, spread_db=1.0, measurements=2),),
    typical="typical over-ear",
)
