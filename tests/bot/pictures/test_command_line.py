"""`--picture` writes what Discord would show, and says calmly where it can't."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import bot
from bot.pictures import Theme, pairing
from bot.pictures.draw import draw
from catalog.models import Headphones
from catalog.shelf import Shelf
from knowledge.values import Intent, Reading


def run(db: Path, *words: str) -> Result:
    return CliRunner().invoke(bot, ["--db", str(db), *words])


def test_compare_draws_beside_its_answer_and_says_what(catalogue_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "two.png"
    result = run(catalogue_file, "compare", "HD 600", "HD 650", "--for", "jazz", "--picture", str(file))
    assert result.exit_code == 0
    assert file.read_bytes().startswith(b"\x89PNG")
    assert "Sennheiser HD 650 (" in result.stderr
    assert "your wish: jazz" in result.stderr
    assert "PNG" not in result.stdout


@pytest.mark.parametrize("theme", Theme)
def test_pair_draws_the_same_bytes_as_every_front_end(
    catalogue_file: Path, shelf: Shelf, tmp_path: Path, theme: Theme
) -> None:
    file = tmp_path / "pair.png"
    result = run(catalogue_file, "pair", "HD 600", "Schiit Magni", "--picture", str(file), "--theme", theme.value)
    head, amp = (shelf.get(shelf.link(name).gear[0]) for name in ("HD 600", "Schiit Magni"))
    assert result.exit_code == 0
    assert isinstance(head, Headphones)
    assert amp is not None
    chart = pairing(head, [amp], Reading(intent=Intent.ASSESS))
    assert chart is not None
    assert file.read_bytes() == draw(chart, theme)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["compare", "Schiit Magni", "Schiit Asgard 3", "--picture", "{}/a.png"], "nothing to draw"),
        (["pair", "HD 600", "--picture", "{}/none/a.png"], "can't be written"),
    ],
)
def test_what_cannot_be_drawn_or_written_is_told(
    words: list[str], said: str, catalogue_file: Path, tmp_path: Path
) -> None:
    result = run(catalogue_file, *(word.format(tmp_path) for word in words))
    assert result.exit_code == 1
    assert said in result.stderr
    assert isinstance(result.exception, SystemExit), "it ends by its own will"
    assert len(result.stdout) > 50
    assert list(tmp_path.iterdir()) == []
