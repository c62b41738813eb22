"""What an edit amounts to: entries checked against the logs, and the facts that have to be added to them.

Nothing is stored here. Complaints are collected; each names its entry by position and the column that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import NamedTuple
from urllib.parse import urlsplit

from catalog import fields
from catalog.derive import in_force, is_merged, lacks, standing
from catalog.errors import Problem, StaleEdit
from catalog.models import Category, Fact, Source, Trust
from catalog.values import UNPRINTABLE

Logs = Mapping[str, Sequence[Fact]]
_PAGE = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#][^\s\"'<>|\x00-\x1f]*)?", re.ASCII)
_LATER = 1 << 40  # numbers for facts and changes that are not stored yet: above all that are


@dataclass(frozen=True, slots=True)
class Entry:
    """What an editor says of one field: its text form (empty: nobody knows), who states it, and its date.

    `source` is a source's id or a link to the page. `seen` is the value that the editor saw standing, empty for none;
    where it is given, the edit is refused if another value stands by now.
    """

    gear: str
    field: str
    value: str
    source: str = "moderator"
    trust: Trust = Trust.PUBLISHED
    as_of: str = ""
    seen: str | None = None


class Complaint(NamedTuple):
    """What is wrong with which entry, in which of its columns."""

    entry: int
    column: str
    what: str


class Difference(NamedTuple):
    """A field whose standing value changes."""

    gear: str
    field: str
    before: str
    after: str


def is_page(source: str) -> bool:
    """Tell a link to a page, which may be cited without being listed.

    >>> is_page("https://example.org/hd600"), is_page("autoeq")
    (True, False)
    """
    return bool(_PAGE.fullmatch(source)) and len(source) <= 500 and not UNPRINTABLE.search(source)


def _page(link: str) -> Source:
    return Source(id=link, title=urlsplit(link).netloc, url=link)


def pages(entries: Sequence[Entry], known: Mapping[str, Source]) -> list[Source]:
    """Make the sources that entries cite by a link and that are not known yet."""
    cited = dict.fromkeys(entry.source for entry in entries)
    return [_page(link) for link in cited if link not in known and is_page(link)]


def touched(entries: Sequence[Entry]) -> set[str]:
    """Name the gear that must be known to judge entries: what they are about, and what they say it is."""
    return {entry.gear for entry in entries} | {e.value for e in entries if e.field == "merged_into" and e.value}


def complaints(
    entries: Sequence[Entry],
    sources: Mapping[str, Source],
    logs: Logs,
    place: Callable[[int], str] = lambda at: f"entry {at + 1}",
    layer: int | None = None,
) -> list[Complaint]:
    """Find everything wrong with entries, given the logs of their gear; `place` says where another entry stands."""
    after = {gear: standing(log) for gear, log in later(logs, [_fact(entry, None, layer) for entry in entries]).items()}
    seen: dict[tuple[str, str, str], int] = {}
    found: list[Complaint] = []
    for at, entry in enumerate(entries):
        key = entry.gear, entry.field, entry.source
        if key in seen:
            found.append(Complaint(at, "field", f"{place(seen[key])} says this field of the same source already"))
        seen.setdefault(key, at)
        found.extend(Complaint(at, column, what) for column, what in _wrong(entry, sources, after.get(entry.gear, {})))
        if entry.field == "merged_into" and entry.value and (what := _no_target(entry, after.get(entry.value, {}))):
            found.append(Complaint(at, "value", what))
    return found


def _wrong(entry: Entry, sources: Mapping[str, Source], after: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    if said := fields.id_complaint(entry.gear):
        yield "gear", said
    elif missing := lacks(after):
        yield "gear", f"a record needs its {', '.join(missing)}: give that too, or mend the id if the gear is known"
    about = after.get("category")
    category = Category(about.value) if about and about.value in Category.__members__.values() else None
    if said := fields.complaint(entry.field, entry.value, category):
        yield "value" if fields.split(entry.field)[0] in fields.FIELDS else "field", said
    if entry.source not in sources and not is_page(entry.source):
        yield "source", "expected a source's id or a link to the page, as in https://example.org/review"
    if said := fields.date_complaint(entry.as_of):
        yield "as_of", said


def _no_target(entry: Entry, target: Mapping[str, Fact]) -> str:
    if entry.value == entry.gear:
        return "a record cannot be merged with itself; name another"
    if lacks(target) or is_merged(target):
        return f"merged_into: there is no record {entry.value!r} to be one with"
    return ""


def problems(
    entries: Sequence[Entry], sources: Mapping[str, Source], logs: Logs, layer: int | None = None
) -> list[Problem]:
    """Find everything wrong with entries, each as a sentence with the value as it was given."""
    found = complaints(entries, sources, logs, layer=layer)
    return [Problem(what, column=column, value=str(getattr(entries[at], column))) for at, column, what in found]


def settle(logs: Logs, entries: Sequence[Entry], layer: int | None = None) -> list[Fact]:
    """Turn entries into the facts to add: none for a field of which the log says all of it already.

    With a `layer`, they are to hold in that server, and the logs are those that it sees.

    Errors: StaleEdit.
    """
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.gear, entry.field), []).append(entry)
    stand = {gear: standing(log) for gear, log in logs.items()}
    facts: list[Fact] = []
    for (gear, field), group in groups.items():
        now = stand.get(gear, {}).get(field)
        said = now.value if now is not None else ""
        for entry in group:
            if entry.seen is not None and entry.seen != said:
                raise _stale(entry, said, logs.get(gear, ()))
        if not _says_already(logs.get(gear, ()), now, group):
            facts.extend(_fact(entry, now, layer) for entry in group)
    return facts


def seen(logs: Logs, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Note with each entry the value that stands now, so that it is refused if another stands later."""
    stand = {gear: standing(log) for gear, log in logs.items()}
    told = ((entry, stand.get(entry.gear, {}).get(entry.field)) for entry in entries)
    return tuple(replace(entry, seen=now.value if now else "") if entry.seen is None else entry for entry, now in told)


