"""The quick way to the scores and the rules that speak agree, and what they promise holds for any wish."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.models import Headphones
from knowledge.judge import judge, recommend
from knowledge.kit_options import Drives, points_of_kit
from knowledge.kits import Kits
from knowledge.points import Points
from knowledge.rulebook import speak
from knowledge.rules.drive import DRIVEN
from knowledge.rules.prepare import prepare
from knowledge.scoring import ranked, ranked_beside
from knowledge.shortlist import all_falls, candidate, shortlist, slots
from knowledge.values import Genre, GenreShare, Need, Reading, Sound, Use, Want
from tests.shelf_in_memory import RATES, reading, shelf

SHELF = shelf()
IDS = [record.id for record in SHELF.all()]
GENRES = st.dictionaries(
    st.sampled_from([genre.value for genre in Genre]), st.sampled_from([0, 0.1, 0.2, 0.25, 0.5, 0.7]), max_size=4
)
BUDGETS = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {"high": st.integers(15, 2500)},
        optional={"low": st.integers(0, 300), "currency": st.sampled_from(["USD", "EUR", "GBP", "SEK"])},
    ),
)
WANTS = st.sampled_from(
    [
        ["headphones"],
        ["iem"],
        ["headphones", "iem"],
        ["amp"],
        ["dac_amp"],
        ["dac", "amp"],
        ["dap"],
        ["headphones", "dac_amp"],
    ]
)


@st.composite
def rows(draw: st.DrawFn, wants: st.SearchStrategy[list[str]] = WANTS) -> dict[str, Any]:
    """Any wish, as a short row."""
    row: dict[str, Any] = {
        "wants": draw(wants),
        "genres": draw(GENRES),
        "use": draw(st.lists(st.sampled_from([use.value for use in Use]), max_size=2, unique=True)),
        "needs": draw(st.lists(st.sampled_from([need.value for need in Need]), max_size=2, unique=True)),
        "avoided": draw(st.lists(st.sampled_from(["in_ear", "wireless", "open_back", "on_ear"]), max_size=1)),
        "sound": draw(st.lists(st.sampled_from([sound.value for sound in Sound]), max_size=2, unique=True)),
        "sources": draw(
            st.lists(st.sampled_from(["phone", "laptop", "desktop", "dap", "receiver"]), max_size=2, unique=True)
        ),
        "owned": draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True)),
        "candidate": draw(st.lists(st.sampled_from(IDS), max_size=1)),
        "disliked": draw(st.dictionaries(st.sampled_from(IDS), st.just(["bright"]), max_size=1)),
        "pair": draw(st.booleans()),
    }
    budget = draw(BUDGETS)
    return row if budget is None else {**row, "budget": budget}


MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(rows())
def test_the_quick_score_is_the_sum_of_the_verdicts(row: dict[str, Any]) -> None:
    """Ranking and judging never disagree, whatever is asked."""
    wish = reading(SHELF, row)
    context = prepare(wish, SHELF, RATES)
    for slot in slots(wish):
        for scored in ranked(context, slot)[:8]:
            judged = judge(candidate(context, scored.entry.record), wish, SHELF, RATES)
            assert judged.score == scored.score, [(v.rule, v.weight, v.text) for v in judged.verdicts]


@MANY
@given(rows())
def test_looking_near_the_best_finds_what_a_full_look_finds(row: dict[str, Any]) -> None:
    """The early stop leaves nothing out that is within reach of the best."""
    wish = reading(SHELF, row)
    context = prepare(wish, SHELF, RATES)
    for slot in slots(wish):
        full = ranked(context, slot)
        near = [scored for scored in full if full and scored.minus <= full[0].minus + 16]
        assert ranked(context, slot, 16) == near


@MANY
@given(rows(), st.integers(1, 1500))
def test_a_larger_budget_never_makes_the_best_worse(row: dict[str, Any], more: int) -> None:
    """More money only adds choices."""
    if "budget" not in row:
        return
    larger = {**row, "budget": {**row["budget"], "high": row["budget"]["high"] + more}}
    for slot in slots(reading(SHELF, row)):
        best = ranked(prepare(reading(SHELF, row), SHELF, RATES), slot)
        better = ranked(prepare(reading(SHELF, larger), SHELF, RATES), slot)
        assert not best or better[0].score >= best[0].score


KITS = rows(st.sampled_from([["headphones", "dac_amp"], ["iem", "amp"], ["headphones", "dap"], ["amp", "dap"]]))


@MANY
@given(KITS, st.integers(1, 1500))
def test_a_larger_budget_never_makes_the_best_kit_worse(row: dict[str, Any], more: int) -> None:
    """The same of two things that share it."""
    if "budget" not in row:
        return
    larger = {**row, "budget": {**row["budget"], "high": row["budget"]["high"] + more}}
    best, better = (recommend(reading(SHELF, one), SHELF, RATES)[:1] for one in (row, larger))
    for (_, worse), (_, judged) in zip(best, better, strict=False):
        if len(worse.candidate.items) == len(judged.candidate.items) > 1:
            assert judged.score >= worse.score


@MANY
@given(KITS, st.integers(40, 900))
def test_a_kit_costs_no_more_than_the_budget(row: dict[str, Any], high: int) -> None:
    """The sum of its prices, each of them known."""
    wish = reading(SHELF, {**row, "budget": {"high": high}})
    context = prepare(wish, SHELF, RATES, kit=True)
    for _, judged in recommend(wish, SHELF, RATES):
        prices = [context.price(item) for item in judged.candidate.items]
        assert None not in prices
        assert judged.candidate.total == sum(price for price in prices if price is not None) <= high


@MANY
@given(KITS)
def test_bounding_a_kit_before_it_is_scored_loses_none(row: dict[str, Any]) -> None:
    """What is left out unlooked at could be part of no kit that is shown: the best is that of all firsts."""
    context = prepare(reading(SHELF, row), SHELF, RATES, kit=True)
    ceiling = None if context.ceiling is None else int(context.ceiling * 100)
    first, second = slots(context.reading)[:2]
    kits = Kits(ranked(context, second), ceiling, Drives(context.target_db))
    every = ranked(context, first)
    few = ranked_beside(context, first, kits, DRIVEN, 16)
    best = kits.best(every)
    assert kits.best(few) == best
    if best is not None:
        near = {one.id for one in every if (kit := kits.of(one)) is not None and kit.minus <= best.minus + 16}
        assert near <= {one.id for one in few}


@MANY
@given(rows(), rows())
def test_a_likely_answer_is_tried_with_the_points_of_the_rules(row: dict[str, Any], other: dict[str, Any]) -> None:
    """What was found for one wish has under another the sum of its verdicts, or falls where a firm wish breaks it."""
    wish = reading(SHELF, other)
    for _, judged in recommend(reading(SHELF, row), SHELF, RATES):
        items = judged.candidate.items
        context = prepare(wish, SHELF, RATES, kit=len(items) > 1)
        found = points_of_kit(Points(context), context, items)
        falls = [fall for item in items for fall in all_falls(item, context) if fall.rule != "budget.ceiling"]
        assert (found is None) == bool(falls)
        if found is not None:
            assert found == sum(said.weight for said in speak(judged.candidate, context))


@MANY
@given(rows())
def test_a_removed_need_never_empties_the_options(row: dict[str, Any]) -> None:
    """Who asks for less gets no fewer choices."""
    wish = reading(SHELF, row)
    if not recommend(wish, SHELF, RATES):
        return
    for said in wish.needs:
        if said.value is Need.IN_EAR:  # it decides which kind of thing is wanted
            continue
        less = wish.model_copy(update={"needs": tuple(other for other in wish.needs if other is not said)})
        assert recommend(less, SHELF, RATES)


@MANY
@given(rows())
def test_nothing_offered_breaks_what_was_asked(row: dict[str, Any]) -> None:
    """Budget, form, back, wireless, what is owned and the kind of thing hold of every option."""
    wish = reading(SHELF, row)
    owned = set(row["owned"])
    context = prepare(wish, SHELF, RATES)
    for _, judged in recommend(wish, SHELF, RATES):
        total = judged.candidate.total
        if context.ceiling is not None:
            assert total is not None
            assert total <= context.ceiling
            assert total == sum(price for item in judged.candidate.items if (price := context.price(item)) is not None)
        for item in judged.candidate.items:
            assert item.id not in owned
            if isinstance(item, Headphones):
                _fits(item, wish)


def _fits(item: Headphones, wish: Reading) -> None:
    needs, avoided = wish.needed(), {said.value for said in wish.avoided}
    if needs & {Need.LOW_LEAKAGE, Need.CLOSED_BACK}:
        assert item.back not in ("open", "semi_open")
    if Need.ISOLATION in needs:
        assert item.back != "open"
    if Need.OPEN_BACK in needs:
        assert item.back in ("open", "semi_open")
    if Need.OVER_EAR in needs:
        assert item.form == "over_ear"
    if Need.ON_EAR in needs:
        assert item.form == "on_ear"
    if Need.IN_EAR in needs:
        assert item.form == "in_ear"
    for need, has in ((Need.WIRELESS, item.wireless), (Need.MICROPHONE, item.microphone),
                      (Need.NOISE_CANCELLING, item.noise_cancelling)):  # fmt: skip
        assert need not in needs or has
    assert Need.WIRELESS not in avoided or not item.wireless
    assert Need.OPEN_BACK not in avoided or item.back != "open"
    assert Need.ON_EAR not in avoided or item.form != "on_ear"
    assert Need.IN_EAR not in avoided or item.category == "headphones"
    outside = wish.wanted() == {Want.HEADPHONES} and Need.IN_EAR not in needs and Use.SLEEP not in wish.uses()
    assert not (item.category == "iem" and outside)


@MANY
@given(rows(st.just(["headphones"])), st.randoms(), st.sampled_from([0.5, 0.1]))
def test_order_and_scale_of_genres_change_nothing(row: dict[str, Any], random: Any, scale: float) -> None:
    """Shares are relative, and a list of genres is a set."""
    wish = reading(SHELF, row)
    if any(item.share is None for item in wish.genres):
        wish = wish.model_copy(update={"genres": tuple(g.model_copy(update={"share": None}) for g in wish.genres)})
    mixed = list(wish.genres)
    random.shuffle(mixed)
    scaled = [g.model_copy(update={"share": g.share and g.share * scale}) for g in mixed]
    assert _answer(wish, wish.genres) == _answer(wish, tuple(scaled))


def _answer(wish: Reading, genres: tuple[GenreShare, ...]) -> list[tuple[str, list[str], int]]:
    found = recommend(wish.model_copy(update={"genres": genres}), SHELF, RATES)
    return [(label, [item.id for item in judged.candidate.items], judged.score) for label, judged in found]


@MANY
@given(rows())
def test_the_shortlist_accounts_for_every_record(row: dict[str, Any]) -> None:
    """Each record of the wanted kinds stands or has fallen for a reason, never both."""
    wish = reading(SHELF, row)
    found = shortlist(wish, SHELF, RATES)
    standing = {one.items[0].id for one in found.standing}
    fallen = {fall.gear for fall in found.fallen}
    kinds = {category for slot in slots(wish) for category in slot}
    assert not standing & fallen
    assert standing | fallen == {record.id for record in SHELF.all() if record.category in kinds}
    assert all(fall.why for fall in found.fallen)
