"""Which article a message asks for: concept groups decide who may answer, words shared with its questions who does.

An article comes into question when the message holds one of its indispensable terms. Further concept groups, the
likeness to the most similar of its questions and the words it shares with all of them add up; rare words count more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from knowledge.articles.load import Article, articles
from knowledge.reading.text import words_of

FIRST, FURTHER, LIKENESS, SHARED = 1.0, 0.55, 5.5, 0.7
WITHOUT_TERMS = 0.8
"""What remains of the likeness where no indispensable term is said: less than any that says one."""
LEAST, SURE = 1.2, 7.0
NEAR = 0.65
"""An article that scores less than this share of the best one answers another question."""
COMMON = 1.0
"""Words of this weight and less (in a third of the articles) tell nothing apart."""
LONGEST = 4
MOST_WORDS = 400


Owners = tuple[tuple[int, int], ...]
"""(article, concept group) pairs."""


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that one pass over a message's words needs, by word."""

    ids: tuple[str, ...]
    terms: Mapping[tuple[str, ...], Owners]
    """A term's words -> (article, group)."""
    stems: Mapping[tuple[str, int], tuple[tuple[str, Owners], ...]]
    """The first three letters of a stem and its number of words -> the stem, (article, group)."""
    starts: frozenset[str]
    """The words that a term of several words begins with."""
    weight: Mapping[str, float]
    words: Mapping[str, tuple[int, ...]]
    """A word -> the articles whose questions hold it."""
    questions: Mapping[str, tuple[int, ...]]
    """A word -> the questions that hold it, by number."""
    owners: tuple[int, ...]
    lengths: tuple[float, ...]


def match_topics(words: Sequence[str], most: int = 5, least: float = LEAST, groups: int = 0) -> tuple[str, ...]:
    """The ids of the articles that a message asks for, best first; `words` are its folded words, gear names included.

    `least` is the score that the best must reach; from SURE on it can be relied on whatever else the message says.
    `groups` is how many of an article's concept groups must be said, the indispensable one among them.

    >>> match_topics(words_of("Do I really need an amp for these, or is my phone enough?"))[0]
    'who-needs-an-amp'
    """
    found = index()
    said = [word for word in words if word[0].isalnum()][:MOST_WORDS]
    hits = _groups(found, said)
    if groups:
        hits = {n: hit for n, hit in hits.items() if 0 in hit and len(hit) >= groups}
        if not hits:
            return ()
    scores = _score(found, said, hits, only=hits if groups else None)
    best = max(scores.values(), default=0.0)
    if best < least:
        return ()
    near = {n: score for n, score in scores.items() if score == best or (score >= NEAR * best and 0 in hits.get(n, {}))}
    ranked = sorted((-round(score, 6), found.ids[n]) for n, score in near.items())
    return tuple(name for _, name in ranked[:most])


def _score(
    index: Index,
    said: Sequence[str],
    hits: Mapping[int, Mapping[int, float]],
    only: Container[int] | None = None,
) -> dict[int, float]:
    present = dict.fromkeys(said)
    likeness = _likeness(index, present, only)
    shared: dict[int, float] = defaultdict(float)
    for word in present:
        for n in index.words.get(word, ()):
            shared[n] += index.weight[word]
    scores: dict[int, float] = {}
    for n in dict.fromkeys([*hits, *likeness]):
        score = LIKENESS * likeness.get(n, 0.0) + SHARED * sqrt(shared.get(n, 0.0))
        groups = hits.get(n, {})
        if 0 in groups:
            further = sum(weight for group, weight in groups.items() if group)
            scores[n] = score + FIRST * groups[0] + FURTHER * further
        else:
            scores[n] = WITHOUT_TERMS * score
    return scores


def _groups(index: Index, said: Sequence[str]) -> dict[int, dict[int, float]]:
    """Article -> concept group -> the weight of the rarest of its terms that is said."""
    hits: dict[int, dict[int, float]] = defaultdict(dict)
    for term, owners in _terms(index, said):
        weight = sqrt(max(index.weight.get(word, 3.0) for word in term)) * (1.0 + 0.35 * (len(term) - 1))
        for n, group in owners:
            hits[n][group] = max(weight, hits[n].get(group, 0.0))
    return hits


