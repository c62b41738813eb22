"""What an answer could not serve: unknown models, and budgets and needs for which there was nothing; to be counted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from catalog.models import How
from knowledge.values import Intent, Kind, Reply


@dataclass(frozen=True, slots=True)
class Unserved:
    """`names` of models that are unknown, `budget` with its currency, and `needs` by their names in the code."""

    names: tuple[str, ...] = ()
    budget: tuple[Decimal, str] | None = None
    needs: tuple[str, ...] = ()


def unserved(reply: Reply) -> Unserved:
    """Say what a reader asked for in vain; nothing of it is their words but a model's name."""
    reading = reply.reading
    if reply.kind is Kind.SILENCE:
        return Unserved()
    names = dict.fromkeys(gear.name for gear in reading.gear if gear.how is How.UNKNOWN and gear.id is None)
    in_vain = reply.kind is Kind.OPTIONS and reading.intent is Intent.RECOMMEND and not reply.options
    if not in_vain:
        return Unserved(tuple(names))
    budget, money = reading.budget, None
    if budget is not None and budget.high is not None:
        money = Decimal(str(budget.high)), budget.currency or "USD"
    return Unserved(tuple(names), money, tuple(dict.fromkeys(need.value.value for need in reading.needs)))
