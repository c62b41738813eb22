"""Turns what was found into mentions: names, how sure, and what stands next to an unknown model."""

from __future__ import annotations

import re

from catalog.linking.forms import CAMEL, Kind, spellings, spellings_of
from catalog.linking.found import Found
from catalog.linking.going_on import with_ohms
from catalog.linking.scene import Scene
from catalog.linking.text import Text
from catalog.linking.unknown import as_written, names, neighbours
from catalog.models import How, Mention

SURE = {
    How.EXACT: 1.0,
    How.ALIAS: 0.97,
    How.BRAND_LEFT_OUT: 0.9,
    How.SPELLING: 0.9,
    How.FAMILY: 0.85,
    How.UNKNOWN: 0.7,
    How.AMBIGUOUS: 0.5,
}
EDITION = re.compile(r"\s+(?:le|limited edition|special edition|anniversary edition|limited)\b")
CLOSING = {")": "(", "]": "["}
CLEAR = 2
"""So many times better known than the next of its brand is the one that a shared name means."""


def mention(scene: Scene, found: Found) -> Mention:
    """The mention that a find is."""
    start, end = scene.text.starts[found.first], _end(scene.text, found)
    how, name, places, near = _meaning(scene, found)
    return Mention(
        start=start,
        end=end,
        text=scene.text.given[start:end],
        how=how,
        name=name,
        gear=names(scene.index, places),
        near=names(scene.index, near),
        sure=SURE[how],
    )


def _end(text: Text, found: Found) -> int:
    """Where the mention ends, with an edition and an impedance behind it."""
    end = text.ends[found.last]
    if (
        text.folded[end : end + 1] in CLOSING
        and CLOSING[text.folded[end]] in text.folded[text.starts[found.first] : end]
    ):
        end += 1
    edition = EDITION.match(text.folded, end)
    return with_ohms(text, edition.end() if edition else end)


def _meaning(scene: Scene, found: Found) -> tuple[How, str, list[int], list[int]]:
    """How it was recognised, its name, its records, and the neighbours of an unknown one."""
    index, places = scene.index, found.places
    if found.how is How.UNKNOWN:
        known = _known_after_all(scene, found)
        if known is not None:
            return How.ALIAS, index.records[known].name, [known], []
        near = places
        if not near and found.brand is not None:
            near = neighbours(index, found.brand, as_written(scene.text, found.core, found.last))
        return How.UNKNOWN, found.name, [], near[:3]
    if found.name:
        return found.how, found.name, places, []
    if found.how is How.AMBIGUOUS:
        return found.how, as_written(scene.text, found.first, found.last), places, []
    if len(places) > 1 and not _clear(scene, found):
        return How.AMBIGUOUS, _shared_name(scene, found), places, []
    return found.how, index.records[places[0]].name, places[:1], []


def _known_after_all(scene: Scene, found: Found) -> int | None:
    """The record of the name that was put together for an unknown model: "DT 1770 MKII" for DT 1770 Pro MKII."""
    index = scene.index
    if found.brand is None:
        return None
    brand = index.brands.names[found.brand]
    for form in spellings_of(found.name.removeprefix(f"{brand} ")):
        for place, kind in index.entries.get(form, ()):
            if kind is Kind.FULL and index.brand_of[place] == found.brand:
                return place
    return None


def _clear(scene: Scene, found: Found) -> bool:
    """Tell whether the first of several records is the one that is meant."""
    if found.kind is Kind.FULL or found.how is How.SPELLING:
        return True
    if found.kind >= Kind.FAMILY:
        return False
    best, second = (scene.index.records[place].popularity for place in found.places[:2])
    return best >= CLEAR * max(second, 1)


def _shared_name(scene: Scene, found: Found) -> str:
    """The brand and what its records' names have in common with the words, as the maker writes it."""
    record = scene.index.records[found.places[0]]
    written = Text(CAMEL.sub(" ", scene.text.slice(found.core, found.last)))
    wanted = {key.replace(" ", "") for key in spellings(written, 0, len(written) - 1)}
    wanted |= {key[:-1] for key in wanted if key.endswith("s")}
    model = Text(CAMEL.sub(" ", record.model))
    for first in range(min(2, len(model))):
        for last in range(first, len(model)):
            if wanted.intersection(form.replace(" ", "") for form in spellings(model, first, last)):
                whole = Text(record.model)
                return f"{record.brand} {record.model[: whole.ends[last]]}"
    return f"{record.brand} {as_written(scene.text, found.core, found.last)}"
