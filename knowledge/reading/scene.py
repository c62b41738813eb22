"""All that the decision about an intent looks at: signs, the gear that is weighed, and whether anything is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.reading.gear_roles import Sign
from knowledge.reading.mood import Moods
from knowledge.reading.open_questions import openly_asked
from knowledge.reading.phrases import Hit
from knowledge.reading.rivals import set_side_by_side
from knowledge.reading.seen import DRIVING, WORN, Seen
from knowledge.reading.text import GEAR, LINK, Text
from knowledge.values import Role, Want

_QUESTION_WORDS = frozenset("what which who how why where when whats hows anyone anybody".split())
_FEW = 6
"""Words and marks up to which a message that names gear is about that."""
_VERBS = frozenset("is are does do did can could would should".split())
_TELLERS = frozenset("i we he she".split())
_SUBJECTS = frozenset("it they the i you this that these those my anyone a an there we he she your".split()) | {GEAR}


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the decision looks at."""

    signs: Counter[str]
    weighed: tuple[Seen, ...]
    """Gear that is neither the reader's nor only mentioned."""
    seen: tuple[Seen, ...]
    rivals: tuple[Seen, ...]
    """Gear that is set side by side as alternatives."""
    asks: bool
    seeks: bool
    kit: bool
    """Several things are to be bought together."""
    links: bool = False
    """Whether it holds an address."""
    addressed: bool = False
    """Whether it begins by naming the member that it speaks to."""
    gripes: bool = False
    """Whether it complains about gear that the reader knows."""
    short: bool = False
    """Whether it is hardly more than a name."""
    leads: bool = False
    """Whether a noun for gear opens a sentence: a list of wishes."""
    about_audio: bool = True
    topical: bool = False
    """Whether an article answers to its words."""
    budget: bool = False
    wishes: int = 0
    """How many needs, sounds and uses are wished for in so many words."""
    needs: int = 0
    """How many needs, sounds, genres and uses were read."""

    def sign(self, *intents: str) -> int:
        """How many signs of these intents the message holds."""
        return sum(self.signs[intent] for intent in intents)

    def few(self, *intents: str) -> bool:
        """Whether the message holds no sign of these intents."""
        return not self.sign(*intents)


def survey(
    moods: Moods, hits: Sequence[Hit], seen: Sequence[Seen], roles: Sequence[Sign], sought: frozenset[Want]
) -> Scene:
    """Gather what the decision looks at, before budget and wishes are known."""
    signs = Counter(hit.label.value for hit in hits if hit.label.slot.startswith("intent."))
    signs["recommend"] -= sum(hit.label.value == "recommend" and _asks_if_needed(moods, hit) for hit in hits)
    signs["spam"] -= sum(hit.label.value == "spam" and _in_passing(moods, hit) for hit in hits)
    signs["choose"] += _which_alone(moods.text)
    signs["concept"] = sum(hit.label.value == "concept" and _in_question(moods, hit) for hit in hits)
    signs["recommend"] += openly_asked(moods, hits, bool(seen))
    weighed = tuple(one for one, role in zip(seen, roles, strict=True) if _weighed(one, role))
    standing = tuple(
        one
        for one, role in zip(seen, roles, strict=True)
        if _weighed(one, role) or (role.role is Role.OWNED and one.kind and _alternative(moods, one))
    )
    rivals = set_side_by_side(moods.text, _of_kind(standing, sought), bool(signs["choose"]))
    kit = bool(signs["recommend"]) and bool(sought & WORN) and bool(sought & DRIVING)
    links = any(token.word == LINK for token in moods.text.tokens)
    return Scene(
        signs,
        weighed,
        tuple(seen),
        rivals,
        _asks(moods),
        bool(sought),
        kit,
        links=links,
        addressed=_addressed(moods),
        gripes=any(role.disliked or role.refused for role in roles),
        short=len(moods.text.tokens) <= _FEW,
    )


def _asks_if_needed(moods: Moods, hit: Hit) -> bool:
    """ "Do I need an amp?" asks whether, and wants none yet."""
    words = [token.word for token in moods.text.tokens[max(0, hit.first - 2) : hit.first + 1]]
    if words[-1] != "need" or len(words) < 3:
        return False
    return words[0] in ("do", "does", "would", "will") and words[1] in _TELLERS | _SUBJECTS


def _which_alone(text: Text) -> bool:
    """Whether "Which?" is all that a sentence says."""
    tokens = text.tokens
    return any(
        token.word == "which" and text.sentence(place).start == place and tokens[place + 1].word == "?"
        for place, token in enumerate(tokens[:-1])
    )


_SELLS = frozenset({"sell", "selling", "sold"})
_ASIDE = frozenset("after before since by from without than of could would might will to can if".split())


def _in_passing(moods: Moods, hit: Hit) -> bool:
    """ "After selling my X" and "I could sell the X" offer nothing for sale."""
    before = moods.text.tokens[hit.first - 1].word if hit.first else ""
    return moods.text.tokens[hit.first].word in _SELLS and before in _ASIDE


def _in_question(moods: Moods, hit: Hit) -> bool:
    return moods.text.tokens[moods.text.sentence(hit.first).stop - 1].word == "?"


def _addressed(moods: Moods) -> bool:
    tokens = moods.text.tokens
    return len(tokens) > 1 and tokens[0].word == "@" and tokens[1].word[0].isalnum()


def _alternative(moods: Moods, one: Seen) -> bool:
    """ "X or keep my Y": what one has may stand against what one may get."""
    before = {moods.text.tokens[place].word for place in range(max(0, one.at - 4), one.at)}
    if before & {"or", "vs", "versus"}:
        return True
    return "over" in before and not before & _BETTERS


_BETTERS = frozenset("hear notice upgrade improvement improve difference gain step better benefit".split())
"""What is better by so much "over" what one has sets nothing beside it."""


def _weighed(one: Seen, sign: Sign) -> bool:
    """Whether a name may be one that is asked about: no source, and not the reader's own."""
    return sign.weighed and bool(one.kind or not (one.record or one.feeds))


def _of_kind(weighed: tuple[Seen, ...], sought: frozenset[Want]) -> tuple[Seen, ...]:
    """The gear of the kinds that are sought, where there is any; what is unknown may be of any kind."""
    alike = frozenset(kind for group in (WORN, DRIVING) if sought & group for kind in group)
    return tuple(one for one in weighed if one.kind is None or one.kind in alike) if alike else weighed


def _asks(moods: Moods) -> bool:
    """Whether anything is put as a question, with or without its mark."""
    tokens = moods.text.tokens
    if any(token.word == "?" for token in tokens):
        return True
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        following = tokens[place + 1].word if place + 1 < len(tokens) else ""
        if token.word in _QUESTION_WORDS and (before is None or before.sentence != token.sentence):
            if following not in _TELLERS:  # "What I miss is …" asks nothing
                return True
            continue
        turned = place + 1 < len(tokens) and tokens[place + 1].word in _SUBJECTS
        opens = before is None or before.sentence != token.sentence
        if token.word in _VERBS and (opens or (turned and before is not None and before.clause != token.clause)):
            return True
    return False
