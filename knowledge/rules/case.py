"""What a rule is asked about: one item of a candidate (or the candidate as a whole) in the light of a reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from catalog.models import Headphones, Rates, Record
from knowledge.ports import GearShelf
from knowledge.rules.power import PEAK_DB, Output
from knowledge.rules.tastes import Wish
from knowledge.values import Candidate, Quoted, Reading, Stance, Verdict

if TYPE_CHECKING:
    from knowledge.rules.rows import Row


@dataclass(frozen=True, slots=True)
class Context:
    """A reading and all that follows from it before any gear is looked at.

    `output` is what will drive the headphones, None where the reader names nothing; `heads` the headphones that an amp
    would have to drive; `ceiling` and `floor` are money in `currency`; `houses` are brands whose sound the reader
    complained about. `kit` says that several things share the budget; `split` names what each of two pairs is for.
    `rows` are the rule rows that apply, `weights` their sums by properties.
    """

    reading: Reading
    cues: frozenset[str]
    wish: Wish
    shelf: GearShelf
    rates: Rates
    currency: str
    ceiling: Decimal | None = None
    floor: Decimal | None = None
    output: Output | None = None
    target_db: float = PEAK_DB
    heads: tuple[Headphones, ...] = ()
    owned: tuple[Record, ...] = ()
    considered: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()
    rows: tuple[Row, ...] = ()
    weights: Mapping[int, int] = field(default_factory=dict, compare=False)
    kit: bool = False
    split: tuple[str, ...] = ()
    grouped: dict[str, list[Row]] = field(default_factory=dict, init=False, compare=False)
    """The rows by rule, filled when first asked for."""

    def rows_of(self, rule: str) -> Sequence[Row]:
        """The rows of one rule that apply."""
        if not self.grouped:
            for row in self.rows:
                self.grouped.setdefault(row.rule, []).append(row)
        return self.grouped.get(rule, ())

    def price(self, gear: Record) -> Decimal | None:
        """The price in the reader's currency, to the cent; None where no price or no rate is known."""
        price = gear.price
        if price is None:
            return None
        amount = self.rates.convert(price.amount, price.currency, self.currency)
        return None if amount is None else amount.quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Case:
    """One item, or with `item` None the whole candidate. `bits` are the item's properties."""

    candidate: Candidate
    context: Context
    item: Record | None = None
    bits: int = 0

    @property
    def it(self) -> str:
        """How a sentence begins that speaks of the item: "It", or its model where there are several."""
        return "It" if len(self.candidate.items) == 1 or self.item is None else f"The {self.item.model}"

    @property
    def its(self) -> str:
        """The possessive of `it`."""
        return "Its" if self.it == "It" else f"{self.it}'s"

    def named(self, text: str) -> str:
        """A sentence that begins with "It" or "Its", about the model where there are several.

        "It weighs 200 g." becomes "The K371 weighs 200 g."
        """
        for word, name in (("Its ", self.its), ("It ", self.it)):
            if text.startswith(word):
                return f"{name} {text[len(word) :]}"
        return text

    @property
    def mid(self) -> str:
        """`it` inside a sentence."""
        return self.it[0].lower() + self.it[1:]

    @property
    def heads(self) -> tuple[Headphones, ...]:
        """The headphones that an amp of the candidate has to drive: those beside it, else the reader's own."""
        beside = tuple(item for item in self.candidate.items if isinstance(item, Headphones))
        return beside or self.context.heads

    def quote(self, name: str, value: object) -> Quoted:
        """A fact of the item as quoted, with its provenance."""
        assert self.item is not None  # noqa: S101 - rules about the whole candidate quote no item
        return Quoted(gear=self.item.id, field=name, value=str(value), provenance=self.item.provenance.get(name))


def verdict(rule: str, weight: int, text: str, facts: Iterable[Quoted] = (), stance: Stance | None = None) -> Verdict:
    """A verdict whose stance follows its weight, unless it is given."""
    found = stance or (Stance.FOR if weight >= 0 else Stance.AGAINST)
    return Verdict(rule=rule, stance=found, text=text, weight=weight, facts=tuple(facts))
