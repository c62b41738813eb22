"""Rules and rows that are only half declared are refused, with a sentence that says what is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from knowledge.rulebook import BY_ID, RULES
from knowledge.rules.case import Case
from knowledge.rules.hard import FALLS, _fall
from knowledge.rules.impressions import IMPRESSIONS, LIMIT, _impression
from knowledge.rules.rows import ROWS, _row
from knowledge.rules.rule import HalfDeclaredError, Rule
from knowledge.rules.tables import BadRowError
from knowledge.values import Verdict


def _silent(case: Case) -> Iterator[Verdict]:
    return iter(())


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"id": "Loud"}, "lower case"),
        ({"title": " "}, "title is empty"),
        ({"sentence": ""}, "sentence is empty"),
        ({"source": ""}, "source is empty"),
        ({"number": 7}, "1 to 6"),
    ],
)
def test_a_half_declared_rule_is_refused(changes: dict[str, object], lacks: str) -> None:
    """The message names the rule and what it lacks."""
    whole = {"id": "a.rule", "number": 1, "title": "T", "sentence": "S.", "source": "guide", "speaks": _silent}
    assert Rule(**whole).id == "a.rule"  # type: ignore[arg-type]
    with pytest.raises(HalfDeclaredError, match=lacks):
        Rule(**{**whole, **changes})  # type: ignore[arg-type]


def test_the_guides_six_rules_are_all_there() -> None:
    """Each number of the guide has a rule, and the ids that others rely on exist."""
    assert {rule.number for rule in RULES} == {1, 2, 3, 4, 5, 6, None}
    assert {"best.none", "music.pairing", "more.than-one", "back.open-closed", "source.garbage-in"} <= BY_ID.keys()


@pytest.mark.parametrize(
    "raw",
    [
        {"rule": "need.met", "has": ["back:ajar"], "weight": 1, "source": "s"},
        {"rule": "need.met", "has": ["back:open"], "when": ["need:luck"], "weight": 1, "source": "s"},
        {"rule": "need.met", "has": [], "weight": 1, "source": "s"},
        {"rule": "need.met", "has": ["back:open"], "weight": 1},
    ],
)
def test_a_row_that_no_reading_or_record_can_meet_is_refused(raw: dict[str, object]) -> None:
    """Unknown cues and properties, and rows without a source, fail at import."""
    with pytest.raises(BadRowError):
        _row("places", raw)


def test_hard_constraints_and_impressions_are_checked_too() -> None:
    """The same for the other tables."""
    with pytest.raises(BadRowError):
        _fall({"rule": "need.met", "has": ["back:ajar"], "why": "w"})
    with pytest.raises(BadRowError):
        _impression({"gear": ["a"], "claims": ["c"], "text": "T.", "source": "s", "as_of": "2012", "weight": LIMIT + 1})
    with pytest.raises(BadRowError):
        _impression(
            {"gear": ["a"], "claims": ["c"], "text": "T.", "source": "s", "as_of": "2012", "when": ["genre:noise"]}
        )


def test_every_table_speaks_in_the_name_of_a_rule() -> None:
    """Rows, constraints and impressions cite rules that exist."""
    assert {row.rule for row in ROWS} | {fall.rule for fall in FALLS} <= BY_ID.keys()
    assert all(abs(said.weight) <= LIMIT for rows in IMPRESSIONS.values() for said in rows)


def test_sentences_end_and_promise_nothing() -> None:
    """Row sentences are whole, and none uses a superlative of praise."""
    texts = [row.text for row in ROWS if row.text] + [s.text for rows in IMPRESSIONS.values() for s in rows]
    assert all(text.endswith((".", "!")) for text in texts)
    assert not [
        text for text in texts for word in ("perfect", "amazing", "ultimate", "unbeatable") if word in text.lower()
    ]
