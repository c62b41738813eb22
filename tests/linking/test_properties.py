"""What holds for every name and every text: digits carry the identity, and how a name is typed does not."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from functools import cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalog.linking.text import fold
from catalog.models import How, Record
from catalog.shelf import Shelf

TRIES = settings(max_examples=150, deadline=None)
GLUE = re.compile(r"(?<=[A-Za-z])[ -](?=\d)|(?<=\d)[ -](?=[A-Za-z])(?!\d*(?:st|nd|rd|th)\b)")
picks = st.integers(min_value=0)


def _record(shelf: Shelf, pick: int) -> Record:
    records = shelf.of("headphones", "iem", "amp", "dac", "dac_amp", "dap")  # type: ignore[arg-type]
    return records[pick % len(records)]


def _words(name: str) -> str:
    """A name as words, to be found within another."""
    return f" {' '.join(re.sub('[-/]', ' ', fold(name)).split())} "


def _stands_in(text: str, names: Iterable[str]) -> bool:
    """Tell whether one of some names stands in a text in full, whatever is before and behind it."""
    return any(_words(own) in _words(text) or (own.isalpha() and _flat(own) in _flat(text)) for own in names)


def _number(name: str, at: int) -> str:
    """The whole number that a digit is in."""
    return next(run[0] for run in re.finditer(r"\d+", name) if run.start() <= at < run.end())


def _flat(name: str) -> str:
    return "".join(char for char in fold(name) if char.isalnum() or char == "+")


@cache
def _all_names(shelf: Shelf) -> frozenset[str]:
    return frozenset(_flat(name) for record in shelf.all() for name in (record.name, *record.aliases))


def _ids(shelf: Shelf, text: str) -> set[str]:
    found = {gear for one in shelf.find(text) for gear in one.gear}
    return found | set(shelf.link(text).gear)


def _well_known(shelf: Shelf, pick: int) -> Record:
    records = [record for record in shelf.of("headphones", "iem") if record.popularity >= 40]  # type: ignore[arg-type]
    return records[pick % len(records)]


@TRIES
@given(pick=picks, which=picks, place=picks, digit=st.sampled_from(string.digits))
def test_a_name_with_another_digit_is_another_model(
    shelf: Shelf, pick: int, which: int, place: int, digit: str
) -> None:
    record = _record(shelf, pick)
    names = (record.name, *record.aliases)
    name = names[which % len(names)]
    start = len(record.brand) if name.casefold().startswith(record.brand.casefold()) else 0
    places = [at for at, char in enumerate(name) if char in string.digits and at >= start]
    assume(places)
    at = places[place % len(places)]
    other = name[:at] + digit + name[at + 1 :]
    assume(digit != name[at])
    assume(not any(_flat(own) == _flat(other) for own in names))  # another name of the very same record
    assume(not _stands_in(other, (*names, record.model)))
    assume(re.findall(r"\d+", name).count(_number(name, at)) == 1)  # the number is not said a second time
    assume(not re.match(r"[\d.]*\s?(?:mm|ohm)", name[at:]))  # of a plug, or a version's impedance
    assert record.id not in _ids(shelf, other)
    assert record.id not in _ids(shelf, f"I have the {other}, is it good?")


@TRIES
@given(
    pick=picks, how=st.sampled_from(["upper", "lower", "hyphens", "glued", "spaces", "stop", "plural", "possessive"])
)
def test_how_a_name_is_typed_changes_nothing(shelf: Shelf, pick: int, how: str) -> None:
    record = _well_known(shelf, pick)
    name = record.name
    typed = {
        "upper": name.upper(),
        "lower": name.lower(),
        "hyphens": name.replace(" ", "-"),
        "glued": GLUE.sub("", name),
        "spaces": name.replace("-", " ").replace(" ", "  "),
        "stop": f"{name}?!",
        "plural": f"{name}s",
        "possessive": f"{name}’s",
    }[how]
    plain = shelf.link(name)
    assume(plain.gear == (record.id,))
    if how in ("plural", "possessive"):
        assume(name[-1].isalnum() and name[-1] not in "sS" and _flat(typed) not in _all_names(shelf))
    if how == "hyphens":
        assume("&" not in name and "(" not in name)
    assert shelf.link(typed).gear == plain.gear


@TRIES
@given(text=st.text(max_size=300))
def test_any_text_is_read_and_spans_lie_in_it(shelf: Shelf, text: str) -> None:
    _spans_hold(shelf, text)
    shelf.link(text)
    assert len(shelf.suggest(text)) <= 25


PIECES = [
    "Sennheiser",
    "HD",
    " 600",
    "-II",
    "mk2",
    "(",
    ")",
    "2nd gen",
    " s",
    "the",
    "M50",
    "x",
    "/",
    "&",
    "K7",
    "1",
    ".",
    "’",
    "\n",
    "é",
]


@TRIES
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40))
def test_texts_made_of_pieces_of_names_are_read(shelf: Shelf, pieces: list[str]) -> None:
    _spans_hold(shelf, "".join(pieces))
    _spans_hold(shelf, " ".join(pieces))


@TRIES
@given(picked=st.lists(picks, min_size=1, max_size=6), glue=st.sampled_from([", ", " and ", " vs ", "/", "\n", ". "]))
def test_lists_of_names_are_read(shelf: Shelf, picked: list[int], glue: str) -> None:
    _spans_hold(shelf, glue.join(_record(shelf, pick).name for pick in picked))


def _spans_hold(shelf: Shelf, text: str) -> None:
    end = 0
    for one in shelf.find(text):
        assert end <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert (one.how is How.UNKNOWN) == (not one.gear)
        end = one.end
