"""Processes that read and weigh questions, each with the catalogue in memory, so that the loop is free."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeVar

from bot.impacts import counted
from bot.processes import context, settle_in
from bot.telling import Asked, Told, told
from catalog.models import KeptDraft
from catalog.shelf import Shelf
from knowledge.impact import Impact

Given = TypeVar("Given")
Result = TypeVar("Result")
_TRIES = 2
_USUAL = ("USD", "EUR", "GBP", "CAD", "AUD")
"""Currencies whose prices are worked out at the start; others are at the first question that names them."""


class Readers:
    """`count` processes that answer questions on the catalogue's file. A reader who dies is replaced."""

    def __init__(self, db: Path, count: int) -> None:
        self._db, self.count = db, count
        self._pool: Executor | None = None
        self._opening = asyncio.Lock()

    async def start(self) -> None:
        """Let each open the catalogue and answer something, so that the first question need not wait."""
        await self._open()

    async def told(self, asked: Asked) -> Told:
        """Answer a question. Errors: those of answering; BrokenProcessPool where readers die of it."""
        return await self._done(_told, asked)

    async def counted(self, draft: KeptDraft) -> Impact | None:
        """Say which sample answers a draft would change; None where it cannot be told any more."""
        return await self._done(_counted, draft)

    async def _done(self, work: Callable[[Given], Result], given: Given) -> Result:
        for _ in range(_TRIES - 1):
            pool = await self._open()
            try:
                return await _in(pool, work, given)
            except BrokenProcessPool:
                await self._discard(pool)
        return await _in(await self._open(), work, given)

    def close(self) -> None:
        """Let what is being answered end, and stop the processes; takes a moment."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown()

    async def _open(self) -> Executor:
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncio.to_thread(_pool, self._db, self.count)
            return self._pool

    async def _discard(self, pool: Executor) -> None:
        if self._pool is pool:
            self._pool = None
        await asyncio.to_thread(pool.shutdown)


def _pool(db: Path, count: int) -> Executor:
    pool = ProcessPoolExecutor(count, mp_context=context(), initializer=_open_shelf, initargs=(db,))
    waiting = [pool.submit(_ready) for _ in range(count)]  # a process is started for each
    for one in waiting:
        one.result()
    return pool


async def _in(pool: Executor, work: Callable[[Given], Result], given: Given) -> Result:
    return await asyncio.wrap_future(pool.submit(work, given))


# in the processes

_shelves: list[Shelf] = []


def _open_shelf(db: Path) -> None:
    """Open the catalogue once, and answer something, so that what is built at the first question is built."""
    from bot.cli.warm import adopt

    settle_in()
    gc.disable()
    shelf = Shelf.open(db)
    adopt(shelf, db)
    _shelves[:] = [shelf]
    for currency in _USUAL:
        _told(Asked(text=f"headphones or in-ears for rock, and an amp with a DAC, 500 {currency}"))
    gc.freeze()
    gc.enable()


def _ready() -> None:
    """Answer nothing: whoever runs this has opened the catalogue."""


def _told(asked: Asked) -> Told:
    (shelf,) = _shelves
    shelf.refresh()
    return told(asked, shelf.layer(asked.server), shelf.rates)


def _counted(draft: KeptDraft) -> Impact | None:
    (shelf,) = _shelves
    shelf.refresh()
    return counted(draft, shelf)
