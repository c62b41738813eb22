"""What is asked for in vain is counted by server; of the rest nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.adviser import Adviser
from bot.telling import Asked
from catalog.models import Gap, GapKind

pytestmark = pytest.mark.asyncio
HERE = 1 << 60


@pytest.fixture
def counting(adviser: Adviser) -> Iterator[Adviser]:
    yield adviser
    for server in (0, HERE):
        adviser.shelf.store.gaps.forget_server(server)


def keys(gaps: tuple[Gap, ...]) -> set[tuple[str, str, int]]:
    return {(gap.kind, gap.key, gap.count) for gap in gaps}


async def ask(adviser: Adviser, text: str, server: int | None) -> None:
    """Ask, and wait until what was missed is counted."""
    await adviser.tell(Asked(text, server=server))
    await adviser.run(lambda _shelf: None)


async def test_what_is_asked_in_vain_is_counted_where_it_was_asked(counting: Adviser) -> None:
    gaps = counting.shelf.store.gaps
    for _ in range(2):
        await ask(counting, "Sennheiser HD 777 or HD 600 for my neighbour Jo?", HERE)
    await ask(counting, "open back headphones with noise cancelling, 3 euros", None)
    assert keys(gaps.top(HERE)) == {(GapKind.NAME, "sennheiser hd 777", 2)}
    assert keys(gaps.top(0)) == {
        (GapKind.BUDGET, "0-25 EUR", 1),
        (GapKind.NEED, "open_back", 1),
        (GapKind.NEED, "noise_cancelling", 1),
    }


@pytest.mark.parametrize("text", ["thanks, Jo!", "closed headphones for rock, 150 dollars", "HD 600 or HD 650?"])
async def test_what_was_served_or_asked_nothing_is_not_counted(counting: Adviser, text: str) -> None:
    await ask(counting, text, HERE)
    assert counting.shelf.store.gaps.top(HERE) == ()
