"""One thing for this reader: does it suit the music, is it driven, is it worth its price, is it a step up?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from catalog.models import Amp, Category, Dac, Headphones, Record
from knowledge.answers.asked import Asked, pairs
from knowledge.answers.contest import Contender, contest, kind_of, level
from knowledge.answers.equals import among_equals
from knowledge.answers.recommend import alternatives, recommend
from knowledge.answers.rivals import latest, records_of
from knowledge.answers.weighing import NAMED_ANYHOW, by_rule, cautions, known, named, reasons
from knowledge.answers.worth_knowing import worth_knowing
from knowledge.phrasing import build_of, listed, priced, say
from knowledge.receipt import receipt
from knowledge.rules.tastes import BEST
from knowledge.values import Choice, Fallen, Intent, Kind, Line, Need, Reply, Role, Stance, Want

GOOD, FAIR = 0.72, 0.55
"""Shares of a perfect match from which a measured balance suits the music, or does so in part."""
HEAVY = -8
"""Points against it from which a rule alone spoils it."""
_FIT = frozenset({Need.SMALL_HEAD, Need.BIG_HEAD, Need.GLASSES, Need.COMFORT})
SHORT = -12
"""Points for the drive from which it falls short by more than 5 dB."""
_ABOUT_ITSELF = frozenset(
    {"music.pairing", "amplifier.power", "value.price", "limits.rules", "reader.considered", "best.none", "value.used"}
)


def assess(asked: Asked) -> Reply:
    """Say whether a thing suits what it is wanted for, and how it is known."""
    subjects = _subjects(asked)
    if not subjects:
        return recommend(asked) if asked.reading.wants else _nothing(asked)
    name, record = subjects[0]
    together = _taken_together(asked, name, kind_of(record))
    found = contest(together, [(name, record)])[0]
    partners = [contest(together, [other])[0] for other in subjects[1:2]]
    good, headline = _judgement(together, found, partners)
    return Reply(
        kind=Kind.VERDICT,
        reading=asked.reading,
        receipt=receipt(asked.reading),
        explanation=(headline,),
        verdict=_choice(together, found, partners, good),
        options=alternatives(asked) if Intent.RECOMMEND in asked.reading.also else (),
        notes=(*_price(asked, record), *worth_knowing(asked)),
    )


def _nothing(asked: Asked) -> Reply:
    """The thing that is asked about is not in the catalogue: nothing to weigh, and that is said."""
    line = Line(
        rule="limits.rules", text="I have no facts about it, so I can't weigh it; ask me about one that I know."
    )
    over = tuple(item.name for item in asked.reading.named(Role.CANDIDATE))
    choice = Choice(pick=None, over=over, reasons=(line,))
    return Reply(kind=Kind.VERDICT, reading=asked.reading, receipt=receipt(asked.reading), verdict=choice)


def _subjects(asked: Asked) -> Sequence[tuple[str, Record]]:
    """What is asked about, what is wanted first; what goes with it after that."""
    for role in (Role.CANDIDATE, Role.OWNED, Role.MENTIONED):
        found = tuple(records_of(asked, latest(asked.reading.named(role))))
        if found:
            return sorted(found, key=lambda one: not _asked_for(asked, one[1]))
    return ()


def _taken_together(asked: Asked, subject: str, kind: str) -> Asked:
    """The reading with the subject in question and the other candidates as had; its own kind stands aside."""
    gear = []
    for item in asked.reading.gear:
        record = asked.record(item)
        rival = record is not None and kind_of(record) == kind
        role = Role.MENTIONED if rival else Role.OWNED
        changed = Role.CANDIDATE if item.name == subject else role if item.role is Role.CANDIDATE else item.role
        gear.append(item.model_copy(update={"role": changed}))
    return Asked(asked.reading.model_copy(update={"gear": tuple(gear)}), asked.shelf, asked.rates)


def _asked_for(asked: Asked, record: Record) -> bool:
    """Whether a thing is of a wanted kind; with no wish, what drives comes before what is driven."""
    wanted = asked.reading.wanted()
    if wanted:
        return record.category in {Category(want) for want in wanted} or (
            isinstance(record, Headphones) and bool(wanted & {Want.HEADPHONES, Want.IEM})
        )
    return isinstance(record, Amp)


def _choice(asked: Asked, found: Contender, partners: Sequence[Contender], good: bool) -> Choice:
    lines = [*reasons(found.judged, 5, NAMED_ANYHOW), *_step_up(asked, found)]
    if (equals := among_equals(asked, found.record)) is not None:
        lines.append(equals.line)
    lines += [named(line, other.record) for other in partners for line in reasons(other.judged, 2, NAMED_ANYHOW)]
    against = list(cautions(found.judged, 4, NAMED_ANYHOW))
    if (fall := _fall(found, partners)) is not None:
        against.insert(0, Line(rule=fall.rule, text=fall.why))
    if not lines:
        lines = [Line(rule="limits.rules", text=f"What I know of it: it is {build_of(found.record)}.")]
    return Choice(pick=found.name if good else None, over=(), reasons=tuple(lines), cautions=tuple(against))


def _fall(found: Contender, partners: Sequence[Contender]) -> Fallen | None:
    """Why it falls; what it lacks may be the very thing that comes with it."""
    driven = any(kind_of(other.record) == "drive" for other in partners)
    return None if found.fall is not None and found.fall.rule == "amplifier.power" and driven else found.fall


def _judgement(asked: Asked, found: Contender, partners: Sequence[Contender]) -> tuple[bool, str]:
    """Whether it is good for this, and the sentence that says so."""
    points = by_rule(found.judged)
    heavy = any(weight <= HEAVY and rule not in _ABOUT_ITSELF for rule, weight in points.items())
    if _fall(found, partners) is not None or heavy:
        return False, f"Rather not the {found.name}: it goes against what you need."
    if isinstance(found.record, Headphones):
        if asked.reading.needed() & _FIT and not asked.reading.genres and not asked.reading.sound:
            return False, f"Whether the {found.name} fits your head no table says; this is what is known."
        return _suits(asked, found, points)
    if isinstance(found.record, Amp) and pairs(asked.records(Role.OWNED, Role.CANDIDATE)):
        return _drives(found, points)
    if isinstance(found.record, Dac):
        return False, f"The {found.name} is worth it where you hear noise from the source; else it changes little."
    good = known(found.record) and sum(points.values()) > 0
    return good, f"The {found.name} does the job." if good else f"What I know of the {found.name} does not settle it."


def _suits(asked: Asked, found: Contender, points: Mapping[str, int]) -> tuple[bool, str]:
    """How a pair's measured balance suits the wish, also beside others of its price."""
    pair, name = found.record, found.name
    if not isinstance(pair, Headphones) or pair.tonality is None:
        known_as = "its sound is described, not measured" if _described(pair) else "nobody measured it in what I have"
        return False, f"I can't promise that the {name} suits you: {known_as}."
    share = points.get("music.pairing", 0) / BEST
    against = any(said.rule == "music.pairing" and said.stance is Stance.AGAINST for said in found.judged.verdicts)
    equals = among_equals(asked, pair)
    behind = equals is not None and equals.better * 3 > equals.of * 2
    what = _music(asked)
    if share >= GOOD and not against and not behind:
        return True, f"Yes, the {name} suits {what}."
    if share < FAIR:
        return False, f"The {name} is not made for {what}."
    return False, f"The {name} suits {what} in part{', and its price buys better matches' if behind else ''}."


