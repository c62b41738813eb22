"""What a message asks for, decided from its signs, the gear it names, and whether it asks at all.

The claims are tried in order; the first that holds decides. Silence is a decision like the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.reading.mood import Moods, spoken
from knowledge.reading.phrases import Hit
from knowledge.reading.seen import DRIVING, WORN, Seen
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
    asks: bool
    seeks: bool
    budget: bool
    wishes: int
    """How many needs, sounds, genres and the like were read."""

    def sign(self, *intents: str) -> int:
        """How many signs of these intents the message holds."""
        return sum(self.signs[intent] for intent in intents)

    @property
    def rivals(self) -> bool:
        """Whether two or more comparable things are weighed."""
        kinds = [one.kind for one in self.weighed]
        worn = sum(kind in WORN for kind in kinds)
        driving = sum(kind in DRIVING for kind in kinds)
        return worn > 1 or driving > 1 or (len(self.weighed) > 1 and not worn and not driving)


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
    return Scene(moods, signs, weighed, tuple(seen), _asks(moods), _seeks(moods, hits), budget, wishes)


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
    return scene.sign("spam") > 1 or (scene.sign("spam") == 1 and not scene.asks and not scene.sign("recommend"))


def _off_topic(scene: Scene) -> bool:
    return bool(scene.sign("offtopic")) and not scene.sign("recommend", "choose", "assess")


def _hookup(scene: Scene) -> bool:
    return bool(scene.sign("hookup")) and (scene.asks or scene.sign("hookup") > 1) and not (
        scene.sign("recommend") and scene.budget
    )


def _fault(scene: Scene) -> bool:
    return scene.sign("troubleshoot") > 1 and not scene.sign("recommend") and not scene.rivals


def _choice(scene: Scene) -> bool:
    return scene.rivals and (scene.asks or bool(scene.sign("choose"))) and bool(scene.sign("choose") or scene.asks)


def _explanation(scene: Scene) -> bool:
    return (
        bool(scene.sign("explain"))
        and not scene.weighed
        and not scene.budget
        and (scene.sign("explain") >= scene.sign("recommend"))
    )


def _assessment(scene: Scene) -> bool:
    return (
        bool(scene.sign("assess"))
        and bool(scene.seen)
        and (scene.asks or scene.sign("assess") > 1)
        and not scene.sign("recommend")
        and not (scene.budget and not scene.weighed)
    )


def _recommendation(scene: Scene) -> bool:
    return bool(scene.sign("recommend")) or scene.seeks or (scene.budget and scene.wishes > 0)


def _assessed_after_all(scene: Scene) -> bool:
    return scene.asks and bool(scene.weighed)


def _explained_after_all(scene: Scene) -> bool:
    return scene.asks and bool(scene.sign("explain"))


_CLAIMS: tuple[tuple[Callable[[Scene], bool], Intent], ...] = (
    (_spam, Intent.NONE),
    (_off_topic, Intent.NONE),
    (_hookup, Intent.HOOKUP),
    (_fault, Intent.TROUBLESHOOT),
    (_choice, Intent.CHOOSE),
    (_explanation, Intent.EXPLAIN),
    (_assessment, Intent.ASSESS),
    (_recommendation, Intent.RECOMMEND),
    (_assessed_after_all, Intent.ASSESS),
    (_explained_after_all, Intent.EXPLAIN),
)


def decide(scene: Scene) -> Intent:
    """The intent of a message."""
    return next((intent for claim, intent in _CLAIMS if claim(scene)), Intent.NONE)
