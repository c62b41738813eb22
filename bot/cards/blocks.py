"""Reply → blocks: pieces of safe markdown that belong together, before anybody counts characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.escape import plain
from bot.speech import say
from catalog.models import Rates, Record
from catalog.models.facts import Frozen
from knowledge.common import common, without
from knowledge.phrasing import ask, listed, money, priced
from knowledge.values import Choice, Kind, Line, Option, Reply


class Block(Frozen):
    """A piece of a reply. A `card` stands in a frame of its own; `lines` are markdown, the first its heading."""

    lines: tuple[str, ...]
    card: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)


def blocks(reply: Reply, rates: Rates, language: str = "en") -> tuple[Block, ...]:
    """Lay a reply out, the receipt first; a reply of silence has no blocks."""
    if reply.kind is Kind.SILENCE:
        return ()
    receipt = Block(lines=(plain(reply.receipt),)) if reply.receipt else None
    found = (receipt, *_body(reply, rates, language), *_below(reply, language), *_further(reply, rates, language))
    return tuple(block for block in found if block is not None and block.lines)


def _body(reply: Reply, rates: Rates, language: str) -> Iterator[Block]:
    if reply.kind is Kind.VERDICT:
        yield from _verdict(reply, language)
    elif reply.kind is Kind.OPTIONS and not reply.options:
        yield Block(lines=(f"**{say(language, 'card.refused')}**",), card=True)
    elif reply.explanation and reply.kind is not Kind.OPTIONS:
        yield Block(lines=tuple(_layers(reply.explanation)), card=True)
    if reply.options and reply.kind is Kind.VERDICT:
        yield Block(lines=(f"**{say(language, 'card.other_options')}**",))
    yield from _options(reply, rates, language)


def _options(reply: Reply, rates: Rates, language: str) -> Iterator[Block]:
    shared = common(reply.options)
    for number, option in enumerate(reply.options, 1):
        yield Block(lines=tuple(_option(number, without(option, shared), rates, language)), card=True)
    if shared:
        first = reply.options[0]
        lines = weighed(
            (line for line in first.reasons if line in shared), (line for line in first.cautions if line in shared)
        )
        yield Block(lines=(f"**{say(language, 'card.all_of')}**", *lines))


def _layers(layers: Iterable[str]) -> Iterator[str]:
    """An explanation: its one sentence stands out, the reason and what to do follow."""
    for number, layer in enumerate(layers):
        lines = [plain(line) for line in layer.split("\n")]
        if number == 0:
            yield f"**{lines[0]}**"
            yield from lines[1:]
        else:
            yield ""
            yield from lines


def _option(number: int, option: Option, rates: Rates, language: str) -> Iterator[str]:
    names = " + ".join(plain(item.name) for item in option.items)
    label = f" · {plain(option.label)}" if option.label else ""
    yield f"### {number}. {names}"
    yield f"{_sum(option, rates, language)}{label}"
    if len(option.items) > 1:
        yield from (f"-# {_item(item, option, rates)}" for item in option.items)
    yield from weighed(option.reasons, option.cautions)


def _sum(option: Option, rates: Rates, language: str) -> str:
    currency = option.total.currency
    if len(option.items) == 1:
        return f"**{plain(priced(option.items[0].price, currency, rates))}**"
    if option.total.amount is None:
        return "no price known"
    return f"**{plain(say(language, 'card.together', sum=money(option.total.amount, currency)))}**"


def _item(item: Record, option: Option, rates: Rates) -> str:
    return f"{plain(item.name)}: {plain(priced(item.price, option.total.currency, rates))}"


def weighed(reasons: Iterable[Line], cautions: Iterable[Line]) -> Iterator[str]:
    """Lay reasons and cautions out, each with its sign and its rule."""
    yield from (f"✅ {cited(line)}" for line in reasons)
    yield from (f"⚠️ {cited(line)}" for line in cautions)


def cited(line: Line) -> str:
    """A sentence with its rule.

    >>> cited(Line(rule="fit.comfort", text="It weighs 250 g."))
    'It weighs 250 g. `fit.comfort`'
    """
    return f"{plain(line.text)} `{line.rule}`"


def _verdict(reply: Reply, language: str) -> Iterator[Block]:
    choice = reply.verdict or Choice(pick=None, over=(), reasons=())
    lines: list[str] = []
    if reply.explanation:
        lines += [f"**{plain(reply.explanation[0])}**", *map(plain, reply.explanation[1:])]
    elif choice.pick is not None and choice.over:
        over = plain(listed(choice.over))
        lines.append("### " + say(language, "card.pick", pick=plain(choice.pick), over=over))
    elif choice.over:
        lines.append("### " + say(language, "card.tie", over=plain(listed(choice.over))))
    lines += [f"• {cited(line)}" for line in choice.reasons]
    if choice.cautions:
        key = "mind" if choice.pick is not None else "against" if not choice.over else "open_or_against"
        lines += [f"**{say(language, f'card.{key}')}**", *(f"⚠️ {cited(line)}" for line in choice.cautions)]
    yield Block(lines=tuple(lines), card=True)


def _below(reply: Reply, language: str) -> Iterator[Block]:
    if reply.relaxations:
        head = say(language, "card.let_more" if reply.options else "card.let_in")
        yield Block(lines=(f"**{head}**", *(f"- {plain(change)}" for change in reply.relaxations)))
    if reply.notes:
        yield Block(lines=tuple(plain(note.text) for note in reply.notes))
    if reply.asks and reply.kind is not Kind.ASK:
        head = say(language, "card.question_apart" if reply.kind is Kind.VERDICT else "card.question")
        yield Block(lines=(f"**{head}** {' '.join(plain(ask(slot)) for slot in reply.asks)}",))


def _further(reply: Reply, rates: Rates, language: str) -> Iterator[Block]:
    for other in reply.further:
        beside = other.kind is Kind.OPTIONS and other.explanation
        yield Block(lines=(f"**{plain(other.explanation[0]) if beside else say(language, 'card.further')}**",))
        yield from _body(other, rates, language)
