"""In which language a message is written, as far as its common words and its script tell, and whether it asks for gear.

English is whatever shows too little of another language: names, figures and jargon are the same in all of them.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from knowledge.reading.text import Text, fold

_LEAST = 2
_SHARE = 0.2
"""The share of a message's words that must be common words of a language."""
_AHEAD = 2
"""How many times as many there must be as common English words."""
_SEEN = 400
"""Letters and words that are looked at: enough for any message."""
_ENGLISH = frozenset(
    "the and is are was i you it its im of for with to what which do does this that these my your have has would "
    "should can not but or on at from they them any some there if than as be been will just about how why "
    "looking need want please thanks".split()
)
_ALIKE = frozenset(
    "in as me do no so to van men bang come care pro till bra god plus moi mai son con per las los mi la le die man "
    "via mini ten most also fan gut hat hey hi".split()
)
"""What English and other languages write alike tells nothing."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639-1 code: its script where it has its own, its common words, and its words for gear."""

    code: str
    scripts: frozenset[str]
    words: frozenset[str]
    gear: frozenset[str]
    asks: frozenset[str]
    says: str


@cache
def languages() -> Mapping[str, Language]:
    """Every language that is told from English, by code."""
    text = (resources.files("knowledge.reading") / "languages.toml").read_text(encoding="utf-8")
    return {code: _language(code, row) for code, row in tomllib.loads(text).items()}


def _language(code: str, row: Mapping[str, str]) -> Language:
    def folded(key: str) -> frozenset[str]:
        return frozenset(map(fold, row.get(key, "").split()))

    words = frozenset(word for word in folded("words") - _ENGLISH - _ALIKE if len(word) > 1)
    return Language(code, frozenset(row.get("script", "").split()), words, folded("gear"), folded("asks"), row["says"])


@cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    """A common word or a word for gear -> the languages that have it."""
    found: dict[str, list[str]] = {}
    for language in languages().values():
        for word in language.words | language.gear | language.asks:
            found.setdefault(word, []).append(language.code)
    return {word: tuple(codes) for word, codes in found.items()}


def language_of(text: Text) -> str:
    """The code of the language of a message, empty for English and for what can't be told.

    >>> language_of(Text("Ich suche einen Kopfhörer für Klassik")), language_of(Text("HD 600 or HD 650?"))
    ('de', '')
    """
    if script := _script(text.raw[:_SEEN]):
        return script
    words = [token.word for token in text.tokens[:_SEEN] if token.word[0].isalpha()]
    counts = Counter(code for word in words for code in _owners().get(word, ()))
    english = sum(word in _ENGLISH - _ALIKE for word in words)
    code, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    told = count >= max(_LEAST, _SHARE * len(words)) and count >= _AHEAD * english
    return code if told else ""


def _script(raw: str) -> str:
    """The language whose script most letters are of; Japanese where there is any of its own."""
    letters = [char for char in raw if char.isalpha()]
    foreign = Counter(unicodedata.name(char, "").split(" ")[0] for char in letters if char > "\u024f")
    if 2 * sum(foreign.values()) <= len(letters):
        return ""
    owner = {script: one.code for one in languages().values() for script in one.scripts}
    if foreign["HIRAGANA"] or foreign["KATAKANA"]:
        return owner["HIRAGANA"]
    return next((owner[script] for script, _ in foreign.most_common() if script in owner), "")


def asks_for_gear(text: Text, code: str) -> bool:
    """Whether a message in another language asks something about gear for the ears."""
    language = languages()[code]
    raw, words = fold(text.raw[:_SEEN]), {token.word for token in text.tokens}
    if language.scripts:  # such scripts may leave no spaces between words
        return any(word in raw for word in language.gear) and (
            any(word in raw for word in language.asks) or bool(words & {"?", "？", "؟"})
        )
    return bool(words & language.gear) and bool(words & (language.asks | {"?"}))
