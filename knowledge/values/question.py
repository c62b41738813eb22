"""What was asked, and after what."""

from __future__ import annotations

from catalog.models.facts import Frozen
from knowledge.values.reading import Reading


class Question(Frozen):
    """One message. `before` is the reading of the conversation so far; `shown` the ids that were offered in it.

    `dollar` is which dollar a bare "$" means here (ISO 4217): a server may be set to another one than USD.
    """

    text: str
    before: Reading | None = None
    shown: tuple[tuple[str, ...], ...] = ()
    dollar: str = "USD"
