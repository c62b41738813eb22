"""The catalogue and the reasoning, kept off the event loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from typing import TypeVar

from bot.impacts import counted
from bot.readers import Readers
from bot.telling import Asked, Told, told
from catalog.errors import CatalogError
from catalog.models import KeptDraft, Record, ServerSettings
from catalog.shelf import Shelf
from catalog.view import View
from knowledge.impact import Impact
from knowledge.unserved import Unserved

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Adviser:
    """Answers questions on a shelf. Questions go to `readers` in processes of their own, where there are some.

    Other work has a thread; what is only looked up or noted has another, so that it never waits behind reasoning.
    """

    def __init__(self, shelf: Shelf, dollar: str = "USD", readers: Readers | None = None) -> None:
        self.shelf = shelf
        self._dollar = dollar
        self._readers = readers
        self._thread = ThreadPoolExecutor(1, "adviser")
        self._clerk = ThreadPoolExecutor(1, "clerk")
        self._aside = ThreadPoolExecutor(1, "aside")

    async def start(self) -> None:
        """Let the readers open the catalogue. Errors: BrokenProcessPool where they cannot."""
        if self._readers is not None:
            await self._readers.start()

    async def run(self, work: Callable[[Shelf], Result]) -> Result:
        """Do some work on the catalogue as it is now, and give its result. Errors: those of the work."""
        return await self._run(self._thread, work)

    async def aside(self, work: Callable[[Shelf], Result]) -> Result:
        """Do work that takes its time, on a thread of its own, so that no answer waits for it."""
        return await self._run(self._aside, work)

    async def _run(self, thread: ThreadPoolExecutor, work: Callable[[Shelf], Result]) -> Result:
        def fresh() -> Result:
            self.shelf.refresh()
            return work(self.shelf)

        return await asyncio.get_running_loop().run_in_executor(thread, fresh)

    async def quick(self, work: Callable[[Shelf], Result]) -> Result:
        """Look something up or note it: a matter of microseconds, without reasoning. Errors: those of the work."""
        return await asyncio.get_running_loop().run_in_executor(self._clerk, work, self.shelf)

    async def tell(self, asked: Asked) -> Told:
        """Answer a question, and lay the answer out."""
        if self._readers is not None:
            found = await self._readers.told(asked)
        else:
            found = await self.run(lambda shelf: told(asked, self.view(asked.server), shelf.rates))
        if found.missed is not None and found.missed != Unserved():
            self._thread.submit(_count, self.shelf, asked.server, found.missed).add_done_callback(_tell_if_broken)
        return found

    async def counted(self, draft: KeptDraft) -> Impact | None:
        """Say which sample answers a draft would change; None where it cannot be told any more.

        A reader does it, if there is another to answer questions meanwhile.
        """
        if self._readers is not None and self._readers.count > 1:
            try:
                return await self._readers.counted(draft)
            except BrokenProcessPool as error:  # the preview goes out without it
                log.warning("the answers that a draft would change were not counted: %s", error)
                return None
        return await self.aside(lambda shelf: counted(draft, shelf))

    async def settings(self, server: int | None) -> ServerSettings:
        """Give a server's settings; the defaults where there is none."""
        return await self.quick(lambda shelf: self._settings(shelf, server))

    async def dollar(self, server: int | None) -> str:
        """Say which dollar a bare $ means in a server."""
        return await self.quick(lambda shelf: self._dollar_of(shelf, server))

    def view(self, server: int | None) -> View:
        """Give the catalogue as a server has it, as of this moment. Only inside `run`."""
        return self.shelf.layer(server)

    async def suggest(self, partial: str, server: int | None) -> tuple[Record, ...]:
        """Complete a name that is being typed."""

        def work(shelf: Shelf) -> tuple[Record, ...]:
            view = shelf.layer(server)
            found = (view.get(gear) for gear in view.suggest(partial))
            return tuple(record for record in found if record is not None)

        return await self.run(work)

    def close(self) -> None:
        """Finish what was begun, then close the file; takes a moment."""
        if self._readers is not None:
            self._readers.close()
        self._aside.shutdown(wait=True, cancel_futures=True)
        self._thread.shutdown(wait=True)
        self._clerk.shutdown(wait=True)
        self.shelf.close()

    def _dollar_of(self, shelf: Shelf, server: int | None) -> str:
        return self._settings(shelf, server).dollar if server in shelf.store.servers.known() else self._dollar

    @staticmethod
    def _settings(shelf: Shelf, server: int | None) -> ServerSettings:
        return ServerSettings() if server is None else shelf.store.servers.get(server)


def _tell_if_broken(done: Future[None]) -> None:
    if (error := done.exception()) is not None:
        log.error("a gap was not counted", exc_info=error)


def _count(shelf: Shelf, server: int | None, missed: Unserved) -> None:
    """Count what was asked for in vain; nothing else is kept of a question."""
    if not shelf.store.writable:
        return
    gaps, today = shelf.store.gaps, datetime.now(UTC).date()
    try:
        for name in missed.names:
            gaps.count_name(server, name, today)
        if missed.budget is not None:
            gaps.count_budget(server, *missed.budget, today)
        for need in missed.needs:
            gaps.count_need(server, need, today)
    except CatalogError as error:  # the answer matters more
        log.warning("a gap was not counted: %s", error)
