"""What a rule is: an id, its sentence and source, and the function that tests a candidate and speaks of it.

A half-declared rule fails when it is imported, and with a sentence that says what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.values import Verdict

if TYPE_CHECKING:
    from knowledge.rules.case import Case

Speaks = Callable[["Case"], Iterator[Verdict]]

_ID = re.compile(r"[a-z]+(\.[a-z]+(-[a-z]+)*)")


class HalfDeclaredError(ValueError):
    """A rule that lacks its id, title, sentence or source."""

    def __init__(self, rule_id: str, lacks: str) -> None:
        super().__init__(f"The rule {rule_id!r} is only half declared: {lacks}.")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `number` is its place in the guide (1 to 6), None for additions; `source` says who stated it.

    `speaks` gets a case (one item of a candidate, or the candidate as a whole) and yields its verdicts, or none.
    """

    id: str
    number: int | None
    title: str
    sentence: str
    source: str
    speaks: Speaks

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise HalfDeclaredError(self.id, "its id must read theme.claim in lower case")
        for field in ("title", "sentence", "source"):
            if not getattr(self, field).strip():
                raise HalfDeclaredError(self.id, f"its {field} is empty")
        if self.number is not None and not 1 <= self.number <= 6:
            raise HalfDeclaredError(self.id, "its number must be one of the guide's, 1 to 6")


def rule(id_: str, *, number: int | None = None, title: str, sentence: str, source: str) -> Callable[[Speaks], Rule]:
    """Declare a rule around the function that speaks for it."""
    return lambda speaks: Rule(id_, number, title, sentence, source, speaks)
