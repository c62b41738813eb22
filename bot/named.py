"""From a name that somebody typed, or chose from a list, to one record; or the sentence that says why not."""

from __future__ import annotations

from catalog.models import Mention, Record
from knowledge.ports import GearShelf


class NotOneModel(Exception):  # noqa: N818 - it is an answer, not an error
    """A name that means no model, or several, as a finished sentence."""


def one_model(name: str, shelf: GearShelf) -> Record:
    """Give the record that a name, or an id, means. Errors: NotOneModel saying what is next to it."""
    if (known := shelf.get(name)) is not None:
        return known
    mention = shelf.link(name)
    record = shelf.get(mention.gear[0]) if len(mention.gear) == 1 else None
    if record is None:
        raise NotOneModel(unclear(name, mention, shelf))
    return record


def unclear(name: str, mention: Mention, shelf: GearShelf) -> str:
    """Say why a name could not be told, and what to type instead."""
    ids = mention.gear or tuple(mention.near)
    names = [record.name if (record := shelf.get(one)) else one for one in ids][:5]
    if len(mention.gear) > 1:
        return f"'{name}' can be several things: {', '.join(names)}. Name one of them."
    if names:
        return f"'{name}' is not in the catalogue. Next to it are {', '.join(names)}, which are other models."
    return f"'{name}' is not in the catalogue. Write brand and model, as in 'Sennheiser HD 600'."
