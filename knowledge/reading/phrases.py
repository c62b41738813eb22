"""Finds the phrases of all slots in one pass over a text, in time linear in its length.

A phrase is written as people say it, with these signs: `comf*` any word that starts so; `(a|b c)` one of these;
`(the)?` may be left out; `cans?` with or without its s; `sound ?stage` glued or apart; `..` up to three further
words of the same clause. `GEAR` stands for a gear name and `NUM` for a number, `{noise}` for any of the list `noise` in
`terms.toml`. The phrases of a slot stand in `words/<slot>.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from itertools import product

from knowledge.reading.text import BREAK, GEAR, Text, words_of

GAP = ".."
_GAP_WORDS = 3
_LONGEST = 16
_LONGEST_STEM = 40
_SIGNS = frozenset({"cue", "intent", "role", "turn"})
_NUMBER = "\ue002"
_JOINT = re.compile(r"(?<=\w) \?(?=\w)")
_TERM = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Label:
    """What a phrase says: a value of a slot, and in which manner (`says`, `complains`, `denies`, …)."""

    slot: str
    value: str
    manner: str = "says"


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: its label and the indices of its first and last token."""

    label: Label
    first: int
    last: int

    def covers(self, other: Hit) -> bool:
        """Whether this hit takes in all of a shorter one; what is nothing takes in its equals too."""
        within = self.first <= other.first and other.last <= self.last
        return within and (len(self) > len(other) or self.label.value == "nothing")

    def __len__(self) -> int:
        return self.last - self.first + 1


@dataclass(slots=True, eq=False)
class _Node:
    """A place in a phrase. An edge is a word, `stem*`, a list's `{name}` or the sign of a number."""

    edges: dict[str, list[_Node]] = field(default_factory=dict)
    gap: _Node | None = None
    labels: list[Label] = field(default_factory=list)


Moves = Sequence[Sequence[tuple[str, int]]]
"""For each token the edges that it fits, and the token that each leads to."""


class PhraseClashError(ValueError):
    """Two values of a slot claim one phrase; the message names both."""


class Phrases:
    """An immutable matcher over any number of labelled phrases, and the lists of words that they share.

    Alternatives share the node behind them instead of being multiplied out, and a shared list is looked up once a word,
    so that building costs what reading costs.
    """

    def __init__(self, phrases: Iterable[tuple[str, Label]], terms: Mapping[str, Iterable[str]] | None = None) -> None:
        self._root = _Node()
        self._term_root = _Node()
        self._stems: set[str] = set()
        self._joints: dict[tuple[int, str], _Node] = {}
        for name, words in (terms or {}).items():
            for word in words:
                for variant in _unglued(word):
                    self._plant(self._term_root, variant, Label("term", name))
        for phrase, label in phrases:
            _known(phrase, terms or {})
            for variant in _unglued(phrase):
                self._plant(self._root, variant, label)
        self._joints = {}
        if clash := next(_clashes(self._root), None):
            raise PhraseClashError(clash)

    def _plant(self, root: _Node, phrase: str, label: Label) -> None:
        nodes = [root]
        for piece in _split(phrase, " "):
            options, optional = _options(piece)
            behind = [self._join(node, piece, options) for node in nodes]
            nodes = [*nodes, *behind] if optional else behind
        for node in nodes:
            if node is not root and label not in node.labels:
                node.labels.append(label)

    def _join(self, node: _Node, piece: str, options: Sequence[tuple[str, ...]]) -> _Node:
        """The node behind a piece, with a way to it for each of the piece's options."""
        if known := self._joints.get((id(node), piece)):
            return known
        joint = self._joints[id(node), piece] = _Node()
        for words in options:
            at = node
            for place, word in enumerate(words):
                step = joint if place == len(words) - 1 else _Node()
                self._lead(at, word, step)
                at = step
        return joint

    def _lead(self, node: _Node, word: str, to: _Node) -> None:
        if word == GAP:
            node.gap = to
            return
        if word.endswith("*"):
            self._stems.add(word[:-1])
        node.edges.setdefault(word, []).append(to)

    def find(self, text: Text) -> list[Hit]:
        """All phrases in a text, the longest of each slot where they overlap; `nothing` swallows what it covers."""
        hits: list[Hit] = []
        clauses = [token.clause for token in text.tokens]
        moves = self._moves(text, clauses)
        for first in range(len(clauses)):
            longest: dict[Label, int] = {}
            for last, label in _walk(self._root, moves, clauses, first):
                longest[label] = max(last, longest.get(label, last))
            hits.extend(Hit(label, first, last) for label, last in longest.items())
        return _keep_longest(hits)

    def _moves(self, text: Text, clauses: Sequence[int]) -> Moves:
        words = [[(edge, place + 1) for edge in self._edges(token.word)] for place, token in enumerate(text.tokens)]
        terms = (
            [(f"{{{label.value}}}", last + 1) for last, label in _walk(self._term_root, words, clauses, place)]
            for place in range(len(words))
        )
        return [[*own, *listed] for own, listed in zip(words, terms, strict=True)]

    def _edges(self, word: str) -> Iterator[str]:
        """The edges that a word fits: itself, its stems, a number's sign; none is crossed by the end of a line."""
        if word == BREAK:
            return
        yield word
        if word[0].isdigit():
            yield _NUMBER
        for length in range(1, min(len(word), _LONGEST_STEM) + 1):
            if word[:length] in self._stems:
                yield word[:length] + "*"


