"""What moderators do to whole records: one more name, retirement, joining two that are one.

Each gives the entries of an edit, to be looked at and made as any other, and taken back as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from catalog import fields
from catalog.build.names import model_key, slug
from catalog.derive import standing
from catalog.edits import Entry
from catalog.errors import BadEdit, NoSuchGear, Problem
from catalog.models import Category, Record
from catalog.store import Store
from catalog.view import View

_OWN = frozenset({*fields.IDENTITY, "kind", "status", "merged_into"})
"""What a record says of itself alone."""
_KINDS = (
    {Category.HEADPHONES, Category.IEM},
    {Category.AMP, Category.DAC, Category.DAC_AMP, Category.DAP, Category.SOURCE},
    {Category.ACCESSORY},
)


def alias(view: View, gear: str, name: str) -> tuple[Entry, ...]:
    """Let a name mean a record.

    Errors: NoSuchGear; BadEdit, where it is another's name, or would not be recognised in a message.
    """
    record = _record(view, gear)
    for found in view.link(name).gear:
        if found != record.id and name.casefold() in _called(other := _record(view, found)):
            what = f"it means {other.name} already; take it out there first, or merge the two"
            raise BadEdit([Problem(what, column="name", value=name)])
    renamed = record.model_copy(update={"aliases": (*record.aliases, name)})
    if record.id not in view.names.with_changes([renamed]).link(name).gear:
        what = "it would not be recognised, for it is made of everyday words; add the brand, or a word of the model"
        raise BadEdit([Problem(what, column="name", value=name)])
    return (Entry(record.id, f"alias:{name}", "yes"),)


def add(
    store: Store,
    view: View,
    brand: str,
    model: str,
    category: Category,
    figures: Sequence[Entry] = (),
    source: str = "moderator",
    as_of: str = "",
    layer: int | None = None,
) -> tuple[Entry, ...]:
    """Make a record of a model that the catalogue lacks; `figures` say more of it, with an empty `gear`.

    `layer` is where it shall be, for a server's first edit is made on the shared view.
    Errors: BadEdit, where it is known already, or its name makes no id.
    """
    gear = slug(brand if brand.casefold() == model.casefold() else f"{brand} {model}")
    name = f"{brand} {model}"
    if said := fields.id_complaint(gear):
        raise BadEdit([Problem(said, column="model", value=name)])
    near = map(view.get, (gear, *view.link(name).gear))
    known = next((one for one in near if one is not None and _is(one, brand, model)), None)
    if known is not None:
        what = f"the catalogue has {known.name} ({known.id}) already; edit that"
        raise BadEdit([Problem(what, column="model", value=name)])
    if store.facts(gear, layer):
        what = f"there was a record {gear}, which was merged or taken back; undo that instead"
        raise BadEdit([Problem(what, column="model", value=name)])
    identity = (("brand", brand), ("model", model), ("category", category.value))
    first = [Entry(gear, field, value, source, as_of=as_of) for field, value in identity]
    return (*first, *(replace(figure, gear=gear) for figure in figures))


def _is(record: Record, brand: str, model: str) -> bool:
    same = model_key(record.brand, record.model) == model_key(brand, model)
    return same or f"{brand} {model}".casefold() in _called(record)


def retire(view: View, gear: str) -> tuple[Entry, ...]:
    """Recommend a record no more; it is still recognised.

    Errors: NoSuchGear.
    """
    return (Entry(_record(view, gear).id, "status", "retired"),)


def merge(store: Store, view: View, gone: str, kept: str) -> tuple[Entry, ...]:
    """Make two records one: the first one's names mean the second, which takes over what it lacks, sources and all.

    What was said of the first stays in the log. Errors: NoSuchGear; BadEdit, where they cannot be one.
    """
    one, other = _record(view, gone), _record(view, kept)
    if one.id == other.id:
        raise BadEdit([Problem("a record cannot be merged with itself; name two", column="gear", value=gone)])
    if not any({one.category, other.category} <= kind for kind in _KINDS):
        what = f"{one.name} is of the kind {one.category}, {other.name} of {other.category}; they cannot be one"
        raise BadEdit([Problem(what, column="gear", value=gone)])
    names = {name.casefold(): name for name in (one.name, *one.aliases)}
    said = [Entry(one.id, "merged_into", other.id)]
    said += [Entry(other.id, f"alias:{name}", "yes") for folded, name in names.items() if folded not in _called(other)]
    return (*said, *_taken_over(store, view.layer, one, other))


def _taken_over(store: Store, layer: int | None, one: Record, other: Record) -> list[Entry]:
    logs = store.logs([one.id, other.id], layer)
    has = {field for field, fact in standing(logs[other.id]).items() if fact.value}
    return [
        Entry(other.id, field, fact.value, fact.source, fact.trust, fact.as_of)
        for field, fact in sorted(standing(logs[one.id]).items())
        if fact.value and field not in has and fields.split(field)[0] not in {*_OWN, "alias"}
        if not fields.complaint(field, fact.value, other.category)
    ]


def _called(record: Record) -> set[str]:
    return {name.casefold() for name in (record.name, record.model, *record.aliases)}


def _record(view: View, gear: str) -> Record:
    record = view.get(gear)
    if record is None:
        raise NoSuchGear(gear, get_close_matches(gear, [found.id for found in view.all()], n=3))
    return record
