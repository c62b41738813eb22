"""Several questions in one message: where each begins and ends, so that each is read, and answered, by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from knowledge.reading.mood import Moods
from knowledge.reading.seen import Seen
from knowledge.reading.text import Text
from knowledge.values import Budget, GenreShare, Intent, Reading, Role, Said, Words

Worded = TypeVar("Worded", Said[Any], GenreShare, Budget)

MOST = 3
"""Questions of one message that are answered."""
_MOST_PARTS = 8
"""Parts that are looked at; what follows goes with the last."""
_FRAGMENT = 4
"""Words and marks up to which a question hangs on the one before it: "which cable?", "is it dangerous?"."""
_ALSO = frozenset("and also besides plus then oh btw".split())
_PRONOUNS = frozenset("it they them that this those these".split())
_HANGING = _PRONOUNS | {"or", "so", "meaning"}
_TAUGHT = frozenset({Intent.EXPLAIN, Intent.HOOKUP, Intent.TROUBLESHOOT})
_ADVICE = frozenset({Intent.RECOMMEND, Intent.CHOOSE, Intent.ASSESS})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a message with one question: its text, where that begins, and the gear in it."""

    text: Text
    start: int
    seen: tuple[Seen, ...]


def parts_of(moods: Moods, seen: Sequence[Seen]) -> tuple[Part, ...]:
    """The message cut behind each question, where it has several; what only tells goes with the question behind it."""
    text = moods.text
    marks = [place for place, token in enumerate(text.tokens) if token.word == "?" and place]
    ends = [text.tokens[place].end for place in marks if len(text.sentence(place)) > _FRAGMENT][:_MOST_PARTS]
    if len(ends) < 2:
        return ()
    bounds = list(zip([0, *ends], [*ends[:-1], len(text.raw)], strict=False))
    return tuple(_part(text.raw, start, end, seen) for start, end in bounds)


def _part(raw: str, start: int, end: int, seen: Sequence[Seen]) -> Part:
    inside = [one for one in seen if start <= one.mention.start and one.mention.end <= end]
    cut = Text(raw[start:end], {(one.mention.start - start, one.mention.end - start) for one in inside})
    return Part(cut, start, tuple(replace(one, at=cut.at(one.mention.start - start)) for one in inside))


def shifted(reading: Reading, by: int) -> Reading:
    """A reading of a part with the places of its words in the whole message; those of gear are so already."""
    slots = ("wants", "genres", "excluded_genres", "sources", "use", "needs", "avoided", "sound")
    moved = {slot: tuple(_moved(one, by) for one in getattr(reading, slot)) for slot in slots}
    budget = reading.budget and _moved(reading.budget, by)
    return reading.model_copy(update={**moved, "budget": budget})


def _moved(said: Worded, by: int) -> Worded:
    start, end = said.words.start, said.words.end
    if start is None or end is None:
        return said
    return said.model_copy(update={"words": Words(text=said.words.text, start=start + by, end=end + by)})


def apart(whole: Reading, parts: Sequence[Part], readings: Sequence[Reading]) -> list[tuple[Part, Reading]]:
    """The parts that ask what the answer to the whole message would leave open, in their order."""
    found: list[tuple[Part, Reading]] = []
    topics = {whole.topics[0]} if whole.intent in _TAUGHT and whole.topics else set()
    for part, reading in zip(parts, readings, strict=True):
        if _another(whole, reading, topics, _hangs(part)):
            found.append((part, reading))
            topics.update(reading.topics[:1])
    return found[: MOST - 1]


def without(raw: str, parts: Sequence[Part], seen: Sequence[Seen]) -> Part:
    """The message with some parts blanked out, so that all places stay what they are."""
    for part in parts:
        end = part.start + len(part.text.raw)
        raw = raw[: part.start] + " " * len(part.text.raw) + raw[end:]
        seen = [one for one in seen if not part.start <= one.mention.start < end]
    return _part(raw, 0, len(raw), seen)


def _hangs(part: Part) -> bool:
    """Whether a part goes on with the question before it: "or is it …", "they should …, is that possible?"."""
    words = [token.word for token in part.text.tokens if token.word[0].isalnum()]
    while words and words[0] in _ALSO:
        words.pop(0)
    opening = words[:2]
    return bool(opening) and (opening[0] in _HANGING or opening[-1] in _PRONOUNS or opening == ["i", "mean"])


def _another(whole: Reading, part: Reading, topics: set[str], hangs: bool) -> bool:
    """Whether a part asks something else than the whole: another kind of question, another thing or another topic."""
    if part.intent in _TAUGHT:
        return not hangs and bool(part.topics) and part.topics[0] not in topics
    if part.intent not in _ADVICE:
        return False
    if whole.intent in _TAUGHT:
        return any(said.words.text for said in part.wants) or bool(part.named(Role.CANDIDATE))
    if part.intent is whole.intent or whole.intent is not Intent.RECOMMEND:
        return False
    asked = {item.name for item in part.named(Role.CANDIDATE)}
    return bool(asked) and not (part.wanted() & whole.wanted() and len(asked) > 1)


def in_context(whole: Reading, part: Reading, own: bool = False) -> Reading:
    """A part with what the rest of the message says of the music, the source and the reader's gear.

    `own` gives it the gear alone: the main question has all the rest of the message to itself.
    """
    slots: tuple[str, ...] = () if own else ("sources", "devices")
    if not own and part.intent not in _TAUGHT:
        slots = (*slots, "genres", "excluded_genres")
    kept = {slot: getattr(part, slot) or getattr(whole, slot) for slot in slots}
    named = {item.name for item in part.gear}
    owned = tuple(item for item in whole.named(Role.OWNED) if item.name not in named)
    return part.model_copy(update={**kept, "gear": (*part.gear, *owned)})
