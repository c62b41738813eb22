"""What a follow-up points at: "the second one", "number 3", "the cheaper one", "which of these", as gear by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from catalog.models import Headphones, How, Mention, Record
from knowledge.ports import GearShelf
from knowledge.reading.lexicon import pointers
from knowledge.reading.phrases import Hit
from knowledge.reading.text import Text
from knowledge.values import Shown

_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}
_FOLLOWS = frozenset(".,;:!?)-\n") | frozenset(
    "but and or is isnt does do did are was would will can could has have need needs with without for over than seems "
    "seem looks look sounds sound please too instead in on if though vs versus as again then only".split()
)
"""What may stand behind "the first" where it is one of the options and not "the first time"."""
_HAS: Mapping[str, Callable[[Headphones], bool]] = {
    "closed": lambda pair: pair.back == "closed",
    "open": lambda pair: pair.back == "open",
    "wireless": lambda pair: bool(pair.wireless),
    "planar": lambda pair: pair.driver == "planar",
}


def pointed_at(raw: str, shown: Sequence[Shown], shelf: GearShelf) -> tuple[Mention, ...]:
    """The mentions of what was shown; where several options are meant at once, each has one in the same place."""
    if not shown:
        return ()
    text = Text(raw)
    return tuple(
        Mention(start=start, end=end, text=raw[start:end], how=How.EXACT, name=record.name, gear=(record.id,))
        for hit in _apart(pointers().find(text))
        if hit.label.manner == "says" or _ends(text, hit)
        for start, end in (_span(text, hit),)
        for record in _meant(hit.label.value, shown, shelf)
    )


def _apart(hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits that do not overlap an earlier, longer one."""
    last = -1
    for hit in sorted(hits, key=lambda hit: (hit.first, -len(hit))):
        if hit.first > last:
            last = hit.last
            yield hit


def _span(text: Text, hit: Hit) -> tuple[int, int]:
    """The stretch of text that stands for the gear: without "of", "between" and "compare", which are no part of it."""
    first = hit.first
    while text.tokens[first].word in ("of", "between", "compare", "all") and first < hit.last:
        first += 1
    return text.tokens[first].start, text.tokens[hit.last].end


def _ends(text: Text, hit: Hit) -> bool:
    """Whether a bare "the first" stands alone; "that" alone must open a clause that goes on with a wish."""
    following = text.tokens[hit.last + 1].word if hit.last + 1 < len(text.tokens) else "."
    if text.tokens[hit.first].word == "that":
        return hit.first == 0 and following == "but"
    return following in _FOLLOWS


def _meant(value: str, shown: Sequence[Shown], shelf: GearShelf) -> Iterator[Record]:
    """The records of the options that a pointer means; of a kit its first item stands for it."""
    ids = [option.gear[0] for option in _options(value, shown, shelf) if option.gear]
    yield from (record for record in map(shelf.get, ids) if record is not None)


def _options(value: str, shown: Sequence[Shown], shelf: GearShelf) -> Sequence[Shown]:
    if value == "all":
        return shown
    if value in _PLACES:
        place = _PLACES[value]
        return [shown[place]] if place < len(shown) else []
    if value in ("cheapest", "dearest"):
        priced = sorted((option for option in shown if option.total), key=lambda option: option.total or 0.0)
        return [priced[0 if value == "cheapest" else -1]] if priced else []
    fits = [option for option in shown if option.gear and _has(value, shelf.get(option.gear[0]))]
    return fits if len(fits) == 1 else []


def _has(value: str, record: Record | None) -> bool:
    return isinstance(record, Headphones) and _HAS[value](record)
