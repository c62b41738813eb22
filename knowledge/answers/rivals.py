"""Which of the named things stand against each other: those of this message, of the kinds that are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.models import Record
from knowledge.answers.asked import Asked
from knowledge.answers.contest import kind_of
from knowledge.rules.prepare import DRIVES
from knowledge.values import Named, Role, Want

Rivals = Sequence[tuple[str, Record]]


def rivals_of(asked: Asked) -> Rivals:
    """The candidates of the wanted kinds; with only one of them, what is owned of its kind stands against it."""
    found = list(records_of(asked, latest(asked.reading.named(Role.CANDIDATE), 2)))
    wanted = {_kind(want) for want in asked.reading.wanted()}
    fitting = [rival for rival in found if kind_of(rival[1]) in wanted]
    if len(fitting) >= 2 or (wanted and fitting and len(found) != 2):
        found = fitting
    if len(found) == 1:
        kind = kind_of(found[0][1])
        own = records_of(asked, asked.reading.named(Role.OWNED))
        found += [rival for rival in own if kind_of(rival[1]) == kind and rival[1].id != found[0][1].id][:2]
    return found


def between(asked: Asked) -> bool:
    """Whether an assessment asks about several things of one side at once: to be worn, or to drive what is worn."""
    named = [item for item in asked.reading.named(Role.CANDIDATE) if item.words.start is not None]
    sides = [kind_of(record) == "ears" for _, record in records_of(asked, named)]
    return len(sides) > 1 and len(set(sides)) == 1


def latest(gear: Sequence[Named], fewest: int = 1) -> Sequence[Named]:
    """Those named in this very message, where it names so many: an earlier one's are settled or set aside."""
    now = [item for item in gear if item.words.start is not None]
    return now if len(now) >= fewest else gear


def records_of(asked: Asked, gear: Sequence[Named]) -> Iterator[tuple[str, Record]]:
    """Names with their records, each record once."""
    seen: set[str] = set()
    for item in gear:
        record = asked.record(item)
        if record is not None and record.id not in seen:
            seen.add(record.id)
            yield item.name, record


def _kind(want: Want) -> str:
    if want in (Want.HEADPHONES, Want.IEM):
        return "ears"
    return "drive" if want in DRIVES - {Want.DAC} else want
