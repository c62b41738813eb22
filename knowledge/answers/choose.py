"""A choice between named things by the reader's needs: what decides it, what would turn it; a tie is said as a tie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from knowledge.answers.ask_back import lacks_music, trials, unsaid
from knowledge.answers.asked import Asked
from knowledge.answers.assess import assess
from knowledge.answers.contest import OUTSIDE, Contender, best_are_level, contest, flips, kind_of, level
from knowledge.answers.even import even_choice
from knowledge.answers.recommend import alternatives, recommend
from knowledge.answers.rivals import Rivals, between, rivals_of
from knowledge.answers.side_by_side import apart
from knowledge.answers.to_go_with import to_go_with
from knowledge.answers.weighing import NAMED_ANYHOW, cautions, cost, deciding, known, named, reasons, said_by
from knowledge.answers.worth_knowing import worth_knowing
from knowledge.phrasing import listed, say
from knowledge.receipt import receipt
from knowledge.rules.pairing import strays
from knowledge.rules.prepare import prepare
from knowledge.values import Choice, Intent, Kind, Line, Option, Reply, Role, Stance

MOST_REASONS = 6


def choose(asked: Asked) -> Reply:
    """Pick between the candidates, or say why there is no winner."""
    rivals = rivals_of(asked)
    if len(rivals) < 2:
        return _alone(asked, rivals)
    if len({kind_of(record) for _, record in rivals}) > 1:
        return _reply(asked, _of_different_kinds(rivals), headline="These are different things, so there is no winner.")
    order = contest(asked, rivals)
    choice = _verdict(asked, order)
    kept = _kept(asked, choice, order)
    if kept is None:
        others = tuple(_others(asked, order, choice.pick is None))
        reply = _reply(asked, choice, () if choice.pick else _telling(asked, order), others=others)
        beside = to_go_with(asked, order[0]) if choice.pick else None
        return reply if beside is None else reply.model_copy(update={"further": (beside,)})
    rest = listed([one.name for one in order if one.name != kept], "or")
    headline = f"Keep the {kept}: the {rest} would be no step up for this."
    return _reply(asked, choice.model_copy(update={"pick": None}), headline=headline)


def _others(asked: Asked, order: Sequence[Contender], open_: bool) -> Iterator[Option]:
    """What else fits: all of it where that is asked too, else what clearly meets the wish better than the leader."""
    reading, lead = asked.reading, order[0]
    if Intent.RECOMMEND in reading.also:
        yield from alternatives(asked)
    elif reading.wants and (reading.sound or open_):
        for other in alternatives(asked):
            first, second = contest(asked, [(lead.name, lead.record), (other.items[0].name, other.items[0])])
            if first.record.id != lead.record.id and not level(first, second):
                yield other


def _kept(asked: Asked, choice: Choice, order: Sequence[Contender]) -> str | None:
    """What the reader has and should keep: the winner, or one that comes out level with it."""
    owned = {item.name for item in asked.reading.named(Role.OWNED)}
    near = [one.name for one in order if one.fall is None and level(order[0], one)]
    return next((name for name in (choice.pick, *near) if name in owned), None)


def _telling(asked: Asked, order: Sequence[Contender]) -> tuple[str, ...]:
    """The questions of which a likely answer would tell the two that lead apart."""
    lead = [(one.name, one.record) for one in order[:2]]

    def tells(slot: str) -> bool:
        return slot == "gear" or any(not best_are_level(contest(asked, lead, trial)) for trial in trials(asked, slot))

    return tuple(slot for slot in unsaid(asked) if tells(slot))


def compare_or_assess(asked: Asked) -> Reply:
    """An assessment of several things of one side at once is a choice between them."""
    return choose(asked) if between(asked) else assess(asked)


def _alone(asked: Asked, rivals: Rivals) -> Reply:
    """Only one of them is known, or none: the one is assessed, and that it is no choice is said."""
    if not rivals and not asked.reading.named(Role.CANDIDATE):
        return recommend(asked)
    reply = assess(asked)
    if not rivals or not (asked.reading.unknown_gear or len(asked.reading.named(Role.CANDIDATE)) > 1):
        return reply
    first = f"I can't choose for you, because I know only the {rivals[0][0]} of them."
    return reply.model_copy(update={"explanation": (first, *reply.explanation)})


def _reply(
    asked: Asked, choice: Choice, asks: tuple[str, ...] = (), headline: str = "", others: tuple[Option, ...] = ()
) -> Reply:
    """The choice as a reply; where nothing is left to ask, with what else fits."""
    reading = asked.reading
    return Reply(
        kind=Kind.VERDICT,
        reading=reading,
        receipt=receipt(reading),
        explanation=(headline,) if headline else (),
        verdict=choice,
        options=() if asks else others,
        notes=(*_assumed(asked, choice), *worth_knowing(asked)),
        asks=asks,
    )


def _assumed(asked: Asked, choice: Choice) -> Iterator[Line]:
    """By whose taste pairs were weighed, where the reader names none."""
    if lacks_music(asked) and any(line.rule == "music.pairing" for line in choice.reasons):
        yield Line(rule="music.pairing", text="No music named: I took the balance that most listeners like.")


def _of_different_kinds(rivals: Rivals) -> Choice:
    """Things that do different jobs are not weighed against each other: what each is for decides."""
    lines = [Line(rule="best.none", text=f"The {name} {say('purpose', record.category)}.") for name, record in rivals]
    last = Line(rule="best.none", text="So it depends on which of these jobs is open in what you have.")
    return Choice(pick=None, over=tuple(name for name, _ in rivals), reasons=(*lines, last))


def _verdict(asked: Asked, order: Sequence[Contender]) -> Choice:
    best, second, *_ = order
    names = tuple(one.name for one in order)
    against = tuple(_against(order))
    if level(best, second) and not any(known(one.record) for one in order):
        return Choice(pick=None, over=names, reasons=tuple(_unknown(asked, order)), cautions=against)
    if best.fall is not None:
        lines = tuple(Line(rule=one.fall.rule, text=one.fall.why) for one in order if one.fall is not None)
        return Choice(pick=None, over=names, reasons=lines, cautions=against)
    if level(best, second):
        even = even_choice(asked, order, _against)
        met = [line for line in met_by_all(order) if not any(line.text[-20:] in said.text for said in even.reasons)]
        return even.model_copy(update={"reasons": (*even.reasons[:1], *met, *even.reasons[1:])})
    facts = apart(asked, [one.record for one in order])
    lines = (*_decides(asked, order), *met_by_all(order), *facts, *islice(flips(asked, order), 1))
    return Choice(pick=best.name, over=names[1:], reasons=lines, cautions=against)


def _decides(asked: Asked, order: Sequence[Contender]) -> tuple[Line, ...]:
    """What the leader has for it on the rules that decide, and what the next one has against it."""
    best, second, *_ = order
    lines = [Line(rule=one.fall.rule, text=one.fall.why) for one in order[1:] if one.fall is not None]
    rules = [rule for rule in deciding(best.judged, second.judged) if rule not in OUTSIDE]
    mine = [named(line, best.record) for line in said_by(best.judged, rules, (Stance.FOR,))[:3]]
    theirs = _theirs(asked, second, rules) if second.fall is None else ()
    lines += [*mine, *(named(line, second.record) for line in theirs[:3])]
    if not mine:
        lines += [named(line, best.record) for line in reasons(best.judged, 2, NAMED_ANYHOW)]
    return tuple(lines[:MOST_REASONS]) or (_more_points(best, second),)


def _theirs(asked: Asked, second: Contender, rules: Sequence[str]) -> tuple[Line, ...]:
    """What the deciding rules say against the second; where its balance is only a little off, where that is."""
    against = said_by(second.judged, rules, (Stance.AGAINST, Stance.UNKNOWN))
    if against or "music.pairing" not in rules[:1]:
        return against or said_by(second.judged, rules[:1], (Stance.FOR,))[:1]
    off = strays(second.judged.candidate, prepare(asked.reading, asked.shelf, asked.rates))
    return () if off is None else (Line(rule="music.pairing", text=off),)


def _more_points(best: Contender, second: Contender) -> Line:
    text = f"By all rules together the {best.name} has {best.points} points and the {second.name} {second.points}."
    return Line(rule="limits.rules", text=text)


def _against(order: Sequence[Contender]) -> Iterator[Line]:
    """What speaks against the leader, and which of the others little is known of."""
    others = [{said.text for said in one.judged.verdicts} for one in order[1:]]
    for line in cautions(order[0].judged, 3, NAMED_ANYHOW):
        shared = bool(others) and all(line.text in said for said in others)
        yield Line(rule=line.rule, text=_of_all(line.text)) if shared else named(line, order[0].record)
    yield from _too_dear(order[0])
    for one in order[1:]:
        if not known(one.record):
            yield Line(
                rule="limits.rules", text=f"I know little of the {one.name}: it could be better than it looks here."
            )


def met_by_all(order: Sequence[Contender]) -> Iterator[Line]:
    """The weightiest wish that each of them meets: it tells none apart, and the reader wants to know it met."""
    first, *rest = (
        [v for v in one.judged.verdicts if v.rule == "need.met" and v.stance is Stance.FOR] for one in order
    )
    common = [said for said in first if said.text and all(any(said.text == v.text for v in other) for other in rest)]
    for said in sorted(common, key=lambda v: -v.weight)[:1]:
        yield Line(rule=said.rule, text=_of_all(said.text))


def _of_all(text: str) -> str:
    """What speaks against each of them tells none apart, and is said as such."""
    return f"Whichever you take: {text[:1].lower()}{text[1:]}"


def _too_dear(lead: Contender) -> Iterator[Line]:
    """That the leader costs more than the reader would spend, where all of them do."""
    said = next((v for v in lead.judged.verdicts if v.rule == "budget.ceiling" and v.stance is not Stance.FOR), None)
    if said is not None and lead.fall is None:
        text = f"At the price that I know, {cost(lead.judged)}, the {lead.name} is above what you would spend."
        yield Line(rule="budget.ceiling", text=text)


def _unknown(asked: Asked, order: Sequence[Contender]) -> Iterator[Line]:
    """Nothing to weigh: what is known is said as such."""
    yield Line(
        rule="limits.rules", text="No measurement or figure that I have tells these apart; this is what is known."
    )
    for one in order[:3]:
        yield from (named(line, one.record) for line in reasons(one.judged, 2, NAMED_ANYHOW))
    yield from apart(asked, [one.record for one in order])
    if any((one.record.release_year or 9999) < 1990 for one in order):
        text = "At this age pads and foam decide: take the pair in better condition, both sides equally loud."
        yield Line(rule="value.used", text=text)
