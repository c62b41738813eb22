"""Whatever a reading says, there is a reply, it fits one message, and it is the same again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.models import Rates, SourceKind
from knowledge.advise import advise
from knowledge.articles import articles
from knowledge.compose import MOST
from knowledge.values import Genre, Intent, Kind, Need, Reading, Sound, Unclear, Unknown, Use, Want, Words

GEAR = ("sennheiser-hd-600", "aedle-vk-1", "akg-k551", "fiio-e17-alpen", "fiio-x1", "schiit-modi-3-plus", "stax-sr-x",
        "stax-srd-7", "moondrop-chu-ii", "apple-ipod-classic", "sony-wh-1000xm4", "no-such-gear")  # fmt: skip
MONEY = st.fixed_dictionaries(
    {
        "high": st.none() | st.floats(0, 1e7),
        "low": st.none() | st.floats(0, 1e7),
        "currency": st.sampled_from([None, "USD", "EUR", "SEK", "XTS"]),
        "approximate": st.booleans(),
        "each": st.booleans(),
        "used": st.booleans(),
    }
)


def few(values: Any, most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([str(value) for value in values]), max_size=most, unique=True)


WORDS = st.builds(Words, text=st.text(max_size=40))
IDS = few(GEAR).map(tuple)
UNKNOWN = st.lists(st.builds(Unknown, words=WORDS, near=IDS), max_size=4).map(tuple)
UNCLEAR = st.lists(st.builds(Unclear, words=WORDS, name=st.just("x"), ids=IDS), max_size=2).map(tuple)
SLOTS = st.fixed_dictionaries(
    {
        "also": few(Intent, 2),
        "wants": few(Want),
        "budget": st.none() | MONEY,
        "genres": st.dictionaries(st.sampled_from([str(g) for g in Genre]), st.none() | st.floats(0, 1), max_size=4),
        "excluded": few(Genre, 2),
        "sources": few(SourceKind, 2),
        "use": few(Use, 2),
        "needs": few(Need, 4),
        "sound": few(Sound),
        "owned": few(GEAR),
        "candidates": few(GEAR, 5),
        "mentioned": few(GEAR, 2),
        "topics": st.lists(st.sampled_from([*articles(), "no-such-topic"]), max_size=3, unique=True).map(tuple),
        "unknown_gear": UNKNOWN,
        "unclear": UNCLEAR,
        "pair": st.booleans(),
        "foreign": st.booleans(),
    }
)


@settings(max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(intent=st.sampled_from([str(intent) for intent in Intent]), slots=SLOTS)
def test_any_reading_gets_a_reply(
    small: object, day_rates: Rates, make: Callable[..., Reading], intent: str, slots: dict[str, Any]
) -> None:
    reading = make(intent, **slots)
    reply = advise(reading, small, day_rates)  # type: ignore[arg-type]
    assert len(reply.text) <= MOST
    assert (reply.kind is Kind.SILENCE) == (reply.text == "")
    assert len(reply.asks) <= 2
    assert reply == advise(reading, small, day_rates)  # type: ignore[arg-type]
    if reply.verdict is not None:
        assert reply.verdict.reasons
    for option in reply.options:
        assert option.reasons
