"""What else a choice asks for: "a DAC/amp and headphones, the TMA-1 or the Pro700?" wants a DAC/amp to the winner."""

from __future__ import annotations

from catalog.models import Record
from knowledge.answers.asked import Asked
from knowledge.answers.contest import Contender
from knowledge.answers.recommend import recommend
from knowledge.phrasing import listed, many, money, one
from knowledge.reading.seen import WORN
from knowledge.values import Budget, Intent, Reply, Role, Said, Want

_SIDES = (WORN, frozenset({Want.AMP, Want.DAC, Want.DAC_AMP, Want.DAP}))


def to_go_with(asked: Asked, pick: Contender) -> Reply | None:
    """Recommend the other things wanted, for what is left of the budget beside the pick; None where there are none."""
    reading = asked.reading
    side = next((side for side in _SIDES if pick.record.category.value in side), frozenset[Want]())
    missing = tuple(said for said in reading.wants if said.value not in side)
    left = _left(asked, pick.record)
    if not missing or (left is not None and (left.high or 0) <= 0):
        return None
    gear = tuple(
        item.model_copy(update={"role": Role.OWNED if item.id == pick.record.id else Role.MENTIONED})
        if item.role is Role.CANDIDATE
        else item
        for item in reading.gear
    )
    changes = {"intent": Intent.RECOMMEND, "also": (), "wants": missing, "budget": left, "gear": gear, "topics": ()}
    reply = recommend(Asked(reading.model_copy(update=changes), asked.shelf, asked.rates))
    head = f"For the {listed(_names(missing))} beside the {pick.name}{_for_what_is_left(left)}:"
    return reply.model_copy(update={"explanation": (head,), "notes": (), "asks": ()})


def _names(missing: tuple[Said[Want], ...]) -> list[str]:
    values = dict.fromkeys(said.value for said in missing)
    return [many(value) if value in WORN else one(value).split(" ", 1)[-1] for value in values]


def _for_what_is_left(left: Budget | None) -> str:
    return f", with {money(left.high, left.currency or 'USD')} left" if left and left.high else ""


def _left(asked: Asked, record: Record) -> Budget | None:
    """The budget less the pick's price; the whole of it where no price is known or the amount is for each."""
    budget, price = asked.reading.budget, record.price
    if budget is None or budget.high is None or budget.each or price is None:
        return budget
    spent = asked.rates.convert(price.amount, price.currency, asked.currency)
    if spent is None:
        return budget
    return budget.model_copy(update={"high": round(budget.high - float(spent), 2), "low": None, "approximate": False})
