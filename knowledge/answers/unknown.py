"""Gear that is not in the catalogue, or could be several: said, and never replaced by its neighbour."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.answers.asked import Asked
from knowledge.phrasing import listed
from knowledge.values import Line

RULE = "limits.rules"
_SHOWN = 3


def about_unknown(asked: Asked) -> Iterator[Line]:
    """A line for each name that was not understood to mean one thing."""
    for unknown in asked.reading.unknown_gear[:_SHOWN]:
        near = _names(asked, unknown.near)
        if not near:
            text = f"I don't know the '{unknown.words.text}', so nothing here is about it."
        elif len(near) == 1:
            text = f"I don't know the '{unknown.words.text}'; the {near[0]} is in my catalogue and is another model."
        else:
            text = (
                f"I don't know the '{unknown.words.text}'; the {listed(near)} are in my catalogue and are other models."
            )
        yield Line(rule=RULE, text=text)
    for unclear in asked.reading.unclear[:_SHOWN]:
        yield Line(
            rule=RULE, text=f"'{unclear.words.text}' fits the {listed(_names(asked, unclear.ids), 'or')}: which one?"
        )
    for named in asked.reading.gear:
        record = asked.record(named) if named.id is None else None
        if record is not None:
            others = _names(asked, tuple(gear for gear in named.ids if gear != record.id))
            text = f"{named.name} is a family; I took the {record.name}" + (
                f", not the {listed(others, 'or')}." if others else "."
            )
            yield Line(rule=RULE, text=text)


def _names(asked: Asked, ids: tuple[str, ...]) -> list[str]:
    """The names of records by id; what is no id is a name already."""
    found = ((asked.shelf.get(gear), gear) for gear in ids[:_SHOWN])
    return [record.name if record is not None else gear for record, gear in found]
