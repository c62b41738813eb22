"""What sets named things apart beside the points: price, weight, build and fittings, where known of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from catalog.models import Amp, Category, Headphones, Record
from knowledge.answers.asked import Asked
from knowledge.phrasing import listed, money, say, whole
from knowledge.values import Line

MOST = 3
_ALIKE = 0.1
"""The share by which prices and weights may differ and still count as the same."""
Phrases = Sequence[str | None]


def apart(asked: Asked, records: Sequence[Record], without_price: bool = False) -> Iterator[Line]:
    """One line of the plain facts in which the first few differ; none where nothing is known of all of them."""
    few = tuple(records[:MOST])
    asks = (fact for fact in _FACTS if not (without_price and fact is _price))
    rows = [row for fact in asks if None not in (row := fact(asked, few)) and len(set(row)) > 1]
    if len(few) > 1 and rows:
        each = (f"the {one.model} {listed(str(row[n]) for row in rows)}" for n, one in enumerate(few))
        yield Line(rule="best.none", text=f"What else differs: {'; '.join(each)}.")


def _price(asked: Asked, few: Sequence[Record]) -> Phrases:
    found = [asked.rates.convert(r.price.amount, r.price.currency, asked.currency) if r.price else None for r in few]
    if _near([None if price is None else float(price) for price in found]):
        return (None,)
    return [None if price is None else f"costs {money(whole(price), asked.currency)}" for price in found]


def _weight(asked: Asked, few: Sequence[Record]) -> Phrases:
    grams = [getattr(record, "weight_g", None) for record in few]
    worn = all(isinstance(record, Headphones) and record.category is Category.HEADPHONES for record in few)
    return (None,) if not worn or _near(grams) else [None if gram is None else f"weighs {gram:.0f} g" for gram in grams]


def _near(values: Sequence[float | None]) -> bool:
    """Whether all are known and alike; what is not known is told apart by the caller."""
    known = [value for value in values if value]
    return len(known) == len(values) and min(known) >= (1 - _ALIKE) * max(known)


def _back(asked: Asked, few: Sequence[Record]) -> Phrases:
    worn = [r if isinstance(r, Headphones) and r.category is Category.HEADPHONES else None for r in few]
    return [None if one is None or one.back is None else f"is {say('back', one.back)}" for one in worn]


def _form(asked: Asked, few: Sequence[Record]) -> Phrases:
    forms = [record.form if isinstance(record, Headphones) else None for record in few]
    return [form and f"is {'an' if form[0] in 'aeio' else 'a'} {say('form', form)}" for form in forms]


def _flag(name: str, yes: str, no: str) -> Callable[[Asked, Sequence[Record]], Phrases]:
    def told(asked: Asked, few: Sequence[Record]) -> Phrases:
        found = [getattr(record, name, None) for record in few]
        return [None if value is None else yes if value else no for value in found]

    return told


def _power(asked: Asked, few: Sequence[Record]) -> Phrases:
    """The single-ended power into the load nearest 32 ohm, where it is known of all at the same load."""
    found = [_at_32(record) for record in few]
    return [None if mw is None else f"gives {mw:,.0f} mW into 32 ohm" for mw in found]


def _at_32(record: Record) -> float | None:
    if not isinstance(record, Amp):
        return None
    return next((p.mw for p in record.power if p.ohm == 32 and not p.balanced), None)


def _year(asked: Asked, few: Sequence[Record]) -> Phrases:
    """The year, for electronics alone: it tells which is the newer design where nothing else does."""
    years = [None if isinstance(record, Headphones) else record.release_year for record in few]
    return [None if year is None else f"came out in {year}" for year in years]


_FACTS: tuple[Callable[[Asked, Sequence[Record]], Phrases], ...] = (
    _price,
    _form,
    _back,
    _weight,
    _flag("wireless", "is wireless", "has a cable"),
    _flag("noise_cancelling", "has noise cancelling", "has no noise cancelling"),
    _flag("removable_cable", "has a cable that comes off", "has a fixed cable"),
    _power,
    _flag("balanced", "has a balanced output", "has no balanced output"),
    _flag("battery", "runs on a battery", "needs the mains"),
    _year,
)
