"""What the reader would buy or choose, from the nouns that the message seeks and from the gear that it weighs."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.reading.mood import Moods, spoken
from knowledge.reading.phrases import Hit
from knowledge.reading.seen import DRIVING, WORN, Seen
from knowledge.values import Intent, Need, Role, Said, Want, Words

_SEEKS = ("intent.recommend", "intent.choose")


def read_wants(
    moods: Moods, hits: Sequence[Hit], seen: Sequence[Seen], roles: Sequence[Role | None], intent: Intent
) -> tuple[Said[Want], ...]:
    """The kinds of gear wanted, with the words (or the names) that say so."""
    if intent not in (Intent.RECOMMEND, Intent.CHOOSE, Intent.ASSESS):
        return ()
    weighed = {
        one.kind: _name(one)
        for one, role in zip(seen, roles, strict=True)
        if one.kind and role not in (Role.OWNED, Role.MENTIONED)
    }
    sought: dict[Want, Words] = {}
    for hit in spoken(hits, "want"):
        if sought_after(moods, hits, hit):
            sought.setdefault(Want(hit.label.value), moods.text.words(hit.first, hit.last))
    if intent is Intent.RECOMMEND:
        found = sought or _fallback(hits, moods) or weighed
    else:
        found = weighed | ({want: words for want, words in sought.items() if not _covered(want, weighed)})
        found = found or sought
    return tuple(Said(value=want, words=words) for want, words in _together(found).items())


def _name(one: Seen) -> Words:
    return Words(text=one.mention.text, start=one.mention.start, end=one.mention.end)


def sought_after(moods: Moods, hits: Sequence[Hit], hit: Hit) -> bool:
    """Whether a noun for gear is what the reader is after, not what they have."""
    text = moods.text
    if moods.denied(hit) or moods.told(hit) or moods.indifferent(hit):
        return False
    before = [text.tokens[place].word for place in range(max(0, hit.first - 4), hit.first)]
    if _OWNING & set(before[-3:]) or (before[-1:] and before[-1] in {"with", "from", "without", "my", "for"} and "best" not in before):
        return False
    sentence = text.sentence(hit.first)
    if any(
        other.label.slot in _SEEKS and sentence.start <= other.first <= hit.last for other in hits
    ):
        return True
    return moods.wished(hit) or _leads(moods, hit)


_OWNING = frozenset({"my", "our", "her", "his", "own", "have", "had", "got", "these", "those", "their", "using"})


def _leads(moods: Moods, hit: Hit) -> bool:
    """A message may open with the thing itself: "Closed headphones for the office, 100 euros"."""
    return hit.first - moods.text.sentence(hit.first).start <= 4 and not moods.near("describe", moods.text.clause(hit.first))


def _fallback(hits: Sequence[Hit], moods: Moods) -> dict[Want, Words]:
    """Without a noun that is sought: what the needs imply, else any noun for something to wear."""
    found: dict[Want, Words] = {}
    for hit in spoken(hits, "need"):
        if hit.label.value in (Need.IN_EAR, Need.OVER_EAR, Need.ON_EAR, Need.OPEN_BACK, Need.CLOSED_BACK):
            want = Want.IEM if hit.label.value == Need.IN_EAR else Want.HEADPHONES
            if not moods.denied(hit):
                found.setdefault(want, moods.text.words(hit.first, hit.last))
    return found


def _covered(want: Want, weighed: dict[Want, Words]) -> bool:
    """Whether a noun is only the general word for what is weighed: "headphones" beside two in-ears."""
    if want in WORN:
        return bool(WORN & weighed.keys())
    return want in DRIVING and bool(DRIVING & weighed.keys()) and want not in weighed


def _together(found: dict[Want, Words]) -> dict[Want, Words]:
    """An amp and a DAC that are both wanted are a DAC/amp."""
    return found