def _walk(root: _Node, moves: Moves, clauses: Sequence[int], first: int) -> Iterator[tuple[int, Label]]:
    """Every label that a phrase from this place on bears, and where the phrase ends; each state is gone to once."""
    todo = [(root, first)]
    seen = {(root, first)}
    while todo:
        node, at = todo.pop()
        for label in node.labels:
            yield at - 1, label
        steps = _steps(node, moves, at) if at < len(moves) else []
        if node.gap is not None:
            for place in range(at, min(at + _GAP_WORDS + 1, len(moves))):
                if clauses[place] != clauses[first]:
                    break
                steps += _steps(node.gap, moves, place)
        for step in steps:
            if step not in seen:
                seen.add(step)
                todo.append(step)


def _steps(node: _Node, moves: Moves, at: int) -> list[tuple[_Node, int]]:
    """Where the word at a place leads from a node."""
    edges = node.edges
    return [(child, place) for edge, place in moves[at] if edge in edges for child in edges[edge]]


def _known(phrase: str, terms: Mapping[str, Iterable[str]]) -> None:
    for name in _TERM.findall(phrase):
        if name not in terms:
            raise ValueError(f"'{phrase}' names the list {{{name}}}, which terms.toml does not have")


def _keep_longest(hits: Sequence[Hit]) -> list[Hit]:
    """Drop a hit that a longer one of its slot takes in.

    The slot `nothing` swallows hits of all slots, the value `nothing` of a slot those of its own.
    """
    rivals: dict[str, list[Hit]] = {}
    for hit in hits:
        rivals.setdefault(hit.label.slot, []).append(hit)
    nothing = rivals.pop("nothing", [])
    swallowed = {index for hit in nothing for index in range(hit.first, hit.last + 1)}
    kept: list[Hit] = []
    for slot_hits in rivals.values():
        for place, hit in enumerate(slot_hits):
            if hit.first in swallowed and hit.last in swallowed:
                continue
            if hit.label.value != "nothing" and not any(other.covers(hit) for other in _around(slot_hits, place)):
                kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.first, hit.last))


