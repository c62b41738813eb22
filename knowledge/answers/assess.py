"""One thing for this reader: does it suit the music, is it driven, is it worth its price, is it a step up?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from catalog.models import Amp, Category, Headphones, Record
from knowledge.answers.asked import Asked
from knowledge.answers.contest import Contender, contest, kind_of, level
from knowledge.answers.equals import among_equals
from knowledge.answers.judgement import judgement, spoils
from knowledge.answers.recommend import alternatives, recommend
from knowledge.answers.rivals import latest, records_of
from knowledge.answers.weighing import NAMED_ANYHOW, cautions, named, reasons
from knowledge.answers.worth_knowing import worth_knowing
from knowledge.phrasing import build_of, money, priced, whole
from knowledge.receipt import receipt
from knowledge.rules.character import character
from knowledge.rules.drive import hardest
from knowledge.rules.outputs import heads_of, output_from, target_of
from knowledge.rules.power import volts_for
from knowledge.rules.prepare import ceiling_of
from knowledge.rules.tastes import measured
from knowledge.values import Choice, Intent, Kind, Line, Reply, Role, Want


def assess(asked: Asked) -> Reply:
    """Say whether a thing suits what it is wanted for, and how it is known."""
    subjects = _subjects(asked)
    if not subjects:
        return recommend(asked) if asked.reading.wants else _nothing(asked)
    name, record = subjects[0]
    together = _taken_together(asked, name, kind_of(record))
    found = contest(together, [(name, record)])[0]
    partners = [contest(together, [other])[0] for other in subjects[1:2]]
    good, headline = judgement(together, found)
    return Reply(
        kind=Kind.VERDICT,
        reading=asked.reading,
        receipt=receipt(asked.reading),
        explanation=(headline,),
        verdict=_choice(together, found, partners, good),
        options=alternatives(asked) if Intent.RECOMMEND in asked.reading.also else (),
        notes=(*_price(asked, record), *_assumed(asked, record), *worth_knowing(asked)),
        asks=_asks(asked, record),
    )


def _asks(asked: Asked, record: Record) -> tuple[str, ...]:
    """What to ask back where a pair is judged by most people's taste, for want of the reader's."""
    return ("genres",) if _untold(asked, record) and not asked.reading.sources else ()


def _assumed(asked: Asked, record: Record) -> Iterator[Line]:
    if _untold(asked, record):
        yield Line(rule="music.pairing", text="No music named: I took the balance that most listeners like.")


def _untold(asked: Asked, record: Record) -> bool:
    reading = asked.reading
    told = reading.genres or reading.sound or reading.use or reading.needed() or reading.topics
    return isinstance(record, Headphones) and measured(record) and not told


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
    lines = [*_measured(found.record), *reasons(found.judged, 5, NAMED_ANYHOW), *_step_up(asked, found)]
    if (equals := among_equals(asked, found.record)) is not None:
        lines.append(equals.line)
    lines += [named(line, other.record) for other in partners for line in reasons(other.judged, 2, NAMED_ANYHOW)]
    against = list(cautions(found.judged, 4, NAMED_ANYHOW))
    lines += _asks_for(asked, found)
    if (worst := spoils(asked, found)) is not None and worst not in against:
        against.insert(0, worst)
    if not lines:
        lines = [Line(rule="limits.rules", text=f"What I know of it: it is {build_of(found.record)}.")]
    return Choice(pick=found.name if good else None, over=(), reasons=tuple(lines), cautions=tuple(against))


def _asks_for(asked: Asked, found: Contender) -> Iterator[Line]:
    """How many volts would do, where what is asked about is too weak for what it is to drive."""
    output, heads = output_from(found.record), heads_of(asked.records(Role.OWNED, Role.CANDIDATE))
    level = hardest(output, heads, target_of(asked.reading)) if isinstance(found.record, Amp) else None
    for head in heads:
        volt = head.db_per_volt
        if level is not None and level.headroom_db < 0 and volt is not None:
            need = volts_for(level.target_db, volt)
            text = (
                f"The {head.model} asks for {need:.1f} V at its loudest peaks; with 5 dB to spare {need * 1.78:.1f} V."
            )
            yield Line(rule="amplifier.power", text=text)


def _measured(record: Record) -> Iterator[Line]:
    """How it measures, in words and figures: what any reader wants to know who asks about one thing."""
    said = character(record) if isinstance(record, Headphones) else None
    if said is not None:
        yield Line(rule="music.pairing", text=said)


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
    text = f"{record.name}: {priced(price, asked.currency, asked.rates)}"
    ceiling, amount = ceiling_of(asked.reading), asked.rates.convert(price.amount, price.currency, asked.currency)
    over = amount - ceiling if ceiling is not None and amount is not None else Decimal(0)
    more = f", {money(whole(over), asked.currency)} more than you would spend" if over >= 1 else ""
    yield Line(rule="value.price", text=f"{text}{more}.")
