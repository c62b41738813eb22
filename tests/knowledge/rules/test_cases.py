"""Every rule speaks where it should and keeps silent where it should; the cases are rows."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from knowledge.judge import judge
from knowledge.rulebook import RULES
from knowledge.values import Candidate
from tests.shelf_in_memory import RATES, reading, shelf

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
SHELF = shelf()


def _candidate(case: dict[str, Any]) -> Candidate:
    items = tuple(record for gear in case["gear"] if (record := SHELF.get(gear)) is not None)
    assert len(items) == len(case["gear"]), "the case names gear that gear.toml lacks"
    currency = case["ask"].get("budget", {}).get("currency", "USD")
    prices = [RATES.convert(i.price.amount, i.price.currency, currency) if i.price else None for i in items]
    total = None if None in prices else sum(price for price in prices if price is not None)
    return Candidate(items=items, total=total, currency=currency)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['rule']}-{'-'.join(c['gear'])}-{c.get('stance', 'silent')}")
def test_a_rule_speaks_or_keeps_silent(case: dict[str, Any]) -> None:
    """The sentence and the stance are those of the case."""
    judged = judge(_candidate(case), reading(SHELF, case["ask"]), SHELF, RATES)
    said = [verdict for verdict in judged.verdicts if verdict.rule == case["rule"]]
    if case.get("silent"):
        assert not said
    elif case.get("silent_text"):
        assert not [verdict for verdict in said if verdict.text]
    else:
        assert [v for v in said if case["says"] in v.text and v.stance == case["stance"]], [v.text for v in said]


def test_every_rule_has_a_case_for_each() -> None:
    """No rule goes without a case where it speaks and one where it is silent."""
    speaks = Counter(case["rule"] for case in CASES if "says" in case)
    silent = Counter(case["rule"] for case in CASES if "says" not in case)
    assert {rule.id for rule in RULES} == set(speaks) == set(silent)
