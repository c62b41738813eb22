"""Which of the named gear is set side by side: "A or B", "A vs B", "A, B and C: which?"."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.reading.seen import DRIVING, WORN, Seen
from knowledge.reading.text import Text

_EITHER = frozenset({"or", "vs", "versus", "v", "/", "against", "over", "than"})
_AND = frozenset({"and", "&", ",", "+", "both", "\n"})
_FAR = 18
"""How many words may stand between two alternatives: "the new one, or should I keep my old …"."""


def set_side_by_side(text: Text, weighed: Sequence[Seen], choosing: bool) -> tuple[Seen, ...]:
    """The largest group of alternatives; `choosing` says that the message speaks of a choice, so that a list is one."""
    groups: list[list[Seen]] = []
    for one in weighed:
        if groups and _joined(text, groups[-1][-1], one, choosing):
            groups[-1].append(one)
        else:
            groups.append([one])
    largest = max(groups, key=len, default=[])
    return tuple(largest) if len(largest) > 1 else ()


def _joined(text: Text, first: Seen, second: Seen, choosing: bool) -> bool:
    between = [token.word for token in text.tokens[first.at + 1 : second.at]]
    if len(between) > _FAR or not _comparable(first, second):
        return False
    words = set(between)
    return bool(words & _EITHER) or (choosing and (bool(words & _AND) or len(between) <= 1))


def _comparable(first: Seen, second: Seen) -> bool:
    """Headphones against headphones, electronics against electronics; what is unknown may be either."""
    if first.kind is None or second.kind is None:
        return not (first.device or second.device)
    return (first.kind in WORN) == (second.kind in WORN) and (first.kind in DRIVING) == (second.kind in DRIVING)
