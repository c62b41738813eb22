"""Exchange rates of one day, as values: what a price was worth in a reader's currency, and when that was said."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from catalog.models.facts import Frozen

CENT = Decimal("0.01")


class Rates(Frozen):
    """What one euro bought of each currency on `as_of` (ISO date); the euro itself is 1."""

    as_of: str
    per_eur: Mapping[str, Decimal]

    def convert(self, amount: Decimal, from_: str, to: str) -> Decimal | None:
        """Convert money, to the cent; None where a rate is not known.

        >>> rates = Rates(as_of="2026-10-30", per_eur={"EUR": Decimal(1), "USD": Decimal("1.25")})
        >>> rates.convert(Decimal(100), "USD", "EUR"), rates.convert(Decimal(100), "USD", "XAU")
        (Decimal('80.00'), None)
        """
        if from_ == to:
            return amount
        have, want = self.per_eur.get(from_), self.per_eur.get(to)
        if not have or not want:
            return None
        return (amount / have * want).quantize(CENT)
