"""What moderators see, as blocks: a preview, a change, a proposal, a suggestion. Texts that are not ours are plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.cards.blocks import Block
from bot.escape import plain
from bot.limits import fitted
from bot.moderating.drafting import Look
from bot.speech import say
from catalog.check import Finding
from catalog.models import Fact, Gap, Proposal, Suggestion
from catalog.settle import Difference
from catalog.store.log import Change
from knowledge.impact import Impact

SHOWN = 12
"""Fields of an edit that are shown; the others are counted."""
_VALUE = 110


def preview(look: Look, impact: Impact | None, language: str, counting: bool = False) -> tuple[Block, ...]:
    """Lay a draft out: before and after, why, where, and what it would do."""
    draft = look.draft
    title = "catalog.preview_undo" if draft.undoes else "catalog.preview"
    lines = [f"### {say(language, title, change=draft.undoes)}", *changed(look.differences, look.names, language)]
    lines += [say(language, "catalog.why", reason=plain(draft.reason)), where(draft.layer, language)]
    lines += found(look.findings)
    if counting:
        lines.append(say(language, "catalog.counting"))
    elif impact is not None:
        key = "catalog.impact" if impact.changed else "catalog.no_impact"
        lines.append(say(language, key, changed=len(impact.changed), total=impact.total))
    return (Block(lines=tuple(lines), card=True), Block(lines=(say(language, "catalog.not_saved"),)))


def where(layer: int | None, language: str) -> str:
    """Say in which catalogue a change holds."""
    return say(language, "catalog.here" if layer is not None else "catalog.everywhere")


def changed(differences: Sequence[Difference], names: Mapping[str, str], language: str) -> Iterator[str]:
    """Say field by field what stood and what shall stand, gear by gear."""
    nothing = say(language, "catalog.nothing")
    last = ""
    for gear, field, before, after in differences[:SHOWN]:
        if gear != last:
            yield f"**{plain(names.get(gear, gear))}** · {plain(gear)}"
        last = gear
        yield f"- {plain(field)}: {_value(before) or nothing} → **{_value(after) or nothing}**"
    if len(differences) > SHOWN:
        yield say(language, "catalog.more", count=len(differences) - SHOWN)


def found(findings: Iterable[Finding], most: int = 5) -> list[str]:
    """Say what is wrong or odd."""
    return [f"⚠️ {plain(fitted(str(one), 300))}" for one in findings][:most]


def _value(text: str) -> str:
    return plain(fitted(text, _VALUE))


def answers(impact: Impact, language: str) -> tuple[Block, ...]:
    """List the answers that would change."""
    lines = [f"### {say(language, 'catalog.impact', changed=len(impact.changed), total=impact.total)}"]
    for one in impact.changed:
        told = (
            say(language, "catalog.only_words") if one.only_words else f"{plain(one.before)} → **{plain(one.after)}**"
        )
        lines.append(f"- {plain(one.question)}\n-# {told}")
    return (Block(lines=tuple(lines), card=True),)


def change_card(
    change: Change, differences: Sequence[Difference], names: Mapping[str, str], language: str
) -> tuple[Block, ...]:
    """Say what somebody changed."""
    title = "catalog.took_back" if change.undoes else "catalog.change"
    head = say(language, title, number=change.id, change=change.undoes)
    lines = _told(head, changed(differences, names, language), change, language)
    return (Block(lines=(*lines, where(change.layer, language)), card=True),)


def proposal_card(
    proposal: Proposal, differences: Sequence[Difference], names: Mapping[str, str], language: str
) -> tuple[Block, ...]:
    """Say what somebody proposes."""
    title = "catalog.offer_title" if proposal.origin else "catalog.proposal"
    head = say(language, title, number=proposal.id, server=proposal.origin)
    return (Block(lines=_told(head, changed(differences, names, language), proposal, language), card=True),)


def _told(head: str, differences: Iterable[str], by: Change | Proposal, language: str) -> tuple[str, ...]:
    """Say under a heading what differs, and whose doing it is, and why."""
    who = say(language, "catalog.by", who=plain(by.author))
    return (f"### {head}", *differences, who, say(language, "catalog.why", reason=plain(by.reason)))


def suggestion_card(suggestion: Suggestion, language: str) -> Block:
    """Say what a reader suggests."""
    said = suggestion
    lines = [f"### {say(language, 'suggest.title', number=said.id)}", f"**{plain(said.gear)}**"]
    if said.field:
        lines.append(f"{plain(said.field)}: **{plain(said.value) or say(language, 'catalog.nothing')}**")
    lines += [plain(fitted(part, 400)) for part in (said.source, said.note) if part]
    if said.reader:
        lines.append(f"-# <@{said.reader}>")
    return Block(lines=tuple(lines), card=True)


def gap_lines(gaps: Iterable[Gap], language: str) -> Block:
    """List what was asked for in vain."""
    lines = [f"### {say(language, 'catalog.gaps_title')}"]
    for gap in gaps:
        kind = say(language, f"gap.{gap.kind}")
        lines.append(f"- {gap.count} × {plain(gap.key)} · {kind}, {gap.first} – {gap.last}")
    return Block(lines=tuple(lines), card=True)


def history_lines(name: str, facts: Sequence[Fact], standing: frozenset[int | None], language: str) -> Block:
    """List what was ever said of a model, newest first."""
    lines = [f"### {plain(name)}", f"-# {say(language, 'catalog.stands')}"]
    for fact in reversed(facts):
        value = plain(fitted(fact.value, _VALUE)) or say(
            language, "catalog.back" if fact.takes_back else "catalog.unknown"
        )
        mark = "✅ " if fact.id in standing else ""
        said = ", ".join(part for part in (fact.source, str(fact.trust), fact.as_of) if part)
        who = fact.entered_by or "Earshot"
        lines.append(f"- {mark}{plain(fact.field)}: **{value}** ({plain(fitted(said, 120))})")
        lines.append(f"-# {fact.change} · {fact.entered_at[:10]} · {plain(who)} · {plain(fitted(fact.reason, 120))}")
    return Block(lines=tuple(lines), card=True)


def change_lines(changes: Iterable[Change], language: str) -> Block:
    """List the latest changes."""
    lines = [f"### {say(language, 'catalog.changes_title')}"]
    for one in changes:
        place = where(one.layer, language)
        lines.append(f"- **{one.id}** · {one.at[:16].replace('T', ' ')} · {plain(one.author or 'Earshot')}")
        lines.append(f"-# {plain(fitted(one.reason, 200))} · {place}")
    return Block(lines=tuple(lines), card=True)
