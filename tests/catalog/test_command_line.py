"""`bot catalog`, as an operator types it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.catalog import catalog
from bot.cli.context import Home
from catalog import bundle
from catalog.store import Store

HD600 = "sennheiser-hd-600"
Run = Callable[..., Result]


@pytest.fixture
def run(store: Store, db: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(bundle, "DATA", data)

    def invoke(*arguments: object, **more: object) -> Result:
        words = [str(argument) for argument in arguments]
        home = Home(Path(str(more.pop("db", db))))
        return CliRunner(env={"COLUMNS": "200", "USER": "olga"}).invoke(catalog, words, obj=home, **more)  # type: ignore[arg-type]

    return invoke


def test_an_import_is_tried_made_shown_and_reverted(run: Run, write_csv: Callable[..., Path]) -> None:
    file = write_csv((HD600, "weight_g", "260", "lab", "measured", "2025"))
    tried = run("import", "--dry-run", file)
    assert tried.output == (
        f"{HD600}  weight_g: (nothing) -> 260 (lab, measured, 2025)\n1 field would change; nothing was changed.\n"
    )
    made = run("import", file)
    assert made.output.endswith("Change 2: 1 field changed. `bot catalog revert 2` takes it back.\n")
    assert run("import", file).output == "Nothing to change: the catalogue says all of it already.\n"
    shown = run("history", "HD 600").output
    assert "olga" in shown
    assert "260 g" in shown
    assert "import of mine.csv" in shown
    assert run("revert", 2).output == "Change 3 takes back change 2.\n"
    assert "takes back change 2" in run("history").output


def test_a_bad_file_exits_with_1_and_says_what_on_standard_error(run: Run, write_csv: Callable[..., Path]) -> None:
    result = run("import", write_csv((HD600, "weight_g", "heavy", "lab", "measured", "2025")))
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        "mine.csv, line 2, column value: weight_g: 'heavy': expected a number from 1 to 2000 (grams)" in result.stderr
    )


def test_a_wrong_command_line_exits_with_2(run: Run) -> None:
    assert run("revert", "x").exit_code == 2
    assert run("import").exit_code == 2
    assert run("undo").exit_code == 2


def test_a_check_passes_or_says_what_contradicts(run: Run, write_csv: Callable[..., Path]) -> None:
    assert "4 records, no damage, 0 contradictions" in run("check").stdout
    run("import", write_csv((HD600, "form", "in_ear", "lab", "measured", "2025")))
    result = run("check", "--odd")
    assert result.exit_code == 1
    assert f"{HD600}: form: in_ear does not go with the category headphones" in result.stderr


def test_unknown_gear_and_changes_say_so(run: Run) -> None:
    gear, change = run("history", "Sennheiser HD 6000"), run("revert", "77")
    assert (gear.exit_code, change.exit_code) == (1, 1)
    assert "The catalogue has no gear 'Sennheiser HD 6000'." in gear.stderr
    assert "There is no change 77; the latest is 1." in change.stderr
    assert run("export", "--gear", "x", "a.csv").exit_code == 1


def test_exports_and_backups_go_where_they_are_told(run: Run, tmp_path: Path, db: Path) -> None:
    assert run("export", tmp_path / "a.json").output == f"23 facts written to {tmp_path / 'a.json'}.\n"
    assert run("backup", tmp_path / "b.db").output == f"{db} copied to {tmp_path / 'b.db'} and checked.\n"
    assert run("restore", tmp_path / "b.db", input="n\n").exit_code == 1
    restored = run("restore", tmp_path / "b.db", "--yes")
    assert f"{db} restored from {tmp_path / 'b.db'}. What was there is kept in {db}.before-" in restored.output
    assert run("restore", tmp_path / "b.db", "--yes", db=tmp_path / "c.db").output.endswith("b.db.\n")


def test_a_file_that_is_no_catalogue_exits_with_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no " * 1000)
    for command in (["check"], ["history"], ["export", "a.csv"], ["backup", tmp_path / "y.db"]):
        result = run(*command, db=tmp_path / "x.db")
        assert result.exit_code == 1
        assert "is not a catalogue of Earshot" in result.stderr
