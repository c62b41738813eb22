"""A reply in the shape that `bot ask --json` promises: names and types that hold still."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from catalog.models import Headphones, Record
from knowledge.values import Choice, Line, Money, Option, Reading, Reply


def reply_object(reply: Reply, message_id: str, elapsed_ms: float) -> dict[str, Any]:
    """The whole object of one answered message."""
    return {
        "id": message_id,
        "reading": reading_object(reply.reading),
        "answer": answer_object(reply),
        "elapsed_ms": round(elapsed_ms, 2),
    }


def reading_object(reading: Reading) -> dict[str, Any]:
    """The slots and their values."""
    budget = reading.budget
    return {
        "intent": reading.intent.value,
        "also": [intent.value for intent in reading.also],
        "wants": [said.value.value for said in reading.wants],
        "budget": budget and budget.model_dump(exclude={"words"}) | {"text": budget.words.text},
        "genres": {share.genre.value: share.share for share in reading.genres},
        "excluded_genres": [said.value.value for said in reading.excluded_genres],
        "sources": [said.value.value for said in reading.sources],
        "use": [said.value.value for said in reading.use],
        "needs": [said.value.value for said in reading.needs],
        "avoided": [said.value.value for said in reading.avoided],
        "sound": [said.value.value for said in reading.sound],
        "gear": [
            {"name": item.name, "id": item.id, "role": item.role.value, "how": item.how.value} | item.words.model_dump()
            for item in reading.gear
        ],
        "unknown_gear": [item.words.model_dump() | {"near": list(item.near)} for item in reading.unknown_gear],
        "topics": list(reading.topics),
    }


def answer_object(reply: Reply) -> dict[str, Any]:
    """What is said."""
    return {
        "kind": reply.kind.value,
        "text": reply.text,
        "options": [_option(option) for option in reply.options],
        "verdict": _verdict(reply.verdict),
        "topic": reply.topic,
        "asks": list(reply.asks),
        "relaxations": list(reply.relaxations),
        "notes": _lines(reply.notes),
        "further": [answer_object(other) for other in reply.further],
        "answer_id": reply.answer_id,
    }


def item_object(record: Record) -> dict[str, Any]:
    """One piece of gear in an option."""
    price = record.price
    worn = record if isinstance(record, Headphones) else None
    return {
        "id": record.id,
        "name": record.name,
        "category": record.category.value,
        "form": worn.form.value if worn and worn.form else None,
        "back": worn.back.value if worn and worn.back else None,
        "price": price and {"amount": _number(price.amount), "currency": price.currency, "as_of": price.as_of},
    }


def _option(option: Option) -> dict[str, Any]:
    return {
        "label": option.label,
        "items": [item_object(record) for record in option.items],
        "total": _money(option.total),
        "reasons": _lines(option.reasons),
        "cautions": _lines(option.cautions),
    }


def _verdict(choice: Choice | None) -> dict[str, Any] | None:
    if choice is None:
        return None
    return {
        "pick": choice.pick,
        "over": list(choice.over),
        "reasons": _lines(choice.reasons),
        "cautions": _lines(choice.cautions),
    }


def _lines(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [{"rule": line.rule, "text": line.text} for line in lines]


def _money(money: Money) -> dict[str, Any]:
    return {"amount": None if money.amount is None else _number(money.amount), "currency": money.currency}


def _number(amount: Decimal) -> float:
    return float(amount)
