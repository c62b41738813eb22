"""What was asked, and after what."""

from __future__ import annotations

from catalog.models.facts import Frozen
from knowledge.values.conversation import Conversation


class Question(Frozen):
    """One message. `before` is the conversation that it continues, None where it begins one.

    `dollar` is which dollar a bare "$" means here (ISO 4217): a server may be set to another one than USD.
    """

    text: str
    before: Conversation | None = None
    dollar: str = "USD"
