"""The roles that no sign tells, by the question: what is asked about is a candidate, what it goes with the reader's."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.reading.gear_roles import Sign
from knowledge.reading.seen import DRIVING, WORN, Seen
from knowledge.reading.text import Text
from knowledge.values import Intent, Role, Want


def settled(
    text: Text, seen: Sequence[Seen], signs: Sequence[Sign], intent: Intent, wants: frozenset[Want]
) -> list[Role]:
    """Fill in the roles that no sign told, by what is asked."""
    weighed = [one for one, sign in zip(seen, signs, strict=True) if sign.weighed]
    questioned = (one for one in weighed if text.tokens[text.sentence(one.at).stop - 1].word == "?")
    first = next(questioned, None) if len(weighed) > 1 else None
    first = first or next(iter(weighed), seen[0] if seen else None)
    asked = frozenset({first.kind}) if intent is Intent.ASSESS and first and first.kind else wants
    if intent is Intent.ASSESS and not any(sign.weighed for sign in signs):
        signs = [
            Sign(Role.CANDIDATE) if sign.partner else sign for sign in signs
        ]  # "I have an X: would it go with a Y?"
    alike = _alike(asked, closely=intent is Intent.RECOMMEND)
    roles = [_settle(one, sign, intent, alike) for one, sign in zip(seen, signs, strict=True)]
    return _something_asked(seen, signs, roles) if intent is Intent.ASSESS else roles


def _something_asked(seen: Sequence[Seen], signs: Sequence[Sign], roles: list[Role]) -> list[Role]:
    """ "My cousin let me try his X. Worth the money?": who asks for a verdict asks it of what was named last."""
    if Role.CANDIDATE in roles:
        return roles
    known = (
        place
        for place, (one, sign) in enumerate(zip(seen, signs, strict=True))
        if roles[place] is Role.MENTIONED and one.kind and not sign.refused and not sign.disliked
    )
    last = max(known, default=None)
    return [Role.CANDIDATE if place == last else role for place, role in enumerate(roles)]


def _settle(one: Seen, sign: Sign, intent: Intent, asked: frozenset[Want]) -> Role:
    if sign.role in (Role.OWNED, Role.MENTIONED):
        return sign.role
    if intent is Intent.NONE:
        return sign.role or Role.MENTIONED
    if intent in (Intent.EXPLAIN, Intent.TROUBLESHOOT, Intent.HOOKUP):
        return Role.OWNED
    if one.kind is None:
        return Role.OWNED if one.record or one.feeds or sign.partner else Role.CANDIDATE
    if one.kind in asked:
        return Role.CANDIDATE
    return Role.OWNED if sign.role is None or intent is Intent.CHOOSE else sign.role


def _alike(wants: frozenset[Want], closely: bool) -> frozenset[Want]:
    """Kinds that stand for one another: who wants an amp may be shown a DAC/amp, and `closely` not a DAC."""
    alike = set(wants)
    if wants & WORN:
        alike |= WORN
    if wants & {Want.AMP, Want.DAC}:
        alike |= {Want.DAC_AMP}
    if wants & {Want.AMP, Want.DAC, Want.DAC_AMP} and not closely:
        alike |= DRIVING - {Want.DAP}
    return frozenset(alike) or (WORN | DRIVING)
