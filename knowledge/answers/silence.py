"""Nothing was asked: nothing is said, except to somebody who wrote in a language that Earshot doesn't read."""

from __future__ import annotations

from knowledge.answers.asked import Asked
from knowledge.reading.language import languages
from knowledge.values import Kind, Reply

ENGLISH = "I read English only. Could you ask that in English: what you listen to, on what, and for how much?"


def silence(asked: Asked) -> Reply:
    """Say nothing."""
    return Reply(kind=Kind.SILENCE, reading=asked.reading)


def english(asked: Asked) -> Reply:
    """Say which language is read, where too little of another was understood to answer."""
    theirs = languages().get(asked.reading.language)
    said = (ENGLISH, theirs.says) if theirs else (ENGLISH,)
    return Reply(kind=Kind.ASK, reading=asked.reading, explanation=said, asks=("wants",))
