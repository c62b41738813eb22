"""The signs of a phrase: its spellings, its pieces, and the word sequences that each piece stands for.

They are explained at the head of `phrases.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from knowledge.reading.text import GEAR, words_of

GAP = ".."
NUMBER = "\ue002"
_JOINT = re.compile(r"(?<=\w) \?(?=\w)")


def unglued(phrase: str) -> Iterator[str]:
    """Both spellings of words that may be glued: "sound ?stage" is "sound stage" and "soundstage"."""
    if joint := _JOINT.search(phrase):
        for link in (" ", ""):
            yield from unglued(phrase[: joint.start()] + link + phrase[joint.end() :])
    else:
        yield phrase.replace(" ?", " ")  # beside a bracket there is nothing to glue


def split(text: str, marks: str) -> list[str]:
    """Cut at marks that stand outside of all brackets.

    >>> split("(no|not (too|so)) loud", " ")
    ['(no|not (too|so))', 'loud']
    """
    if "(" not in text:
        return [part for part in text.split(marks) if part]
    parts, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char in marks and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part for part in parts if part]


@lru_cache(maxsize=4096)
def options_of(piece: str) -> tuple[list[tuple[str, ...]], bool]:
    """The word sequences that one piece of a phrase stands for, and whether it may be left out."""
    optional = piece.endswith("?") and not piece.endswith("s?") and len(piece) > 1
    body = piece[:-1] if optional else piece
    if not (body.startswith("(") and body.endswith(")")):
        if "(" in body or ")" in body:
            raise ValueError(f"'{piece}': a bracket takes whole words; write (arab|arabic), not arab(ic)?")
        return [words for word in _plurals(body) if (words := _pieces(word))], optional
    options: list[tuple[str, ...]] = []
    for option in split(body[1:-1], "|"):
        inner = [options_of(part) for part in split(option, " ")]
        for combination in product(*([*choices, ()] if spare else choices for choices, spare in inner)):
            options.append(tuple(word for part in combination for word in part))
    return [option for option in options if option], optional


def _plurals(word: str) -> tuple[str, ...]:
    """`cans?` stands for "cans" and "can"."""
    return (word[:-1], word[:-2]) if word.endswith("s?") and len(word) > 2 else (word,)


def _pieces(option: str) -> tuple[str, ...]:
    """The matcher's elements for some plain words."""
    return tuple(element for word in option.split() for element in _elements(word))


@lru_cache(maxsize=16384)
def _elements(word: str) -> tuple[str, ...]:
    if word.isascii() and word.isalpha() and word.islower():
        return (word,)  # most words: nothing to fold
    if word == GAP:
        return (GAP,)
    if word.startswith("{"):
        return (word,)
    if word in ("GEAR", "NUM"):
        return (GEAR if word == "GEAR" else NUMBER,)
    if word.endswith("*"):
        stem = words_of(word[:-1])
        return (*stem[:-1], stem[-1] + "*")
    return words_of(word)
