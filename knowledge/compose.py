"""From the parts of a reply to its text: the receipt first, short lines, every reason with its rule, never too long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from catalog.models import Rates
from knowledge.common import ALL_OF, common, without
from knowledge.phrasing import ask, listed, money, priced, shortened
from knowledge.values import Choice, Kind, Line, Option, Reply

MOST = 4000
"""Characters that one Discord message holds in an embed's description."""
_LEVELS = ((4, 3), (3, 2), (2, 1), (1, 1))
"""Reasons and cautions an item, tried in turn until the text fits."""
_SHORT = 400
_LAYERS = 3
"""The parts of an explanation that are always there: the short answer, the reason, the steps."""


def compose(reply: Reply, rates: Rates) -> Reply:
    """The reply with its text."""
    return reply.model_copy(update={"text": write(reply, rates)})


def write(reply: Reply, rates: Rates) -> str:
    """All of a reply as plain text, with fewer reasons where it would be too long for one message."""
    text = ""
    for reasons, cautions in _LEVELS:
        text = "\n".join(_tidied(_lines(reply, rates, reasons, cautions)))
        if len(text) <= MOST:
            return text
    return shortened(text, MOST)


def _lines(reply: Reply, rates: Rates, reasons: int, cautions: int) -> Iterator[str]:
    if reply.kind is Kind.SILENCE:
        return
    yield reply.receipt
    yield ""
    yield from _BODIES[reply.kind](reply, rates, reasons, cautions)
    yield ""
    if reply.relaxations:
        yield "What would let something in:" if not reply.options else "What would let more in:"
        yield from (f"- {change}" for change in reply.relaxations)
        yield ""
    yield from (note.text for note in reply.notes)
    yield ""
    yield _asked(reply)
    for other in reply.further:
        yield ""
        yield from _further(other, rates)


def _options(reply: Reply, rates: Rates, reasons: int, cautions: int) -> Iterator[str]:
    if not reply.options:
        yield "Nothing that I know fits all of that."
    shared = common(reply.options)
    for number, option in enumerate(reply.options, 1):
        yield from _option(number, without(option, shared), rates, reasons, cautions)
        yield ""
    if shared:
        yield f"{ALL_OF[len(reply.options)]}:"
        first = reply.options[0]
        yield from (f"+ {cited(line)}" for line in first.reasons if line in shared)
        yield from (f"- {cited(line)}" for line in first.cautions if line in shared)
        yield ""


def _option(number: int, option: Option, rates: Rates, reasons: int, cautions: int) -> Iterator[str]:
    names = " + ".join(item.name for item in option.items)
    label = f" ({option.label})" if option.label else ""
    currency = option.total.currency
    if len(option.items) == 1:
        yield f"{number}. {names}{label}: {priced(option.items[0].price, currency, rates)}"
    else:
        total = money(option.total.amount, currency) if option.total.amount is not None else "no price known"
        yield f"{number}. {names}{label}: {total} together"
        yield from (f"   {item.name}: {priced(item.price, currency, rates)}" for item in option.items)
    yield from _weighed(option.reasons[:reasons], option.cautions[:cautions], "   ")


def _verdict(reply: Reply, rates: Rates, reasons: int, cautions: int) -> Iterator[str]:
    choice = reply.verdict or Choice(pick=None, over=(), reasons=())
    if reply.explanation:
        yield from reply.explanation
    elif choice.pick is not None and choice.over:
        yield f"My pick: the {choice.pick}, before the {listed(choice.over)}."
    elif choice.over:
        yield f"No winner between the {listed(choice.over)}."
    yield from (f"• {cited(line)}" for line in choice.reasons[: reasons + 3])
    if choice.cautions:
        yield "Mind:" if choice.pick is not None else "Against it:" if not choice.over else "Open or against them:"
    yield from (f"- {cited(line)}" for line in choice.cautions[: cautions + 1])
    if reply.options:
        yield ""
        yield "Something else that fits:"
        for number, option in enumerate(reply.options, 1):
            yield from _option(number, option, rates, min(2, reasons), 1)


def _explanation(reply: Reply, rates: Rates, reasons: int, cautions: int) -> Iterator[str]:
    for layer in reply.explanation:
        yield layer
        yield ""


def _ask(reply: Reply, rates: Rates, reasons: int, cautions: int) -> Iterator[str]:
    yield from reply.explanation


_BODIES: Mapping[Kind, Callable[[Reply, Rates, int, int], Iterator[str]]] = {
    Kind.OPTIONS: _options,
    Kind.VERDICT: _verdict,
    Kind.EXPLANATION: _explanation,
    Kind.ASK: _ask,
}


def _weighed(reasons: Iterable[Line], cautions: Iterable[Line], indent: str) -> Iterator[str]:
    yield from (f"{indent}+ {cited(line)}" for line in reasons)
    yield from (f"{indent}- {cited(line)}" for line in cautions)


def cited(line: Line) -> str:
    """A sentence with its rule.

    >>> cited(Line(rule="fit.comfort", text="It weighs 250 g."))
    'It weighs 250 g. [fit.comfort]'
    """
    return f"{line.text} [{line.rule}]"


def _asked(reply: Reply) -> str:
    if not reply.asks or reply.kind is Kind.ASK:
        return ""
    questions = " ".join(ask(slot) for slot in reply.asks)
    count = "One question" if len(reply.asks) == 1 else "Two questions"
    return f"{count} back, because {_why_asked(reply)}: {questions}"


def _why_asked(reply: Reply) -> str:
    if reply.kind is not Kind.VERDICT:
        return "the answer changes what comes first"
    return "it would tell them apart" if reply.verdict and reply.verdict.over else "the answer could turn this"


def _further(other: Reply, rates: Rates) -> Iterator[str]:
    """The answer to a further question of the message, in a few lines."""
    if other.kind is Kind.EXPLANATION:
        yield f"To your other question: {other.explanation[0] if other.explanation else ''}"
        if len(other.explanation) > _LAYERS:
            yield other.explanation[1]  # what it means for the reader's own gear
        yield from (step for step in other.explanation[-1].split("\n")[:3] if len(other.explanation) > 1)
        return
    body = (line for line in _BODIES[other.kind](other, rates, 2, 1) if other.kind is not Kind.SILENCE)
    yield other.explanation[0] if other.kind is Kind.OPTIONS and other.explanation else "To your other question:"
    yield from body


def _tidied(lines: Iterable[str]) -> Iterator[str]:
    """No two empty lines together, none at either end."""
    pending = started = False
    for line in lines:
        if not line.strip():
            pending = started
            continue
        if pending:
            yield ""
        yield line.rstrip()
        pending, started = False, True
