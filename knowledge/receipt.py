"""The reading said back in one line, in the reader's own terms: what every reply starts with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.phrasing import listed, many, money, one, say
from knowledge.values import Budget, GenreShare, Intent, Named, Reading, Role, Want

MOST = 420
_NAMED = 4
_ABOUT = {
    Intent.EXPLAIN: "a question about how things work",
    Intent.TROUBLESHOOT: "something is wrong",
    Intent.HOOKUP: "how to connect",
}


def receipt(reading: Reading, about: str = "") -> str:
    """One line that says back what was understood; `about` is the title of the article that answers."""
    head = heading(reading, about) or "a question about headphones"
    parts = [head, *_parts(reading)]
    line = f"Understood: {' · '.join(part for part in parts if part)}."
    return line if len(line) <= MOST else line[: MOST - 1].rsplit(" ", 1)[0] + " …"


def also_asked(line: str, others: Sequence[str]) -> str:
    """The receipt of a message with several questions: that of the main one, and what the others are about.

    >>> also_asked("Understood: in-ears.", ["how to connect"])
    'Understood: in-ears. Also: how to connect.'
    """
    named = [other for other in others if other]
    return f"{line} Also: {'; '.join(named)}." if named else line


def heading(reading: Reading, about: str = "") -> str:
    """What a question is about, in few words."""
    return " ".join(_head(reading, about))


def spending(budget: Budget) -> str:
    """A budget as its reader put it: "around $350", "€60 to €90", "at most 500 kr for each".

    >>> from knowledge.values import Words
    >>> spending(Budget(high=350, currency="USD", approximate=True, words=Words(text="around $350")))
    'around $350'
    """
    currency = budget.currency or "USD"
    low, high = budget.low, budget.high
    if high is None:
        text = f"from {money(low, currency)}" if low else "no budget named"
    elif low:
        text = f"{money(low, currency)} to {money(high, currency)}"
    else:
        text = f"{'around' if budget.approximate else 'at most'} {money(high, currency)}"
    return text + (" for each" if budget.each else "") + (", used is fine" if budget.used else "")


def music(genres: Sequence[GenreShare]) -> str:
    """Genres with their shares, the largest first."""
    order = sorted(genres, key=lambda g: -(g.share or 0.0))
    return ", ".join(
        say("genre", g.genre) if g.share is None else f"{round(100 * g.share)} % {say('genre', g.genre)}" for g in order
    )


def _head(reading: Reading, about: str) -> Iterator[str]:
    considered = _in_question(reading)
    if reading.intent is Intent.CHOOSE and len(considered) > 1:
        yield _few(considered, "or")
    elif reading.intent is Intent.ASSESS and considered:
        yield f"how good the {_few(considered)} would be for you"
    elif reading.intent is Intent.ASSESS and (owned := _owned(reading)):
        yield f"how your {_few(owned)} go together" if len(owned) > 1 else f"how good your {owned[0]} is"
    elif reading.intent in _ABOUT:
        yield _lowered(about) or _ABOUT[reading.intent]
    elif reading.wants:
        yield listed(_wants(reading))


def _lowered(title: str) -> str:
    """A title inside a sentence; abbreviations keep their capitals."""
    first = title.split(" ")[0]
    return title[:1].lower() + title[1:] if first[1:].islower() or len(first) == 1 else title


def _wants(reading: Reading) -> Iterator[str]:
    for value in dict.fromkeys(said.value for said in reading.wants):
        plural = value in (Want.HEADPHONES, Want.IEM)
        yield ("two pairs of " if reading.pair and plural else "") + (many(value) if plural else one(value))


def _parts(reading: Reading) -> Iterator[str]:
    if reading.budget is not None:
        yield spending(reading.budget)
    yield music(reading.genres)
    if reading.excluded_genres:
        yield f"no {listed((say('genre', said.value) for said in reading.excluded_genres), 'or')}"
    yield ", ".join(dict.fromkeys(say("source", said.value) for said in reading.sources))
    yield ", ".join(dict.fromkeys(say("use", said.value) for said in reading.use))
    yield ", ".join(dict.fromkeys(say("need", said.value) for said in reading.needs))
    if reading.avoided:
        yield f"not {listed((say('need', value) for value in dict.fromkeys(a.value for a in reading.avoided)), 'or')}"
    yield ", ".join(dict.fromkeys(say("sound", said.value) for said in reading.sound))
    yield from _gear(reading)


def _gear(reading: Reading) -> Iterator[str]:
    owned = _owned(reading)
    considered = [item.name for item in reading.named(Role.CANDIDATE)]
    if owned and (considered or reading.intent is not Intent.ASSESS):
        yield from _had(reading)
    said = reading.intent is Intent.ASSESS or (reading.intent is Intent.CHOOSE and len(considered) > 1)
    if considered and not said:
        yield f"considering the {_few(considered)}"
    yield from (f"the {item.name} was too {listed(item.disliked)}" for item in _disliked(reading))
    if refused := [item.name for item in reading.gear if item.refused and not item.disliked]:
        yield f"not the {listed(refused, 'or')}"


def _had(reading: Reading) -> Iterator[str]:
    """What the reader has; what the wanted thing is for is said as such."""
    mates = [item.name for item in reading.named(Role.OWNED) if item.partner]
    own = [item.name for item in reading.named(Role.OWNED) if not item.partner]
    if mates:
        yield f"to go with the {_few(mates)}"
    if own:
        yield f"you have the {_few(own)}"


def _in_question(reading: Reading) -> list[str]:
    """The candidates of this very message, where it names two; else those of the whole conversation."""
    named = reading.named(Role.CANDIDATE)
    now = [item.name for item in named if item.words.start is not None]
    return now if len(now) > 1 else [item.name for item in named]


def _owned(reading: Reading) -> list[str]:
    return [item.name for item in reading.named(Role.OWNED)]


def _disliked(reading: Reading) -> list[Named]:
    return [item for item in reading.gear if item.disliked]


def _few(names: Sequence[str], last: str = "and") -> str:
    few = list(dict.fromkeys(names))
    if len(few) > _NAMED:
        return f"{', '.join(few[:_NAMED])} and {len(few) - _NAMED} more"
    return listed(few, last)
