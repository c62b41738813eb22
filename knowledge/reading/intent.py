"""What a message asks for, decided from its signs, the gear it names, and whether it asks at all.

The claims are tried in order; the first that holds decides. Silence is a decision like the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.reading.mood import Moods, spoken
from knowledge.reading.phrases import Hit
from knowledge.reading.rivals import set_side_by_side
from knowledge.reading.seen import Seen
from knowledge.values import Intent, Role

_QUESTION_WORDS = frozenset(
    "what which who how why where when is are does do did can could would should will anyone anybody has have any am".split()
)


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the decision looks at."""

    moods: Moods
    signs: Counter[str]
    weighed: tuple[Seen, ...]
    """Gear that is neither the reader's nor only mentioned."""
    seen: tuple[Seen, ...]
    rivals: tuple[Seen, ...]
    """Gear that is set side by side as alternatives."""
    asks: bool
    seeks: bool
    budget: bool
    wishes: int
    """How many needs, sounds, genres and the like were read."""

    def sign(self, *intents: str) -> int:
        """How many signs of these intents the message holds."""
        return sum(self.signs[intent] for intent in intents)

    def few(self, *intents: str) -> bool:
        """Whether the message holds no sign of these intents."""
        return not self.sign(*intents)


def scene(
    moods: Moods, hits: Sequence[Hit], seen: Sequence[Seen], roles: Sequence[Role | None], budget: bool, wishes: int
) -> Scene:
    """Gather what the decision looks at."""
    signs = Counter(hit.label.value for hit in hits if hit.label.slot.startswith("intent."))
    weighed = tuple(
        one
        for one, role in zip(seen, roles, strict=True)
        if role not in (Role.OWNED, Role.MENTIONED) and (one.kind or not one.record)
    )
    rivals = set_side_by_side(moods.text, weighed, bool(signs["choose"]))
    return Scene(moods, signs, weighed, tuple(seen), rivals, _asks(moods), _seeks(moods, hits), budget, wishes)


def _asks(moods: Moods) -> bool:
    """Whether anything is put as a question, with or without its mark."""
    tokens = moods.text.tokens
    if any(token.word == "?" for token in tokens):
        return True
    starts = [token for place, token in enumerate(tokens) if place == 0 or tokens[place - 1].sentence != token.sentence]
    return any(token.word in _QUESTION_WORDS for token in starts)


def _seeks(moods: Moods, hits: Sequence[Hit]) -> bool:
    return any(moods.wished(hit) for hit in spoken(hits, "want"))


def _spam(scene: Scene) -> bool:
    return scene.sign("spam") > 1 or (scene.sign("spam") == 1 and not scene.asks and scene.few("recommend"))


def _off_topic(scene: Scene) -> bool:
    return bool(scene.sign("offtopic")) and scene.few("recommend", "choose", "assess")


def _hookup(scene: Scene) -> bool:
    return (
        bool(scene.sign("hookup"))
        and (scene.asks or scene.sign("hookup") > 1)
        and not scene.rivals
        and not (scene.budget and scene.sign("recommend"))
    )


def _choice(scene: Scene) -> bool:
    return len(scene.rivals) > 1 and (scene.asks or bool(scene.sign("choose")))


def _fault(scene: Scene) -> bool:
    return (
        bool(scene.sign("symptom"))
        and (scene.asks or bool(scene.sign("diagnose")))
        and scene.few("recommend")
        and not scene.budget
    )


def _explanation(scene: Scene) -> bool:
    return (
        bool(scene.sign("explain"))
        and not scene.weighed
        and not scene.budget
        and scene.sign("explain") >= scene.sign("recommend")
    )


def _assessment(scene: Scene) -> bool:
    return (
        bool(scene.sign("assess"))
        and bool(scene.seen)
        and (scene.asks or scene.sign("assess") > scene.sign("statement"))
        and scene.few("recommend")
        and not (scene.budget and not scene.weighed)
    )


def _chatter(scene: Scene) -> bool:
    """Thanks, news and opinions that ask for nothing."""
    return not scene.asks and bool(scene.sign("thanks", "statement")) and scene.few("recommend", "choose")


def _recommendation(scene: Scene) -> bool:
    return bool(scene.sign("recommend")) or scene.seeks or scene.budget or (scene.wishes > 1 and not scene.asks)


def _assessed_after_all(scene: Scene) -> bool:
    return scene.asks and bool(scene.weighed)


def _explained_after_all(scene: Scene) -> bool:
    return scene.asks and (bool(scene.sign("explain")) or bool(scene.seen))


_CLAIMS: tuple[tuple[Callable[[Scene], bool], Intent], ...] = (
    (_spam, Intent.NONE),
    (_off_topic, Intent.NONE),
    (_hookup, Intent.HOOKUP),
    (_choice, Intent.CHOOSE),
    (_fault, Intent.TROUBLESHOOT),
    (_explanation, Intent.EXPLAIN),
    (_assessment, Intent.ASSESS),
    (_chatter, Intent.NONE),
    (_recommendation, Intent.RECOMMEND),
    (_assessed_after_all, Intent.ASSESS),
    (_explained_after_all, Intent.EXPLAIN),
)


def decide(scene: Scene) -> Intent:
    """The intent of a message."""
    return next((intent for claim, intent in _CLAIMS if claim(scene)), Intent.NONE)
