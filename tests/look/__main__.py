"""Draw the README's pictures anew: `python -m tests.look [FOLDER]`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.adviser import Adviser
from bot.cards.layout import plain_layouts
from bot.cards.pages import pages
from bot.comparing import compared
from bot.exchange import Asker, Exchanges
from bot.pictures import Studio
from bot.picturing import drawn
from catalog.shelf import Shelf
from tests.look.draw import Sheet

QUESTION = (
    "70% electronica, 30% rock, around $250, laptop at the office, low leakage, comfortable all day. I have an E10K"
)
ASKER = Asker(user=1, channel=1)


async def main(folder: Path) -> None:
    """Ask and compare, and draw what comes."""
    with tempfile.TemporaryDirectory() as place:
        adviser = Adviser(Shelf.open(Path(place) / "catalog.db"))
        sheet = await Exchanges(adviser, 1).ask(QUESTION, ASKER)
        if sheet is not None:
            _save([layout.to_components() for layout in sheet.layouts], {}, folder / "ask.png")
        names = ("Sennheiser HD 600", "Beyerdynamic DT 770 Pro 80 Ohm")
        found = await compared(names, adviser, None, use="classical at home from a laptop")
        async with Studio() as studio:
            file = await drawn(found.chart, studio)
        files = {file.filename: file.fp.read()} if file else {}
        layouts = plain_layouts(pages(found.blocks), file)
        _save([layout.to_components() for layout in layouts], files, folder / "compare.png")
        adviser.close()


def _save(messages: list[list[dict[str, object]]], files: dict[str, bytes], path: Path) -> None:
    sheet = Sheet(files)
    for message in messages:
        sheet.message(message)
    sheet.picture().quantize(64).save(path, optimize=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent))
