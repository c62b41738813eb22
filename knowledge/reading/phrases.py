"""Finds the phrases of all slots in one pass over a text, in time linear in its length.

A phrase is written as people say it, with these signs: `comf*` any word that starts so; `(a|b c)` one of these;
`(the)?` may be left out; `cans?` with or without its s; `sound ?stage` glued or apart; `..` up to three further
words of the same clause. `GEAR` stands for a gear name and `NUM` for a number, `{noise}` for any of the list `noise` in
`terms.toml`. The phrases of a slot stand in `words/<slot>.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.reading.grammar import GAP, NUMBER, options_of, split, unglued
from knowledge.reading.text import BREAK, GEAR, Text

_GAP_WORDS = 3
_LONGEST = 16
_LONGEST_STEM = 40
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


@dataclass(slots=True, eq=False)
class _State:
    """All places in phrases that the same edges lead to; what is walked when reading."""

    edges: dict[str, _State] = field(default_factory=dict)
    gap: _State | None = None
    labels: tuple[Label, ...] = ()


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
        root, term_root = _Node(), _Node()
        self._stems: set[str] = set()
        self._joints: dict[tuple[int, str], _Node] = {}
        for name, words in (terms or {}).items():
            for word in words:
                for variant in unglued(word):
                    self._plant(term_root, variant, Label("term", name))
        for phrase, label in phrases:
            _known(phrase, terms or {})
            for variant in unglued(phrase):
                self._plant(root, variant, label)
        self._joints = {}
        self._term_root = _joined(term_root, refuse=False)
        self._root = _joined(root, refuse=True)

    def _plant(self, root: _Node, phrase: str, label: Label) -> None:
        nodes = [root]
        for piece in split(phrase, " "):
            options, optional = options_of(piece)
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
        starts = self._root.edges
        for first in range(len(clauses)):
            if self._root.gap is None and not any(edge in starts for edge, _ in moves[first]):
                continue
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
            yield NUMBER
        for length in range(1, min(len(word), _LONGEST_STEM) + 1):
            if word[:length] in self._stems:
                yield word[:length] + "*"


def _walk(root: _State, moves: Moves, clauses: Sequence[int], first: int) -> Iterator[tuple[int, Label]]:
    """Every label that a phrase from this place on bears, and where the phrase ends; each state is gone to once."""
    todo = [(root, first)]
    seen = set(todo)
    while todo:
        state, at = todo.pop()
        for label in state.labels:
            yield at - 1, label
        if at >= len(moves) or not (state.edges or state.gap):
            continue
        steps = [(state.edges[edge], place) for edge, place in moves[at] if edge in state.edges]
        if state.gap is not None:
            edges = state.gap.edges
            for between in range(at, min(at + _GAP_WORDS + 1, len(moves))):
                if clauses[between] != clauses[first]:
                    break
                steps += [(edges[edge], place) for edge, place in moves[between] if edge in edges]
        for step in steps:
            if step not in seen:
                seen.add(step)
                todo.append(step)


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
            alone = len(slot_hits) == 1
            if hit.label.value != "nothing" and (
                alone or not any(other.covers(hit) for other in _around(slot_hits, place))
            ):
                kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.first, hit.last))


def _around(hits: Sequence[Hit], place: int) -> Iterator[Hit]:
    """The hits that start within a phrase's length of this one."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(hits) and abs(hits[at].first - hits[place].first) < _LONGEST:
            yield hits[at]
            at += step


def _joined(root: _Node, *, refuse: bool) -> _State:
    """Join what the same edges lead to, so that reading follows one state and not many nodes.

    All phrases are followed at once, so this is also where two values of a slot meet that claim one word sequence,
    however their phrases are written: with `refuse` that is a PhraseClashError.
    """
    start = frozenset([root])
    states = {start: _State()}
    labels: dict[tuple[Label, ...], tuple[Label, ...]] = {}
    todo: list[tuple[frozenset[_Node], tuple[str, ...]]] = [(start, ())]
    while todo:
        nodes, words = todo.pop()
        state = states[nodes]
        state.labels = labels.setdefault(own := _labels(nodes), own)
        if refuse:
            _refuse_two_owners(state.labels, " ".join(words))
        for edge, reached in _behind(nodes).items():
            if reached not in states:
                states[reached] = _State()
                todo.append((reached, (*words, edge)))
            if edge == GAP:
                state.gap = states[reached]
            else:
                state.edges[edge] = states[reached]
    end: dict[str, _State] = {}
    for state in states.values():
        state.edges = state.edges or end  # half of the states are the ends of phrases
    return states[start]


def _behind(nodes: frozenset[_Node]) -> dict[str, frozenset[_Node]]:
    behind: dict[str, set[_Node]] = {}
    for node in nodes:
        for edge, children in node.edges.items():
            behind.setdefault(edge, set()).update(children)
        if node.gap is not None:
            behind.setdefault(GAP, set()).add(node.gap)
    return {edge: frozenset(reached) for edge, reached in behind.items()}


def _labels(nodes: frozenset[_Node]) -> tuple[Label, ...]:
    found = {label for node in nodes for label in node.labels}
    return tuple(sorted(found, key=lambda label: (label.slot, label.value, label.manner)))


def _refuse_two_owners(labels: Iterable[Label], phrase: str) -> None:
    owners: dict[str, Label] = {}
    for label in labels:
        other = label if label.value == "nothing" else owners.setdefault(label.slot, label)
        if other.value != label.value:
            said = phrase.replace(NUMBER, "NUM").replace(GEAR, "GEAR")
            raise PhraseClashError(
                f"{label.slot}: both '{other.value}' ({other.manner}) and '{label.value}' ({label.manner}) claim "
                f"the phrase '{said}': take it out of one of them"
            )