def _terms(index: Index, said: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Owners]]:
    for first, word in enumerate(said):
        longest = LONGEST if word in index.starts else 1
        for length in range(1, min(longest, len(said) - first) + 1):
            term = tuple(said[first : first + length])
            if owners := index.terms.get(term):
                yield term, owners
            head = " ".join(term)
            for stem, owners in index.stems.get((head[:3], length), ()):
                if head.startswith(stem):
                    yield term, owners


def _likeness(index: Index, present: Mapping[str, object], only: Container[int] | None) -> dict[int, float]:
    """Article -> how alike the message is to the most similar of its questions, 0 to 1; `only` of these articles."""
    common: dict[int, float] = defaultdict(float)
    for word in present:
        for question in index.questions.get(word, ()):
            if only is None or index.owners[question] in only:
                common[question] += index.weight[word] ** 2
    if not common:
        return {}
    length = sqrt(sum(index.weight.get(word, 1.5) ** 2 for word in present))
    best: dict[int, float] = {}
    for question, sum_ in common.items():
        n = index.owners[question]
        alike = sum_ / (index.lengths[question] * length)
        best[n] = max(alike, best.get(n, 0.0))
    return best


_made: list[Index] = []


def index() -> Index:
    """What every message's words are looked up in, made of all articles at first need."""
    if not _made:
        _made.append(_index())
    return _made[0]


def adopt(made: Index) -> None:
    """Take an index that was made before of these very articles."""
    _made[:] = [made]


def _index() -> Index:
    every = tuple(articles().values())
    questions = [(n, tuple(dict.fromkeys(words_of(text)))) for n, one in enumerate(every) for text in _asked(one)]
    holders: dict[str, dict[int, None]] = defaultdict(dict)
    asked: dict[str, list[int]] = defaultdict(list)
    for number, (n, words) in enumerate(questions):
        for word in words:
            if word[0].isalnum():
                holders[word][n] = None
                asked[word].append(number)
    weight = {word: log((len(every) + 1) / len(owners)) for word, owners in holders.items()}
    terms, stems = _concepts(every)
    return Index(
        ids=tuple(one.id for one in every),
        terms=terms,
        stems=stems,
        starts=frozenset(term[0] for term in terms if len(term) > 1) | _stem_starts(stems),
        weight=weight,
        words={word: tuple(owners) for word, owners in holders.items() if weight[word] > COMMON},
        questions={word: tuple(numbers) for word, numbers in asked.items() if weight[word] > COMMON},
        owners=tuple(n for n, _ in questions),
        lengths=tuple(sqrt(sum(weight.get(word, 0.0) ** 2 for word in words)) or 1.0 for _, words in questions),
    )


def _asked(one: Article) -> tuple[str, ...]:
    return (one.title, *one.questions)


def _concepts(
    every: Sequence[Article],
) -> tuple[dict[tuple[str, ...], Owners], dict[tuple[str, int], tuple[tuple[str, Owners], ...]]]:
    terms: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    stems: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for n, one in enumerate(every):
        for group, options in enumerate(one.terms):
            for option in options:
                (stems if option.endswith("*") else terms)[words_of(option.rstrip("*"))].append((n, group))
    heads: dict[tuple[str, int], list[tuple[str, Owners]]] = defaultdict(list)
    for words, owners in stems.items():
        stem = " ".join(words)
        heads[stem[:3], len(words)].append((stem, tuple(owners)))
    return {term: tuple(owners) for term, owners in terms.items()}, {head: tuple(rows) for head, rows in heads.items()}


def _stem_starts(stems: Mapping[tuple[str, int], tuple[tuple[str, Owners], ...]]) -> frozenset[str]:
    return frozenset(stem.split()[0] for (_, length), rows in stems.items() if length > 1 for stem, _ in rows)
