"""Blocks → pages: what one message holds of them. Long answers are split between blocks, then lines, never cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.cards.blocks import Block
from bot.limits import COMPONENTS, DISPLAY_CHARACTERS

RESERVED_CHARACTERS = 200
"""For the footer."""
RESERVED_COMPONENTS = 17
"""For the footer, a picture, four rows of buttons and what is in them."""
_BLOCK = 2
"""Components of a card: its frame and its text."""


def pages(
    blocks: Sequence[Block],
    characters: int = DISPLAY_CHARACTERS - RESERVED_CHARACTERS,
    components: int = COMPONENTS - RESERVED_COMPONENTS,
) -> tuple[tuple[Block, ...], ...]:
    """Distribute blocks over as few messages as will do, in order; blank ones, which Discord refuses, fall out."""
    found: list[list[Block]] = [[]]
    for block in (part for one in blocks for part in _split(one, characters) if part.text.strip()):
        page = found[-1]
        used = sum(len(one.text) for one in page)
        if page and (used + len(block.text) > characters or (len(page) + 1) * _BLOCK > components):
            page = []
            found.append(page)
        page.append(block)
    return tuple(tuple(page) for page in found if page)


def _split(block: Block, most: int) -> Iterator[Block]:
    """A block as it is, or in parts where it alone would not fit."""
    if len(block.text) <= most:
        yield block
        return
    part: list[str] = []
    for line in _short(block.lines, most):
        if part and len("\n".join([*part, line])) > most:
            yield block.model_copy(update={"lines": tuple(part)})
            part = []
        part.append(line)
    yield block.model_copy(update={"lines": tuple(part)})


def _short(lines: Iterable[str], most: int) -> Iterator[str]:
    """The lines, those that are too long on their own broken between words."""
    for line in lines:
        while len(line) > most:
            at = line.rfind(" ", most // 2, most)
            at = at if at > 0 else most
            yield line[:at]
            line = line[at:].lstrip()
        yield line
