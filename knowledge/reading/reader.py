"""Question → Reading: the parts of this package in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from catalog.models import Device, How, SourceKind
from knowledge.articles import articles, match_topics
from knowledge.critique import changed
from knowledge.ports import GearShelf
from knowledge.reading.conversation import carry_on
from knowledge.reading.gear_roles import Sign, goes_with, signed
from knowledge.reading.genres import read_genres
from knowledge.reading.intent import carried_on, decide
from knowledge.reading.language import asks_for_gear, language_of
from knowledge.reading.lexicon import phrases
from knowledge.reading.money import read_money
from knowledge.reading.mood import Moods
from knowledge.reading.phrases import Hit
from knowledge.reading.questions import Part, apart, in_context, parts_of, shifted, without
from knowledge.reading.scene import Scene, survey
from knowledge.reading.seen import DRIVING, WORN, Seen, see
from knowledge.reading.settled_roles import settled
from knowledge.reading.slots import feeds, read_needs, read_sound, read_sources, read_use, wished_for
from knowledge.reading.text import Text
from knowledge.reading.turns import Turn, turned
from knowledge.reading.wants import leading, read_wants, sought
from knowledge.values import (
    Intent,
    Named,
    Need,
    Question,
    Reading,
    Role,
    Said,
    Sound,
    Unclear,
    Unknown,
    Use,
    Want,
    Words,
)


def read(question: Question, shelf: GearShelf) -> Reading:
    """Read a message, and with it the conversation that it continues; say so where it is in another language."""
    text, seen = see(question.text, shelf, question.before.shown if question.before else ())
    reading = _read(question, shelf, text, seen)
    code = language_of(text)
    if not code:
        return reading
    foreign = not _understood(reading) and (bool(reading.gear) or asks_for_gear(text, code))
    return reading.model_copy(update={"language": code, "foreign": foreign})


def _understood(reading: Reading) -> bool:
    """Whether enough was understood to answer by: money, or gear that a recognised question is about."""
    if reading.intent is Intent.NONE:
        return False
    return reading.budget is not None or bool(reading.named(Role.CANDIDATE))


def _read(question: Question, shelf: GearShelf, text: Text, seen: tuple[Seen, ...]) -> Reading:
    before = question.before
    hits = phrases().find(text)
    moods = Moods.of(text, hits)
    turn = turned(moods, hits) if before else Turn()
    if before is None or turn.fresh:
        afresh = question.model_copy(update={"before": None})
        return _told_apart(_alone(afresh, Turn(), moods, seen, hits), afresh, moods, seen)
    alone = _told_apart(_alone(question, turn, moods, seen, hits), question, moods, seen)
    reading = carry_on(before.reading, alone, turn)
    if reading.intent is not Intent.RECOMMEND or reading.budget != before.reading.budget:
        return reading
    pointed = next((item.id for item in reading.gear if item.words.start is not None and before.offers(item.id)), None)
    return changed(before.model_copy(update={"reading": reading}), turn.critiques, turn.others, shelf, pointed)


def _told_apart(whole: Reading, question: Question, moods: Moods, seen: tuple[Seen, ...]) -> Reading:
    """The reading of a message with its questions told apart, where it has several."""
    parts = parts_of(moods, seen) if whole.intent is not Intent.NONE else ()
    others = apart(whole, parts, [_of(part, question) for part in parts])
    if not others:
        return whole
    main = _of(without(moods.text.raw, [part for part, _ in others], seen), question)
    if main.intent is Intent.NONE:
        return whole
    questions = (in_context(whole, main, own=True), *(in_context(whole, reading) for _, reading in others))
    also = dict.fromkeys(one.intent for one in questions if one.intent is not whole.intent)
    return whole.model_copy(update={"questions": questions, "also": tuple(also)})


def _of(part: Part, question: Question) -> Reading:
    hits = phrases().find(part.text)
    return shifted(_alone(question, Turn(), Moods.of(part.text, hits), part.seen, hits), part.start)


def _alone(question: Question, turn: Turn, moods: Moods, seen: tuple[Seen, ...], hits: Sequence[Hit]) -> Reading:
    """Read what one message says; only its intent and its roles look at what was asked before."""
    text, before = moods.text, question.before
    money, genres = read_money(text, hits, question.dollar), read_genres(text, hits)
    needs, avoided = read_needs(moods, hits)
    roles = signed(moods, seen, hits)
    scene = replace(
        survey(moods, hits, seen, roles, sought(moods, hits)),
        budget=money.budget is not None,
        wishes=wished_for(moods, hits),
        needs=len(needs) + len(genres.genres),
        leads=bool(leading(moods, hits)),
    )
    scene, topics = _about(scene, text, seen, hits, bool(genres.genres) or before is not None)
    telling = bool(seen or genres.genres or any(hit.label.slot in _TELLING for hit in hits))
    intent = _intent(question, scene, turn, telling)
    wants = read_wants(moods, hits, scene, needs, intent, before is not None)
    asked = frozenset(said.value for said in wants) or (before.reading.wanted() if before else frozenset())
    final = settled(text, seen, roles, intent, asked)
    sources = _sources(moods, read_sources(moods, hits), seen, final)
    use = _with_gaming(read_use(moods, hits), sources, text)
    needs, sound = _balanced(needs, read_sound(moods, hits), asked)
    if intent in _TAUGHT and not scene.seeks and not (intent is Intent.EXPLAIN and scene.budget):
        needs, sound = (), ()  # a term, a fault or a chain described is no wish
        use = () if intent is Intent.EXPLAIN else use
    return Reading(
        intent=intent,
        wants=wants,
        budget=money.budget,
        genres=genres.genres,
        excluded_genres=genres.excluded,
        sources=sources,
        use=use,
        needs=tuple(said for said in needs if said.value is not Need.EASY_TO_DRIVE or asked & WORN or not asked),
        avoided=avoided,
        sound=sound,
        gear=_gear(seen, final, roles, moods, intent),
        unknown_gear=tuple(
            Unknown(words=_words(one), near=one.mention.near) for one in seen if one.mention.how is How.UNKNOWN
        ),
        unclear=tuple(
            Unclear(words=_words(one), name=one.mention.name, ids=one.mention.gear)
            for one in seen
            if one.mention.how is How.AMBIGUOUS
        ),
        devices=tuple(dict.fromkeys(device.id for one in seen if (device := _device(one)) is not None)),
        topics=(topics or _topics(text)) if intent in _TAUGHT else _in_passing(text),
        speech=any(hit.label.slot == "cue.speech" for hit in hits),
        pair=intent in _SEEKING and any(_two_pairs(text, hit) for hit in hits),
    )


def _about(
    scene: Scene, text: Text, seen: Sequence[Seen], hits: Sequence[Hit], further: bool
) -> tuple[Scene, tuple[str, ...]]:
    """The scene with whether it is about audio at all, and the articles that a mere question points to."""
    gear = bool(seen) or any(hit.label.slot in _ABOUT_GEAR for hit in hits)
    audio = gear or further or scene.budget or any(hit.label.slot == "use" for hit in hits)
    topics = _topics(text) if gear and scene.asks and not scene.seeks and not scene.budget else ()
    return replace(scene, about_audio=audio, topical=bool(topics)), topics


def _two_pairs(text: Text, hit: Hit) -> bool:
    """Whether two pairs are asked for: "I have two pairs for the office" has them."""
    before = {token.word for token in text.tokens[max(0, hit.first - 2) : hit.first]}
    return hit.label.slot == "cue.two_pairs" and not before & _HAVING


_HAVING = frozenset({"have", "has", "own", "owns", "got", "had", "ive", "using"})
_ABOUT_GEAR = frozenset({"want", "need", "sound", "source"})
_TELLING = frozenset({"need", "sound", "source", "use"})
PASSING = 6.5
"""The score from which an article belongs beside an answer about gear."""
_TAUGHT = frozenset({Intent.EXPLAIN, Intent.TROUBLESHOOT, Intent.HOOKUP})


def _in_passing(text: Text) -> tuple[str, ...]:
    """The article whose first layer is worth a line below an answer about gear, where the message points to one."""
    found = match_topics(text.every_word(), most=1, least=PASSING, groups=2)
    return tuple(topic for topic in found if articles()[topic].beside)


def _device(one: Seen) -> Device | None:
    """The device that is named, where it is one and more was said than its kind: "a Dell laptop" is no model."""
    device, said = one.device, one.mention.text.casefold()
    if device is None or len(one.mention.gear) != 1 or said == device.kind:
        return None
    return None if device.kind in said.split() and device.model.casefold() not in said else device


def _topics(text: Text) -> tuple[str, ...]:
    return match_topics(text.every_word())


def _intent(question: Question, scene: Scene, turn: Turn, telling: bool) -> Intent:
    if question.before is None:
        return decide(scene)
    return carried_on(question.before.reading.intent, scene, telling, changes=turn.changes)


def _balanced(
    needs: tuple[Said[Need], ...], sound: tuple[Said[Sound], ...], asked: frozenset[Want]
) -> tuple[tuple[Said[Need], ...], tuple[Said[Sound], ...]]:
    """An amplifier that is to be "balanced" has such an output; a headphone sounds so."""
    bare = next((said for said in sound if said.words.text.casefold() == "balanced"), None)
    if bare is None or not asked or not asked <= DRIVING:
        return needs, sound
    known = any(said.value is Need.BALANCED for said in needs)
    wanted = needs if known else (*needs, Said(value=Need.BALANCED, words=bare.words))
    return wanted, tuple(other for other in sound if other is not bare)


def _with_gaming(
    use: tuple[Said[Use], ...], sources: tuple[Said[SourceKind], ...], text: Text
) -> tuple[Said[Use], ...]:
    """A headset for a console is for gaming, said or not."""
    console = next((said for said in sources if said.value is SourceKind.CONSOLE), None)
    headset = any(token.word.startswith(("headset", "playing", "gam")) for token in text.tokens)
    if console is None or not headset or any(said.value is Use.GAMING for said in use):
        return use
    return (*use, Said(value=Use.GAMING, words=console.words))


_NEVER_GEAR = frozenset(
    {SourceKind.PHONE, SourceKind.TABLET, SourceKind.LAPTOP, SourceKind.DESKTOP, SourceKind.CONSOLE, SourceKind.TV}
)


def _only_a_source(one: Seen) -> bool:
    """Phones, computers and consoles feed gear; they are none themselves."""
    kind = one.device.kind if one.device else one.feeds
    return kind in _NEVER_GEAR


def _gear(
    seen: Sequence[Seen], roles: Sequence[Role], signs: Sequence[Sign], moods: Moods, intent: Intent
) -> tuple[Named, ...]:
    """The named gear with its roles, without what is only a source."""
    told = zip(seen, roles, signs, strict=True)
    return _once(tuple(_named(one, role, sign, moods, intent) for one, role, sign in told if not _only_a_source(one)))


def _named(one: Seen, role: Role, sign: Sign, moods: Moods, intent: Intent) -> Named:
    gear = one.mention.gear
    return Named(
        name=one.mention.name,
        id=gear[0] if len(gear) == 1 else None,
        ids=gear if len(gear) > 1 else (),
        role=role,
        how=one.mention.how,
        words=_words(one),
        disliked=sign.disliked,
        refused=sign.refused,
        partner=role is Role.OWNED and intent in _SEEKING and (sign.partner or goes_with(moods.text, one.at)),
    )


_SEEKING = frozenset({Intent.RECOMMEND, Intent.CHOOSE})


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
        said = {
            "disliked": tuple(dict.fromkeys((*(kept.disliked if kept else ()), *item.disliked))),
            "refused": item.refused or bool(kept and kept.refused),
            "partner": item.partner or bool(kept and kept.partner),
        }
        best[key] = best[key].model_copy(update=said)
    return tuple(best.values())


def _sources(
    moods: Moods, nouns: tuple[Said[SourceKind], ...], seen: tuple[Seen, ...], roles: list[Role]
) -> tuple[Said[SourceKind], ...]:
    """The sources said by their noun, and those that a named device or player is."""
    found = {said.value: said for said in nouns}
    for one, role in zip(seen, roles, strict=True):
        own = feeds(moods, one.at) if one.device else role is not Role.MENTIONED
        if own and one.feeds:
            found.setdefault(one.feeds, Said(value=one.feeds, words=_words(one)))
    return tuple(found.values())
