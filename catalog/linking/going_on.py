"""Whether a name goes on behind what was recognised, and so is another model's: "Modi 9", "HD 600 mk2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from catalog.linking.lexicon import lexicon
from catalog.linking.text import OPEN, Gap, Text, fold

OHMS = re.compile(r"[\s(-]*\d{1,4}\s*-?\s*(?:ohms?\b|ω)\)?")
RANGE = re.compile(r"[.,:]\d|\s*-\s*\d")
NUMBER = re.compile(r"[a-z0-9]+(?:\.\d+)?")
TOKEN = re.compile(r"[a-z0-9]+(?:[-./][a-z0-9]+)*")
MONEY = re.compile(r"[$€£¥₹%]")
QUANTITY = re.compile(
    r"\d+(?:x|k|[kmgt]b|mm|cm|khz|hz|db|mw|w|v|bit|ohms?|st|nd|rd|th|s|am|pm|h|hrs?|min|yo|usd|eur|gbp|ish|gig|mah)"
)
YEAR = re.compile(r"(?:19|20)\d\d")
ANOTHER = frozenset({"pro", "ultra", "lite", "mini", "se", "anc", "nc"})


def goes_on(text: Text, last: int, words: bool) -> int:
    """The last atom of what makes another model of the name that ends with `last`; `last` where nothing does.

    `words` says that the name ends with a word, behind which a small number is a version.
    """
    after = last + 1
    if after >= text.size:
        return last
    gap, atom = text.gaps[after], text.atoms[after]
    if gap == Gap.SLASH and atom in {"mk", "mark"} and after in text.versions:
        return after + text.versions[after][1] - 1
    if gap > Gap.BRACKET or OHMS.match(text.folded, text.ends[last]):
        return last
    version = text.versions.get(after)
    if version and version[0] != "1" and text.closes(after + version[1] - 1):
        return after + version[1] - 1
    if gap == Gap.HYPHEN:
        return text.word_end(after) if atom.isdigit() or len(text.word(after)) < 3 else last
    if gap == Gap.SPACE and text.closes(after) and (atom in ANOTHER or (atom == "plus" and _is_name(text, after))):
        return after
    if words and gap == Gap.SPACE and is_version(text, after):
        return after
    return last


def _is_name(text: Text, at: int) -> bool:
    """Tell whether "plus" is of a name and joins nothing: it has its capital, or nothing follows it."""
    closes = at + 1 == text.size or text.gaps[at + 1] == Gap.BREAK
    return closes or text.slice(at, at) == "Plus"


def numbered(text: Text, last: int, models: Sequence[str]) -> int:
    """The last atom of the number or code behind the first words of some models' names, which makes another of them.

    "Recon 52X" is none of the Recons that are known. Behind the first words of one model any number tells it apart.
    """
    at = last + 1
    if at < text.size and text.atoms[at] in OPEN and text.closes(at):
        at += 1
    if at >= text.size or not _next(text, at, len(models) == 1):
        return last
    word, end = text.word(at), text.word_end(at)
    if word.isalpha():
        return _coded(text, at, end) or last
    if len(models) == 1 and not is_money(text, at):
        return end
    if shape(NUMBER.match(text.folded, text.starts[at])[0]) in {shape(part) for one in models for part in _parts(one)}:  # type: ignore[index]
        return last if is_counted(text, at) and text.closes(at) else end
    return last if is_quantity(text, at) or QUANTITY.fullmatch(word) or YEAR.fullmatch(word) else end


def other_tail(text: Text, last: int, names: Sequence[str]) -> int:
    """The last atom of a number that stands where some names of a model have another: "Piston Fit E1006" for E1009."""
    at = last + 1
    if at >= text.size or text.gaps[at] > Gap.SPACE:
        return last
    token = TOKEN.match(text.folded, text.starts[at])
    word = token[0] if token else ""
    if not re.search(r"\d", word) or YEAR.fullmatch(word) or (word.isdigit() and is_quantity(text, at)):
        return last
    tails = {part for one in names for part in _parts(one)[1:]}
    if word in tails or shape(word) not in {shape(part) for part in tails}:
        return last
    return max(one for one in range(at, text.size) if text.ends[one] <= token.end())  # type: ignore[union-attr]


def other_digits(text: Text, first: int, last: int, models: Sequence[str]) -> int:
    """The last atom of what is one of some models but for its digits, however punctuated: "ESP/96X" for ESP/95X."""
    start = text.starts[first]
    for model in models:
        end = start + len(model)
        written = text.folded[start:end]
        if shape(written) == shape(fold(model)) and written != fold(model) and end > text.ends[last]:
            return max(one for one in range(first, text.size) if text.starts[one] < end)
    return last


def _next(text: Text, at: int, single: bool) -> bool:
    """Tell whether what begins at an atom may still be of the name before it."""
    if text.gaps[at] <= Gap.BRACKET:
        return True
    return single and text.gaps[at] == Gap.SLASH and text.starts[at] - text.ends[at - 1] == 1


def _coded(text: Text, at: int, end: int) -> int | None:
    """The last atom of letters with a code behind them, "SSL-7670", "HS-G650"."""
    after = end + 1
    if end - at > 1 or len(text.atoms[at]) > 4 or after >= text.size or text.gaps[after] > Gap.SPACE:
        return None
    hyphen = text.gaps[after] == Gap.HYPHEN
    if text.word(after).isalpha() or (not hyphen and is_quantity(text, after)):
        return None
    joined = hyphen or (text.atoms[after].isdigit() and text.slice(at, end).isupper())
    return text.word_end(after) if joined else None


@lru_cache(maxsize=4096)
def _parts(model: str) -> tuple[str, ...]:
    return tuple(fold(model).split())


def shape(word: str) -> str:
    """A word with its digits made equal: what two numbers of one series have in common.

    >>> shape("7x") == shape("2x"), shape("2023") == shape("2025")
    (True, True)
    """
    return re.sub(r"\d", "0", word)


def is_version(text: Text, at: int) -> bool:
    """Tell whether a number behind a word counts the model, not things, hours or money."""
    atom = text.atoms[at]
    if not atom.isdigit() or len(atom) > 1 or atom in "01":
        return False
    if not text.closes(at) or is_quantity(text, at):
        return False
    after = at + 1
    return after == text.size or text.gaps[after] > Gap.SPACE or text.word(after) not in lexicon().counted


def is_quantity(text: Text, at: int) -> bool:
    """Tell whether the number at an atom is an amount of money, of ohms, of days."""
    return is_money(text, at) or is_counted(text, at) or bool(RANGE.match(text.folded, text.ends[at]))


def is_money(text: Text, at: int) -> bool:
    """Tell whether a sign of money, or of percent, stands at a number."""
    start, end = text.starts[at], text.ends[at]
    return bool(MONEY.search(text.folded[max(0, start - 2) : start]) or MONEY.search(text.folded[end : end + 2]))


def is_counted(text: Text, at: int) -> bool:
    """Tell whether a unit stands behind a number."""
    if OHMS.match(text.folded, text.starts[at]):
        return True
    after = at + 1
    return after < text.size and text.gaps[after] <= Gap.SPACE and text.word(after) in lexicon().units


def with_ohms(text: Text, end: int) -> int:
    """The offset at which the name ends, with its impedance and its edition if they stand behind it."""
    ohms = OHMS.match(text.folded, end)
    return ohms.end() if ohms else end
