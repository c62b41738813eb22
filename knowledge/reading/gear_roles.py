"""What each named piece of gear is to the reader: theirs, one they may get, or only mentioned.

The nearest sign decides (`words/role.toml`); the items of a list share the sign of its first; without any sign the
question decides: what is asked about is a candidate, what it should go with is the reader's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.reading.gripes import gripes_about
from knowledge.reading.mood import Moods
from knowledge.reading.phrases import Hit
from knowledge.reading.seen import Seen
from knowledge.reading.text import GEAR, Text
from knowledge.values import Role

_ROLES = {
    "owned": Role.OWNED,
    "mentioned": Role.MENTIONED,
    "refused": Role.MENTIONED,
    "candidate": Role.CANDIDATE,
}
_MINE = frozenset({"my", "our"})
_ASKS_AFTER_IT = frozenset("it they them".split())
_ASKS = frozenset("is are does do did would will can could should was were worth".split())
_JOINS = frozenset(
    "and or with a an the + / , & plus then also both vs versus to into through via ( ) > old new used w n later "
    "before maybe perhaps even possibly just finally".split()
)
_PARTNER = frozenset("for with drive drives driving power powering into through off from via on onto by".split())
"""Words before what the wanted thing is to go with: "an amp for the …"."""
_ARTICLES = frozenset("a an the my some our".split())
_FAR = 14
_NEAR = 3
"""How many words may stand between a sign and the name it is about: "I have the very good …"."""


class Signs:
    """The role signs of a text, by the token where they end (before a name) or begin (at a name)."""

    def __init__(self, text: Text, hits: Sequence[Hit]) -> None:
        self._text = text
        self._before: dict[int, list[Hit]] = {}
        self._after: dict[int, list[Hit]] = {}
        for hit in hits:
            if hit.label.slot.startswith("role."):
                role, _, side = hit.label.value.partition("_")
                if role in _ROLES:
                    (self._before if side == "before" else self._after).setdefault(
                        hit.last if side == "before" else hit.first, []
                    ).append(hit)

    def of(self, at: int) -> Role | None:
        """The role that the words around a name give it."""
        hit = self._nearest(at)
        if hit is None:
            return None
        mine = at > 0 and self._text.tokens[at - 1].word in _MINE
        return Role.OWNED if mine and _role(hit) is Role.CANDIDATE else _role(hit)

    def refused(self, at: int) -> bool:
        """Whether the words around a name rule it out."""
        hit = self._nearest(at)
        return hit is not None and hit.label.value.startswith("refused")

    def _nearest(self, at: int) -> Hit | None:
        if after := self._after.get(at):
            bettered = next((hit for hit in self._before.get(at - 1, ()) if self._is_bettered(hit)), None)
            return bettered or max(after, key=len)
        clause = self._text.clause(at)
        for step in range(1, _NEAR + 2):
            place = at - step
            if place < clause.start or self._text.tokens[place].word == GEAR:
                break
            if before := self._before.get(place):
                return max(before, key=lambda hit: (len(hit), hit.label.value))
            if self._text.tokens[place].word in _PARTNER:
                break
        return None

    def owned_behind(self, at: int) -> bool:
        """Whether words behind a name say that it is the reader's: "X and Y stay"."""
        return any(_role(hit) is Role.OWNED for hit in self._after.get(at, ()))

    def _is_bettered(self, hit: Hit) -> bool:
        """ "Would I hear it over the X, or …": what is to be better than the X is asked about, and the X is at hand."""
        words = [token.word for token in self._text.tokens[hit.first : hit.last + 1]]
        return _role(hit) is Role.OWNED and "over" in words[1:]

    def partner(self, at: int) -> bool:
        """Whether a name is what the wanted thing is to go with."""
        words = [self._text.tokens[place].word for place in range(max(0, at - 2), at)]
        if any(self._text.tokens[place].word == "or" for place in range(max(0, at - 6), at)):
            return False  # "X or keep it simple with a Y" sets Y beside X
        return bool(words) and (words[-1] in _PARTNER or (words[-1] in _ARTICLES and words[0] in _PARTNER))

    def far(self, at: int) -> Role | None:
        """The role that an earlier part of the sentence gives: "I already own a few, namely the …"."""
        sentence = self._text.sentence(at)
        for place in range(at - 1, max(sentence.start, at - _FAR) - 1, -1):
            if self._text.tokens[place].word == GEAR:
                return None
            for hit in self._before.get(place, ()):
                if len(hit) > 1:
                    return None if _role(hit) is Role.CANDIDATE else _role(hit)
        return None


def _role(hit: Hit) -> Role:
    return _ROLES[hit.label.value.partition("_")[0]]


_MATES = frozenset("go goes going pair pairs pairing match matches matching suit suits drive drives complement".split())


def goes_with(text: Text, at: int) -> bool:
    """Whether a name is what the wanted thing should go with: "to pair with my X", "what matches the X"."""
    clause = text.clause(at)
    words = [text.tokens[place].word for place in range(max(clause.start, at - 5), at)]
    return bool(words) and GEAR not in words and bool(_MATES & set(words))


