"""Questions are answered in processes of their own as they are in this one, and a process that dies is replaced."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.readers import Readers
from bot.telling import Asked, Told, told
from catalog.edits import Entry, dump
from catalog.models import KeptDraft
from catalog.shelf import Shelf
from knowledge.impact import Impact
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


def test_a_reader_counts_the_answers_that_a_draft_would_change(catalogue_file: Path) -> None:
    now = datetime.now(UTC)
    dear = dump([Entry("sennheiser-hd-600", "price:street", "9000 USD", as_of="2026-11")])
    said = {"id": "a", "server": 5, "layer": 5, "author": 1, "name": "olga", "reason": "seen", "entries": dear}
    draft = KeptDraft.model_validate({**said, "at": now, "expires_at": now + timedelta(hours=1)})

    async def counts() -> list[Impact | None]:
        readers = Readers(catalogue_file, 1)
        try:
            gone = draft.model_copy(update={"entries": dump([Entry("acme-none", "weight_g", "1")])})
            return [await readers.counted(draft), await readers.counted(gone)]
        finally:
            await asyncio.to_thread(readers.close)

    found, untold = asyncio.run(counts())
    assert untold is None
    assert found is not None
    assert found.total == 120
    assert 0 < len(found.changed) < 40


def test_a_conversation_goes_through_json_unharmed(shelf: Shelf) -> None:
    first = told(ASKED, shelf, shelf.rates)
    further = told(Asked("make it 90", before=first.conversation), shelf, shelf.rates)
    assert "$90" in further.pages[0][0].text
    assert "rock" in further.pages[0][0].text
