"""A stretch of a text that may name gear, while it is being decided what it names."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalog.linking.evidence import Strength
from catalog.linking.forms import Kind
from catalog.models import How


@dataclass(slots=True)
class Found:
    """Atoms `first` through `last`; `core` is where the model begins (behind the brand).

    `places` are records of the index, best first; `rivals` those of other brands that the words may mean as well.
    """

    first: int
    last: int
    how: How
    places: list[int] = field(default_factory=list)
    brand: int | None = None
    name: str = ""
    strength: Strength = Strength.ALONE
    core: int = -1
    rivals: dict[int, list[int]] = field(default_factory=dict)
    kind: Kind = Kind.FULL
    words: bool = False
    daily: bool = False
    settled: bool = True
