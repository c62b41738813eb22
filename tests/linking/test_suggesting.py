"""What is offered while somebody types a name: exact before prefix before fuzzy, the best known first."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalog.shelf import Shelf


def _names(shelf: Shelf, typed: str) -> list[str]:
    records = [shelf.get(gear) for gear in shelf.suggest(typed)]
    return [record.name for record in records if record is not None]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("m50", "Audio-Technica ATH-M50"),  # the very name, though the M50x is better known
        ("grado sr80", "Grado SR80"),
        ("hd6", "Sennheiser HD 600"),
        ("hd 6", "Sennheiser HD 600"),
        ("HD-6", "Sennheiser HD 600"),
        ("qc 4", "Bose QuietComfort 45"),
        ("xm5", "Sony WH-1000XM5"),
        ("beyer dt", "Beyerdynamic DT 770 Pro"),
        ("sundra", "HiFiMan Sundara"),
        ("sennhieser hd 600", "Sennheiser HD 600"),
        ("blessing moondrop 3", "Moondrop Blessing 3"),
        ("portapro", "Koss Porta Pro"),
    ],
)
def test_the_likeliest_is_offered_first(typed: str, first: str, shelf: Shelf) -> None:
    assert _names(shelf, typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "brand"),
    [
        ("sennheiser", "Sennheiser"),
        ("senn", "Sennheiser"),
        ("b&w", "Bowers & Wilkins"),
        ("koss", "Koss"),
        ("hfm", "HiFiMan"),
    ],
)
def test_a_brand_alone_lists_its_best_known_models(typed: str, brand: str, shelf: Shelf) -> None:
    offered = [record for gear in shelf.suggest(typed) if (record := shelf.get(gear)) is not None]
    assert len(offered) > 20
    assert all(record.brand == brand for record in offered[:10])
    assert [record.popularity for record in offered] == sorted((one.popularity for one in offered), reverse=True)


def test_a_name_comes_before_what_begins_with_it_before_what_is_only_like_it(shelf: Shelf) -> None:
    offered = _names(shelf, "zero")
    exact = [at for at, name in enumerate(offered) if name.split(" ", 1)[1].casefold() == "zero"]
    assert exact == list(range(len(exact)))
    offered = _names(shelf, "moondrop blessin")
    assert all("Blessing" in name for name in offered[:4])


def test_numbers_are_not_guessed(shelf: Shelf) -> None:
    assert "Sennheiser HD 600" not in _names(shelf, "sennheiser hd 601")


@settings(max_examples=80, deadline=None)
@given(pick=st.integers(min_value=0))
def test_a_whole_name_is_offered_for_itself(shelf: Shelf, pick: int) -> None:
    records = shelf.all()
    record = records[pick % len(records)]
    assume(any(char.isascii() and char.isalnum() for char in record.model))
    offered = shelf.suggest(record.name)
    assert record.id in offered
    assert len(offered) <= 25
