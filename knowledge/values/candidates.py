"""What could be offered: single things, and kits of things that are bought together."""

from __future__ import annotations

from decimal import Decimal

from catalog.models import Record
from catalog.models.facts import Frozen


class Candidate(Frozen):
    """One or more items bought together; `total` in the reader's currency, None where a price is not known."""

    items: tuple[Record, ...]
    total: Decimal | None
    currency: str


class Fallen(Frozen):
    """A record that was not let in: by which rule, why in a sentence, and by how much where that is a number."""

    gear: str
    rule: str
    why: str
    by: Decimal | None = None


class Candidates(Frozen):
    """What stands after the hard constraints, and what fell and why."""

    standing: tuple[Candidate, ...]
    fallen: tuple[Fallen, ...] = ()
