"""Question → Reading: the parts of this package in their order."""

from __future__ import annotations

from dataclasses import replace

from catalog.models import How, SourceKind
from knowledge.ports import GearShelf
from knowledge.reading.conversation import carry_on
from knowledge.reading.genres import read_genres
from knowledge.reading.intent import decide
from knowledge.reading.lexicon import phrases
from knowledge.reading.money import read_money
from knowledge.reading.mood import Moods
from knowledge.reading.roles import settled, signed
from knowledge.reading.scene import survey
from knowledge.reading.seen import Seen, see
from knowledge.reading.slots import read_needs, read_sound, read_sources, read_use
from knowledge.reading.wants import read_wants, sought
from knowledge.values import Named, Question, Reading, Role, Said, Unclear, Unknown, Want, Words


def read(question: Question, shelf: GearShelf) -> Reading:
    """Read a message, and with it the conversation that it continues."""
    alone = read_alone(question, shelf)
    return carry_on(question.before, alone) if question.before else alone


def read_alone(question: Question, shelf: GearShelf) -> Reading:
    """Read one message as if nothing had been said before."""
    text, seen = see(question.text, shelf)
    hits = phrases().find(text)
    moods = Moods.of(text, hits)
    money = read_money(text, hits, question.dollar)
    genres = read_genres(text, hits)
    needs, avoided = read_needs(moods, hits)
    sound, use = read_sound(moods, hits), read_use(moods, hits)
    roles = signed(text, seen, hits)
    scene = replace(
        survey(moods, hits, seen, roles, sought(moods, hits)),
        budget=money.budget is not None,
        wishes=len(needs) + len(sound) + len(genres.genres) + len(use),
    )
    intent = decide(scene)
    wants = read_wants(moods, hits, scene, needs, intent)
    final = settled(seen, roles, intent, frozenset(said.value for said in wants))
    named = tuple(_named(one, role) for one, role in zip(seen, final, strict=True) if not _only_a_source(one))
    return Reading(
        intent=intent,
        wants=wants,
        budget=money.budget,
        genres=genres.genres,
        excluded_genres=genres.excluded,
        sources=_sources(read_sources(moods, hits), seen, final),
        use=use,
        needs=needs,
        avoided=avoided,
        sound=sound,
        gear=_once(named),
        unknown_gear=tuple(
            Unknown(words=_words(one), near=one.mention.near) for one in seen if one.mention.how is How.UNKNOWN
        ),
        unclear=tuple(
            Unclear(words=_words(one), name=one.mention.name, ids=one.mention.gear)
            for one in seen
            if one.mention.how is How.AMBIGUOUS
        ),
        devices=tuple(dict.fromkeys(one.device.id for one in seen if one.device)),
    )


_NEVER_GEAR = frozenset(
    {SourceKind.PHONE, SourceKind.TABLET, SourceKind.LAPTOP, SourceKind.DESKTOP, SourceKind.CONSOLE, SourceKind.TV}
)


def _only_a_source(one: Seen) -> bool:
    """Phones, computers and consoles feed gear; they are none themselves."""
    return one.device is not None and one.device.kind in _NEVER_GEAR


def _named(one: Seen, role: Role) -> Named:
    gear = one.mention.gear
    return Named(
        name=one.mention.name,
        id=gear[0] if len(gear) == 1 else None,
        ids=gear if len(gear) > 1 else (),
        role=role,
        how=one.mention.how,
        words=_words(one),
    )


def _words(one: Seen) -> Words:
    return Words(text=one.mention.text, start=one.mention.start, end=one.mention.end)


_STRONGER = (Role.OWNED, Role.CANDIDATE, Role.MENTIONED)


def _once(named: tuple[Named, ...]) -> tuple[Named, ...]:
    """One entry a piece of gear, with the strongest role that it was given anywhere."""
    best: dict[str, Named] = {}
    for item in named:
        key = item.id or item.name.casefold()
        kept = best.get(key)
        if kept is None or _STRONGER.index(item.role) < _STRONGER.index(kept.role):
            best[key] = item if kept is None else kept.model_copy(update={"role": item.role})
    return tuple(best.values())


def _sources(
    nouns: tuple[Said[SourceKind], ...], seen: tuple[Seen, ...], roles: list[Role]
) -> tuple[Said[SourceKind], ...]:
    """The sources said by their noun, and those that a named device or player is."""
    found = {said.value: said for said in nouns}
    for one, role in zip(seen, roles, strict=True):
        if role is Role.MENTIONED:
            continue
        kind = one.device.kind if one.device else SourceKind.DAP if one.kind is Want.DAP else None
        if kind:
            found.setdefault(kind, Said(value=kind, words=_words(one)))
    return tuple(found.values())
