"""What a message asks for, decided from its signs, the gear it names, and whether it asks at all.

The claims are tried in order; the first that holds decides. Silence is a decision like the others.
"""

from __future__ import annotations

from collections.abc import Callable

from knowledge.reading.scene import Scene
from knowledge.values import Intent


def _spam(scene: Scene) -> bool:
    sold = scene.sign("spam")
    return sold > 1 or (sold == 1 and (scene.links or (not scene.asks and scene.few("recommend"))))


def _off_topic(scene: Scene) -> bool:
    if scene.addressed and scene.few("recommend", "choose") and not scene.budget:
        return True
    return scene.sign("offtopic") >= max(1, scene.sign("recommend", "choose", "assess"))


def _dismissed(scene: Scene) -> bool:
    """ "Never mind", "thanks anyway": what was asked is asked no more."""
    return bool(scene.sign("dismissal")) and not scene.asks and scene.few("recommend", "choose")


def _rhetorical(scene: Scene) -> bool:
    """A question in form only: "who needs that anyway?"."""
    if scene.sign("explain") > 1 and scene.sign("explain") > scene.sign("rhetorical"):
        return False
    return bool(scene.sign("rhetorical")) and scene.sign("recommend", "choose") <= 1 and not scene.budget


def _hookup(scene: Scene) -> bool:
    return (
        bool(scene.sign("hookup"))
        and not (scene.sign("symptom") and scene.sign("diagnose"))
        and (scene.asks or scene.sign("hookup") > 1)
        and (not scene.rivals or scene.sign("hookup") > scene.sign("choose"))
        and not (scene.budget and scene.sign("recommend"))
    )


def _choice(scene: Scene) -> bool:
    return len(scene.rivals) > 1 and (scene.asks or bool(scene.sign("choose"))) and not scene.kit


def _fault(scene: Scene) -> bool:
    return (
        bool(scene.sign("symptom"))
        and (
            bool(scene.sign("diagnose")) or (scene.few("explain") and (scene.asks or scene.few("thanks", "statement")))
        )
        and scene.few("recommend")
        and not scene.budget
        and not scene.seeks
    )


def _explanation(scene: Scene) -> bool:
    return (
        bool(scene.sign("explain"))
        and (scene.asks or scene.few("statement"))
        and not scene.weighed
        and (not scene.budget or (scene.sign("explain") > 1 and scene.few("recommend")))
        and scene.sign("explain") >= scene.sign("recommend")
        and not (scene.seen and scene.sign("assess") > scene.sign("explain"))
    )


def _assessment(scene: Scene) -> bool:
    return (
        bool(scene.sign("assess"))
        and bool(scene.seen)
        and (scene.asks or scene.sign("assess") > scene.sign("statement"))
        and scene.few("recommend")
        and not (scene.budget and (not scene.weighed or (scene.leads and not scene.asks)))
    )


def _chatter(scene: Scene) -> bool:
    """Thanks, news and opinions that ask for nothing."""
    listing = scene.leads or scene.needs > 1
    said = scene.sign("statement") + (0 if listing else scene.sign("thanks"))
    return not scene.asks and not scene.seeks and scene.few("recommend") and said > (1 if scene.budget else 0)


def _recommendation(scene: Scene) -> bool:
    if not scene.about_audio:
        return False
    listed = (scene.leads or scene.needs > 1) and not scene.asks and scene.few("statement") and bool(scene.needs)
    pleads = bool(scene.sign("plea")) and (scene.leads or scene.needs > 0)
    asked = bool(scene.sign("recommend")) or scene.seeks or scene.budget
    return asked or listed or pleads or (scene.wishes > 0 and not scene.asks)


def _assessed_after_all(scene: Scene) -> bool:
    return scene.asks and bool(scene.weighed)


def _explained_after_all(scene: Scene) -> bool:
    told = bool(scene.sign("explain")) or bool(scene.seen) or scene.topical
    return scene.asks and (told or bool(scene.sign("concept")))


_CLAIMS: tuple[tuple[Callable[[Scene], bool], Intent], ...] = (
    (_spam, Intent.NONE),
    (_off_topic, Intent.NONE),
    (_dismissed, Intent.NONE),
    (_rhetorical, Intent.NONE),
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
    """The intent of a message on its own."""
    return next((intent for claim, intent in _CLAIMS if claim(scene)), Intent.NONE)


def carried_on(before: Intent, scene: Scene, telling: bool, changes: bool) -> Intent:
    """The intent of a conversation after a further message: what it asks anew, else what was asked before.

    `telling` says that the message holds anything that a question could use; `changes` that it changes the conditions.
    """
    alone = decide(scene)
    if before is Intent.NONE:
        return alone
    changes = changes or (scene.gripes and not scene.asks)
    if changes and before in _ADVICE and not (alone in _ADVICE and scene.weighed and scene.asks):
        return alone if alone not in (*_ADVICE, Intent.NONE) and scene.sign(alone) else Intent.RECOMMEND
    if alone in (Intent.NONE, Intent.EXPLAIN) and before in _ADVICE and scene.weighed and scene.asks and scene.short:
        return Intent.ASSESS if before is Intent.RECOMMEND else before  # "and the X?"
    if alone is Intent.NONE:
        return before if telling and not scene.sign("spam", "statement", "dismissal") else alone
    if (alone is Intent.EXPLAIN and scene.few("explain")) or (alone is Intent.TROUBLESHOOT and not scene.asks):
        return before
    asks_anew = scene.asks or scene.sign("recommend") or alone is not Intent.RECOMMEND
    return alone if asks_anew else before


_ADVICE = (Intent.RECOMMEND, Intent.CHOOSE, Intent.ASSESS)