def _stale(entry: Entry, now: str, log: Sequence[Fact]) -> StaleEdit:
    last = max((fact for fact in log if fact.field == entry.field), key=lambda fact: fact.id or 0, default=None)
    who, when = (last.entered_by, last.entered_at) if last else ("", "")
    return StaleEdit(entry.gear, entry.field, entry.seen or "", now, who, when)


def _says_already(log: Sequence[Fact], now: Fact | None, group: Sequence[Entry]) -> bool:
    if now is None or not now.value:
        return not any(entry.value for entry in group)
    known = {_said(fact) for fact in in_force(log) if fact.bundled or fact.change == now.change}
    first = standing(_numbered([_fact(entry) for entry in group]))[now.field]
    return _said(first) == _said(now) and all(_said(_fact(entry)) in known for entry in group)


def _said(fact: Fact) -> tuple[str, str, str, Trust, str]:
    return fact.field, fact.value, fact.source, fact.trust, fact.as_of


def _fact(entry: Entry, now: Fact | None = None, layer: int | None = None) -> Fact:
    return Fact(
        gear=entry.gear,
        field=entry.field,
        value=entry.value,
        source=entry.source,
        trust=entry.trust,
        as_of=entry.as_of,
        replaces=now.id if now is not None and entry.value else None,
        layer=layer,
    )


def _numbered(facts: Sequence[Fact]) -> list[Fact]:
    numbers = count(_LATER)
    return [fact.model_copy(update={"id": next(numbers), "change": _LATER, "entered_by": "editor"}) for fact in facts]


def later(logs: Logs, facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Give the logs as they would be with these facts added by one edit."""
    after = {gear: list(log) for gear, log in logs.items()}
    for fact in _numbered(facts):
        after.setdefault(fact.gear, []).append(fact)
    return after


def taken_back(facts: Sequence[Fact]) -> list[Fact]:
    """Make the facts that take others back."""
    return [fact.model_copy(update={"value": "", "replaces": fact.id}) for fact in facts]


def differences(before: Logs, after: Logs) -> list[Difference]:
    """Find the fields whose standing value, source, trust or date differs, in the order of gear and field."""
    found: list[Difference] = []
    for gear in sorted(before.keys() | after.keys()):
        old, new = standing(before.get(gear, ())), standing(after.get(gear, ()))
        for field in sorted(old.keys() | new.keys()):
            was, is_ = old.get(field), new.get(field)
            if (was and _said(was)) != (is_ and _said(is_)):
                found.append(Difference(gear, field, _shown(was), _shown(is_)))
    return found


def _shown(fact: Fact | None) -> str:
    if fact is None or not fact.value:
        return ""
    return f"{fact.value} ({', '.join(part for part in (fact.source, str(fact.trust), fact.as_of) if part)})"