def _around(hits: Sequence[Hit], place: int) -> Iterator[Hit]:
    """The hits that start within a phrase's length of this one."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(hits) and abs(hits[at].first - hits[place].first) < _LONGEST:
            yield hits[at]
            at += step


def _clashes(root: _Node) -> Iterator[str]:
    """Every word sequence that two values of one slot claim, however their phrases are written.

    Follows all phrases at once, as far as two of them run through the same words.
    """
    todo: list[tuple[frozenset[_Node], tuple[str, ...]]] = [(frozenset([root]), ())]
    seen = {nodes for nodes, _ in todo}
    while todo:
        nodes, words = todo.pop()
        yield from _claimed_twice([label for node in nodes for label in node.labels], " ".join(words))
        behind: dict[str, set[_Node]] = {}
        for node in nodes:
            for edge, children in (*node.edges.items(), (GAP, [node.gap] if node.gap else [])):
                behind.setdefault(edge, set()).update(children)
        for edge, reached in behind.items():
            state = frozenset(reached)
            if state not in seen:
                seen.add(state)
                todo.append((state, (*words, edge)))


def _claimed_twice(labels: Iterable[Label], phrase: str) -> Iterator[str]:
    owners: dict[str, Label] = {}
    for label in sorted(labels, key=lambda label: (label.slot, label.value)):
        if label.value == "nothing":
            continue
        other = owners.setdefault(label.slot, label)
        if other.value != label.value:
            yield (
                f"{label.slot}: both '{other.value}' ({other.manner}) and '{label.value}' ({label.manner}) claim "
                f"the phrase '{phrase.replace(_NUMBER, 'NUM').replace(GEAR, 'GEAR')}': take it out of one of them"
            )


def _unglued(phrase: str) -> Iterator[str]:
    """Both spellings of words that may be glued: "sound ?stage" is "sound stage" and "soundstage"."""
    if joint := _JOINT.search(phrase):
        for link in (" ", ""):
            yield from _unglued(phrase[: joint.start()] + link + phrase[joint.end() :])
    else:
        yield phrase.replace(" ?", " ")  # beside a bracket there is nothing to glue


def _split(text: str, marks: str) -> list[str]:
    """Cut at marks that stand outside of all brackets.

    >>> _split("(no|not (too|so)) loud", " ")
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
def _options(piece: str) -> tuple[list[tuple[str, ...]], bool]:
    """The word sequences that one piece of a phrase stands for, and whether it may be left out."""
    optional = piece.endswith("?") and not piece.endswith("s?") and len(piece) > 1
    body = piece[:-1] if optional else piece
    if not (body.startswith("(") and body.endswith(")")):
        if "(" in body or ")" in body:
            raise ValueError(f"'{piece}': a bracket takes whole words; write (arab|arabic), not arab(ic)?")
        return [words for word in _plurals(body) if (words := _pieces(word))], optional
    options: list[tuple[str, ...]] = []
    for option in _split(body[1:-1], "|"):
        inner = [_options(part) for part in _split(option, " ")]
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
        return (GEAR if word == "GEAR" else _NUMBER,)
    if word.endswith("*"):
        stem = words_of(word[:-1])
        return (*stem[:-1], stem[-1] + "*")
    return words_of(word)


def load(slot: str) -> Iterator[tuple[str, Label]]:
    """The phrases of `words/<slot>.toml`: a table a value, a list a manner.

    The values of `cue`, `intent`, `money`, `role` and `turn` are slots of their own (`cue.wish`): signs may stand
    together.
    Those of `money` are so by the place of the sign too (`money.max.before`).
    """
    file = resources.files("knowledge.reading") / "words" / f"{slot}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    for value, manners in table.items():
        for manner, phrases in manners.items():
            label = Label(_slot(slot, value, manner), value, manner)
            for phrase in phrases:
                yield phrase, label


def load_terms() -> dict[str, list[str]]:
    """The lists of words that phrases share, by name."""
    file = resources.files("knowledge.reading") / "terms.toml"
    terms: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return terms


def _slot(file: str, value: str, manner: str) -> str:
    if file == "money":
        return f"{file}.{value}.{manner}"
    return f"{file}.{value}" if file in _SIGNS else file
