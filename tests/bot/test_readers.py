"""Questions are answered in processes of their own as they are in this one, and a process that dies is replaced."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

from bot.readers import Readers
from bot.telling import Asked, Told, told
from catalog.shelf import Shelf
from knowledge.values import Kind

ASKED = Asked("closed headphones for rock at the office, laptop, 150 dollars at most")


def test_readers_answer_as_this_process_does_even_after_one_died(catalogue_file: Path, shelf: Shelf) -> None:
    async def answers() -> list[Told]:
        readers = Readers(catalogue_file, 1)
        await readers.start()
        try:
            first = await readers.told(ASKED)
            for process in list(readers._pool._processes):  # type: ignore[union-attr]
                os.kill(process, signal.SIGKILL)
            return [first, await readers.told(ASKED), await readers.told(Asked("thanks!"))]
        finally:
            await asyncio.to_thread(readers.close)

    here = told(ASKED, shelf, shelf.rates)
    assert asyncio.run(answers()) == [here, here, Told(Kind.SILENCE)]
    assert here.pages


def test_a_conversation_goes_through_json_unharmed(shelf: Shelf) -> None:
    first = told(ASKED, shelf, shelf.rates)
    further = told(Asked("make it 90", before=first.conversation), shelf, shelf.rates)
    assert "$90" in further.pages[0][0].text
    assert "rock" in further.pages[0][0].text