def _music(asked: Asked) -> str:
    """What it is to suit: the music, else the sound that is asked for, else most people's taste."""
    reading = asked.reading
    if reading.genres:
        return listed(say("genre", share.genre) for share in reading.genres[:3])
    return (
        f"your wish for {listed(say('sound', s.value) for s in reading.sound[:2])}" if reading.sound else "most tastes"
    )


def _described(record: Record) -> bool:
    """Whether somebody described how it sounds."""
    return bool(getattr(record, "character", ()))


def _drives(found: Contender, points: Mapping[str, int]) -> tuple[bool, str]:
    """Whether what drives has enough for what it is to drive."""
    name, drive = found.name, points.get("amplifier.power", 0)
    unknown = any(said.rule == "amplifier.power" and said.stance is Stance.UNKNOWN for said in found.judged.verdicts)
    if unknown or not known(found.record):
        return False, f"I can't say it for sure of the {name}: figures are missing."
    if drive >= 3:
        return True, f"Yes, the {name} is up to it."
    if drive > SHORT:
        return False, f"The {name} is just about enough: fine at moderate levels, short at the loudest peaks."
    return False, f"The {name} falls short here."


def _step_up(asked: Asked, found: Contender) -> Iterator[Line]:
    """Against what the reader has of the same kind."""
    for item in asked.reading.named(Role.OWNED):
        own = asked.record(item)
        if own is None or own.id == found.record.id or kind_of(own) != kind_of(found.record):
            continue
        mine = contest(asked, [(item.name, own)])[0]
        first, second = sorted((found, mine), key=lambda one: -one.points)
        if level(first, second):
            yield Line(rule="best.none", text=f"Against your {item.name} it comes out level on this: no step up.")
        elif first is found:
            yield Line(rule="more.than-one", text=f"It comes out ahead of your {item.name} on this.")
        else:
            yield Line(rule="best.none", text=f"Your {item.name} comes out ahead of it on this.")
        return


def _price(asked: Asked, record: Record) -> Iterator[Line]:
    """Its price with its date, and that it is old where it is."""
    price = record.price
    if price is None:
        yield Line(rule="value.price", text=f"I know no price of the {record.model}.")
        return
    yield Line(rule="value.price", text=f"{record.name}: {priced(price, asked.currency, asked.rates)}.")
