"""The catalogue and the reasoning, kept off the event loop: one thread does all that reads or writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TypeVar

from catalog.models import Record, ServerSettings
from catalog.shelf import Shelf
from catalog.view import View
from knowledge.advise import advise
from knowledge.respond import respond
from knowledge.unserved import Unserved, unserved
from knowledge.values import Conversation, Question, Reading, Reply

Result = TypeVar("Result")


class Adviser:
    """Answers questions on a shelf. One thread: answers come in the order of the questions, and edits between them."""

    def __init__(self, shelf: Shelf, dollar: str = "USD") -> None:
        self.shelf = shelf
        self._dollar = dollar
        self._thread = ThreadPoolExecutor(1, "adviser")

    async def run(self, work: Callable[[Shelf], Result]) -> Result:
        """Do some work on the catalogue as it is now, and give its result. Errors: those of the work."""

        def fresh() -> Result:
            self.shelf.refresh()
            return work(self.shelf)

        return await asyncio.get_running_loop().run_in_executor(self._thread, fresh)

    async def answer(self, text: str, server: int | None, before: Conversation | None = None) -> Reply:
        """Read a message and answer it with the catalogue of a server (None: the shared one)."""

        def work(shelf: Shelf) -> Reply:
            question = Question(text=text, before=before, dollar=self._dollar_of(shelf, server))
            reply = respond(question, self.view(server), shelf.rates)
            _count(shelf, server, reply)
            return reply

        return await self.run(work)

    async def advise(self, reading: Reading, server: int | None) -> Reply:
        """Answer what has been read or put together already."""
        return await self.run(lambda shelf: advise(reading, self.view(server), shelf.rates))

    async def settings(self, server: int | None) -> ServerSettings:
        """Give a server's settings; the defaults where there is none."""
        return await self.run(lambda shelf: self._settings(shelf, server))

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
        """Finish what was begun, then close the file."""
        self._thread.shutdown(wait=True)
        self.shelf.close()

    def _dollar_of(self, shelf: Shelf, server: int | None) -> str:
        return self._settings(shelf, server).dollar if server in shelf.store.servers.known() else self._dollar

    @staticmethod
    def _settings(shelf: Shelf, server: int | None) -> ServerSettings:
        return ServerSettings() if server is None else shelf.store.servers.get(server)


def _count(shelf: Shelf, server: int | None, reply: Reply) -> None:
    """Count what was asked for in vain; nothing else is kept of a question."""
    missed = unserved(reply) if shelf.store.writable else Unserved()
    gaps, today = shelf.store.gaps, datetime.now(UTC).date()
    for name in missed.names:
        gaps.count_name(server, name, today)
    if missed.budget is not None:
        gaps.count_budget(server, *missed.budget, today)
    for need in missed.needs:
        gaps.count_need(server, need, today)
