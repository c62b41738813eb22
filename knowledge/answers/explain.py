"""A concept is asked about: the article that explains it."""

from __future__ import annotations

from knowledge.answers.asked import Asked
from knowledge.answers.lesson import lesson
from knowledge.values import Reply


def explain(asked: Asked) -> Reply:
    """Explain what was asked about; the nearest is how to choose."""
    return lesson(asked, "explain", "how-to-choose")
