"""Every limit of Discord, at it and one past it; and whatever is answered fits, whole, into messages within them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.buttons.fix import MUSIC_CHARACTERS
from bot.cards.blocks import Block, blocks
from bot.cards.layout import Controls, button, layouts, notice, plain_layouts
from bot.cards.pages import RESERVED_CHARACTERS, RESERVED_COMPONENTS, pages
from bot.cogs.completion import choices
from bot.limits import (
    CHOICE_CHARACTERS,
    CHOICES,
    COMPONENTS,
    DISPLAY_CHARACTERS,
    LABEL_CHARACTERS,
    MODAL_DESCRIPTION,
    MODAL_LABEL,
    MODAL_TITLE,
    OPTION_CHARACTERS,
    fitted,
)
from bot.speech import languages, say
from catalog.models import Category, Headphones, Rates, SourceKind
from catalog.shelf import Shelf
from knowledge.receipt import music
from knowledge.values import (
    Choice,
    Genre,
    GenreShare,
    Intent,
    Kind,
    Line,
    Money,
    Need,
    Option,
    Reading,
    Reply,
    Sound,
    Words,
)

ROOM = DISPLAY_CHARACTERS - RESERVED_CHARACTERS
FRAMES = (COMPONENTS - RESERVED_COMPONENTS) // 2
EVERYTHING = {"compare": True, "picture": True, "fix": True, "draft": True}

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60) | st.integers(1, 900).map(
    lambda n: "w\u00f6rter * " * n
)
lines = st.builds(Line, rule=st.just("rule.of"), text=texts)
several = st.lists(lines, max_size=12).map(tuple)
records = st.builds(
    Headphones,
    id=st.text("abc-", min_size=1, max_size=130),
    brand=st.text("Abc *_@", min_size=1, max_size=150),
    model=st.text("Xyz 1`|", min_size=1, max_size=150),
    category=st.sampled_from([Category.HEADPHONES, Category.IEM]),
)
options = st.builds(
    Option,
    items=st.lists(records, min_size=1, max_size=10).map(tuple),
    label=texts,
    total=st.builds(Money, amount=st.none() | st.just(Decimal("99.5")), currency=st.just("USD")),
    reasons=several,
    cautions=several,
)
replies = st.builds(
    Reply,
    kind=st.sampled_from([Kind.OPTIONS, Kind.VERDICT, Kind.EXPLANATION, Kind.ASK]),
    reading=st.just(Reading(intent=Intent.RECOMMEND)),
    receipt=texts,
    options=st.lists(options, max_size=6).map(tuple),
    verdict=st.none()
    | st.builds(
        Choice, pick=st.none() | texts, over=st.lists(texts, max_size=4).map(tuple), reasons=several, cautions=several
    ),
    explanation=st.lists(texts, max_size=4).map(tuple),
    relaxations=st.lists(texts, max_size=5).map(tuple),
    notes=several,
    answer_id=st.just("abc123"),
)


@pytest.fixture(scope="module")
def rates(shelf: Shelf) -> Rates:
    """The exchange rates."""
    return shelf.rates


def parts(component: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield component
    for inner in [*component.get("components", ()), *filter(None, [component.get("accessory")])]:
        yield from parts(inner)


def sent(layout: Any) -> list[dict[str, Any]]:
    return [part for top in layout.to_components() for part in parts(top)]


def assert_within_limits(laid: Sequence[Any]) -> None:
    for layout in laid:
        found = sent(layout)
        assert 1 <= len(found) <= COMPONENTS
        said = [part["content"] for part in found if part["type"] == 10]
        assert sum(map(len, said)) <= DISPLAY_CHARACTERS
        assert all(text.strip() for text in said), "Discord refuses an empty text"
        for part in found:
            if part["type"] == 1:
                assert 1 <= len(part["components"]) <= 5
            if part["type"] == 2:
                assert 1 <= len(part["label"]) <= LABEL_CHARACTERS
            if part["type"] == 3:
                assert 1 <= len(part["options"]) <= CHOICES
                assert len({option["value"] for option in part["options"]}) == len(part["options"])
                for option in part["options"]:
                    assert 1 <= len(option["label"]) <= OPTION_CHARACTERS
                    assert 1 <= len(option["value"]) <= OPTION_CHARACTERS
            assert len(part.get("custom_id", "x")) <= 100
        ids = [part["custom_id"] for part in found if "custom_id" in part]
        assert len(set(ids)) == len(ids)


def squeezed(said: Sequence[Sequence[Block]]) -> str:
    return "".join("".join(block.text.split()) for page in said for block in page)


@settings(max_examples=60, deadline=None)
@given(reply=replies, language=st.sampled_from(languages()))
def test_any_reply_fits_whole_into_messages_that_discord_takes(reply: Reply, language: str, rates: Rates) -> None:
    told = blocks(reply, rates, language)
    laid = pages(told)
    assert squeezed(laid) == squeezed([told]), "nothing is lost, nothing added, nothing moved"
    assert_within_limits(layouts(laid, Controls.of(reply, "0123456789", draft=True), language))


@pytest.mark.parametrize(("characters", "messages"), [(ROOM, 1), (ROOM + 1, 2)])
@pytest.mark.parametrize("cards", [1, 2])
def test_characters_of_a_message(characters: int, messages: int, cards: int) -> None:
    first, rest = "a" * (characters // 2), "b" * (characters - characters // 2)
    told = [Block(lines=(first,), card=True), Block(lines=(rest,))] if cards == 2 else [Block(lines=(first + rest,))]
    laid = pages(told)
    assert len(laid) == messages
    assert_within_limits(layouts(laid, Controls("0" * 10, "id", **EVERYTHING), "de"))


@pytest.mark.parametrize("blank", ["", " ", "\u3000\n"])
def test_a_blank_text_is_not_sent(blank: str) -> None:
    assert pages([Block(lines=(blank,)), Block(lines=("said",)), Block(lines=(blank,), card=True)]) == (
        (Block(lines=("said",)),),
    )


@pytest.mark.parametrize(("cards", "messages"), [(FRAMES, 1), (FRAMES + 1, 2)])
def test_components_of_a_message_with_all_that_can_be_done(cards: int, messages: int) -> None:
    laid = pages([Block(lines=(f"card {number}",), card=True) for number in range(cards)])
    items = tuple((f"id{number}", f"Model {number}") for number in range(CHOICES))
    critiques = Controls.of(an_answer(1), "0" * 10).critiques
    controls = Controls("0" * 10, "id", critiques, items, **EVERYTHING)
    assert len(laid) == messages
    assert_within_limits(layouts(laid, controls, "en"))
    assert_within_limits(plain_layouts(laid))


def model(number: int, id_length: int = 8, name_length: int = 20) -> Headphones:
    id_ = f"{number:04}".rjust(id_length, "x")
    return Headphones(id=id_, brand="B", model=f"{number:04}".rjust(name_length - 2, "y"), category=Category.HEADPHONES)


def an_answer(models: int, id_length: int = 8, name_length: int = 20) -> Reply:
    items = tuple(model(number, id_length, name_length) for number in range(models))
    option = Option(items=items, label="", total=Money(amount=None, currency="USD"), reasons=())
    return Reply(kind=Kind.OPTIONS, reading=Reading(intent=Intent.RECOMMEND), options=(option,))


@pytest.mark.parametrize(("models", "shown"), [(CHOICES, CHOICES), (CHOICES + 1, CHOICES)])
@pytest.mark.parametrize("name_length", [OPTION_CHARACTERS, OPTION_CHARACTERS + 1])
def test_options_of_a_menu(models: int, shown: int, name_length: int) -> None:
    controls = Controls.of(an_answer(models, name_length=name_length), "0" * 10)
    (layout,) = layouts(pages([Block(lines=("x",))]), controls)
    (menu,) = [part for part in sent(layout) if part["type"] == 3]
    assert len(menu["options"]) == shown
    assert_within_limits([layout])


@pytest.mark.parametrize(("length", "offered"), [(OPTION_CHARACTERS, 1), (OPTION_CHARACTERS + 1, 0)])
def test_a_model_whose_id_would_not_come_back_whole_is_not_offered(length: int, offered: int) -> None:
    assert len(Controls.of(an_answer(1, id_length=length), "0" * 10).items) == offered


@pytest.mark.parametrize(("count", "offered"), [(CHOICES, CHOICES), (CHOICES + 1, CHOICES)])
def test_choices_while_one_types(count: int, offered: int) -> None:
    assert len(choices(f"Model {number}" for number in range(count))) == offered


@pytest.mark.parametrize(("length", "offered"), [(CHOICE_CHARACTERS, 1), (CHOICE_CHARACTERS + 1, 0)])
def test_a_choice_that_would_not_come_back_whole_is_not_offered(length: int, offered: int) -> None:
    assert len(choices(["x" * length])) == offered


@pytest.mark.parametrize("length", [DISPLAY_CHARACTERS, DISPLAY_CHARACTERS + 1])
def test_a_notice_with_endless_names(length: int) -> None:
    assert_within_limits([notice("x" * length)])


@pytest.mark.parametrize("language", languages())
def test_what_the_bot_says_itself_fits_uncut(language: str) -> None:
    from bot.speech import words

    for key, text in words(language).items():
        table, _, rest = key.partition(".")
        most = {"button": 34, "select": 150}.get(table, DISPLAY_CHARACTERS)  # a phone shows 34 characters of a label
        if table in ("fix", "why_not"):
            most = MODAL_TITLE if rest == "title" else MODAL_DESCRIPTION if rest.endswith("hint") else MODAL_LABEL
        assert len(text.format(currency="USD") if table == "fix" else text) <= most, key
    assert button("cheaper", "0" * 10, language).label == say(language, "button.cheaper")


@pytest.mark.parametrize("kind", [SourceKind, Need, Sound])
def test_every_value_of_a_forms_menu_can_be_chosen(kind: type[StrEnum]) -> None:
    assert len(kind) <= CHOICES


def test_all_music_there_is_fits_the_form() -> None:
    shares = tuple(GenreShare(genre=genre, share=0.05, words=Words(text=genre.value)) for genre in Genre)
    assert len(music(shares)) <= MUSIC_CHARACTERS <= 4000


@given(text=st.text(max_size=60), most=st.integers(8, 40))
def test_what_is_fitted_fits_and_what_fits_is_left_alone(text: str, most: int) -> None:
    assert len(fitted(text, most)) <= most
    assert fitted(text, most) == text or len(text) > most