@dataclass(frozen=True, slots=True)
class Sign:
    """What the words around a name say: its role, or that something is wanted to go with it, or nothing."""

    role: Role | None
    partner: bool = False
    refused: bool = False
    disliked: tuple[str, ...] = ()

    @property
    def weighed(self) -> bool:
        """Whether the name may be one that is asked about."""
        return self.role not in (Role.OWNED, Role.MENTIONED) and not self.partner


def signed(moods: Moods, seen: Sequence[Seen], hits: Sequence[Hit]) -> list[Sign]:
    """The sign of each mention, as far as the words around it and lists tell."""
    text, gripes = moods.text, gripes_about(moods, seen, hits)
    signs = Signs(text, hits)
    found: list[Sign] = []
    for place, one in enumerate(seen):
        sign = Sign(signs.of(one.at), refused=signs.refused(one.at))
        if sign.role is None and signs.partner(one.at):
            sign = Sign(None, partner=True)
        elif sign.role is None and place and _listed(text, seen[place - 1].at, one.at):
            sign = found[place - 1]
        found.append(sign if sign.role or sign.partner else replace(sign, role=signs.far(one.at)))
    for place in range(len(seen) - 2, -1, -1):
        follower = seen[place + 1].at
        if found[place].role is None and signs.owned_behind(follower) and _added(text, seen[place].at, follower):
            found[place] = replace(found[place], role=Role.OWNED, partner=False)
    found = [_complained(sign, gripes.get(one.at, ())) for one, sign in zip(seen, found, strict=True)]
    found = _chained(moods, seen, _asked_after(text, seen, found))
    if any(hit.label.value == "owned_all" for hit in hits if hit.label.slot.startswith("role.")):
        return [sign if sign.role is Role.MENTIONED else replace(sign, role=Role.OWNED) for sign in found]
    return found


_LINKS = frozenset("with from into off through via + > feeding fed".split())
_RIVALRY = frozenset("or vs versus v than ? which".split())


def _chained(moods: Moods, seen: Sequence[Seen], signs: list[Sign]) -> list[Sign]:
    """ "<gear> with a <gear>." tells what one has, where another sentence asks about something else."""
    text = moods.text
    told = [
        sign.role is None and not sign.partner and _is_chain(moods, one.at)
        for one, sign in zip(seen, signs, strict=True)
    ]
    asked = any(sign.weighed and not chain for sign, chain in zip(signs, told, strict=True))
    if not asked or not any(token.word == "?" for token in text.tokens):
        return signs
    return [replace(sign, role=Role.OWNED) if chain else sign for sign, chain in zip(signs, told, strict=True)]


def _is_chain(moods: Moods, at: int) -> bool:
    """Whether a name opens a sentence that only says what hangs on what: "HD 650, Magni 3, all from a laptop."."""
    sentence = moods.text.sentence(at)
    words = {moods.text.tokens[place].word for place in sentence}
    opens = moods.text.tokens[sentence.start].word == GEAR
    return opens and bool(words & _LINKS) and not words & _RIVALRY and not moods.near("wish", sentence)


def _complained(sign: Sign, words: tuple[str, ...]) -> Sign:
    """A complaint makes known that the thing is known: it is no candidate any more."""
    if not words:
        return sign
    return replace(sign, role=Role.OWNED if sign.role is Role.OWNED else Role.MENTIONED, partner=False, disliked=words)


def _asked_after(text: Text, seen: Sequence[Seen], signs: list[Sign]) -> list[Sign]:
    """ "Everyone loves the X, is it any good?" and "is the X better than the Y?" ask about what is only mentioned."""
    found = list(signs)
    for place, one in enumerate(seen):
        if signs[place].role is not Role.MENTIONED or signs[place].refused or signs[place].disliked:
            continue
        following = seen[place + 1].at if place + 1 < len(seen) else len(text.tokens)
        end = min(text.sentence(one.at).stop, following)
        if _asks_after(text, range(one.at + 1, end)) or (place and _than(text, seen[place - 1].at, one.at)):
            found[place] = Sign(Role.CANDIDATE)
    return found


def _asks_after(text: Text, stretch: range) -> bool:
    """Whether a later clause of the sentence asks about it by a pronoun."""
    words = [text.tokens[place].word for place in stretch]
    if text.tokens[text.sentence(stretch.start).stop - 1].word != "?" if stretch else True:
        return False
    pairs = zip([",", *words], words, words[1:], strict=False)
    return any(
        verb in _ASKS and it in _ASKS_AFTER_IT and before in {",", "and", "but", "so", "-"}
        for before, verb, it in pairs
    )


def _than(text: Text, first: int, second: int) -> bool:
    """Whether a question compares two names: "is the X better than the Y?"."""
    between = [token.word for token in text.tokens[first + 1 : second]]
    asked = text.tokens[text.sentence(second).stop - 1].word == "?"
    return asked and len(between) <= _NEAR + 1 and "than" in between and text.sentence(first) == text.sentence(second)


def _added(text: Text, first: int, second: int) -> bool:
    """Whether two names are joined by a mere "and"."""
    return [token.word for token in text.tokens[first + 1 : second]] in (["and"], ["&"], ["+"], [","])


def _listed(text: Text, first: int, second: int) -> bool:
    """Whether only joining words stand between two names."""
    between = text.tokens[first + 1 : second]
    return len(between) <= 4 and all(token.word in _JOINS for token in between)
