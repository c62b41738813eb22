"""`bot catalog` for one server, and for whole records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from catalog.edits import Entry, edit
from catalog.proposals import Person, offer
from catalog.shelf import Shelf
from catalog.store import Store
from tests.catalog.test_command_line import Run, run

__all__ = ["run"]

HD600, HERE = "sennheiser-hd-600", 1 << 60
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_a_server_has_a_catalogue_of_its_own(
    run: Run, store: Store, write_csv: Callable[..., Path], tmp_path: Path
) -> None:
    file = write_csv((HD600, "form", "in_ear", "lab", "measured", "2025"))
    made = run("import", file, "--server", HERE)
    assert made.output.endswith(f"Change 2: 1 field changed. `bot catalog revert 2 --server {HERE}` takes it back.\n")
    assert run("check").exit_code == 0
    assert run("check", "--server", HERE).exit_code == 1
    assert f"server {HERE}" in run("history", "--server", HERE).output
    assert f"server {HERE}" not in run("history").output
    assert "in_ear" in run("history", "HD 600", "--server", HERE).output
    run("export", tmp_path / "a.csv", "--server", HERE)
    assert f"{HD600},form,in_ear" in (tmp_path / "a.csv").read_text()
    assert "it was not made in this catalogue" in run("revert", 2).stderr
    assert run("revert", 2, "--server", HERE).output == "Change 3 takes back change 2.\n"
    assert run("check", "--server", "x").exit_code == 2


def test_names_retirements_and_mergers_are_tried_and_made(run: Run, store: Store) -> None:
    assert "alias:Sechser: (nothing) -> yes" in run("alias", "HD 600", "Sechser", "--dry-run").output
    assert len(store.changes()) == 1
    assert "Change 2: 1 field changed" in run("alias", "HD 600", "Sechser", "--reason", "as they say").output
    assert "status: (nothing) -> retired" in run("retire", "akg-k701", "--server", HERE).output
    merged = run("merge", "AKG K701", "HD 600").output
    assert "akg-k701  merged_into: (nothing) -> sennheiser-hd-600" in merged
    assert Shelf(store).link("AKG K701").gear == (HD600,)
    assert "is of the kind amp" in run("merge", "schiit-magni", HD600).stderr
    assert run("retire", "nothing").exit_code == 1


def test_lists_and_settings_are_shown_and_changed(run: Run, store: Store) -> None:
    assert run("gaps").output == "Nothing was asked for in vain.\n"
    assert run("suggestions", "--server", HERE).output == "No suggestion waits.\n"
    store.gaps.count_name(HERE, "Acme One", date(2026, 11, 26))
    store.suggestions.add(HERE, 5, NOW, "Acme One", note="=it is new")
    assert "acme one" in run("gaps").output
    assert "=it is new" in run("suggestions", "--server", HERE).output
    shown = run("settings", "--server", HERE, "dollar=CAD", "two_people=yes", "moderator_roles=12,34", "log_channel=9")
    assert shown.output.splitlines()[:3] == ["moderator_roles=12,34", "log_channel=9", "ask_channels="]
    assert store.servers.get(HERE).moderator_roles == (12, 34)
    assert run("settings", "--server", HERE, "log_channel=").exit_code == 0
    assert store.servers.get(HERE).log_channel is None
    assert "column dollar" in run("settings", "--server", HERE, "dollar=bucks").stderr
    assert run("forget", "--server", HERE, input="n\n").exit_code == 1
    assert run("forget", "--server", HERE, "--yes").output == f"Nothing is kept of server {HERE} any more.\n"
    assert run("gaps").output == "Nothing was asked for in vain.\n"


def test_an_offer_is_looked_at_and_decided(run: Run, store: Store) -> None:
    change = edit(store, [Entry(HD600, "weight_g", "260")], "olga", "weighed", HERE) or 0
    assert run("proposals").output == "No proposed edit waits.\n"
    first, second = (offer(store, change, HERE, Person(31, "olga"), "ours is right", NOW).id for _ in range(2))
    assert f"server {HERE}" in run("proposals").output
    assert run("proposals", first).output == f"{HD600}  weight_g: (nothing) -> 260 (moderator, published)\n"
    assert "There is no proposed edit" in run("approve", first, "--server", HERE).stderr
    assert run("approve", first).output == "Change 3: 1 field changed. `bot catalog revert 3` takes it back.\n"
    assert "you saw nothing, but now there stands '260'" in run("approve", second).stderr
    assert "Say why" in run("refuse", second).stderr
    assert run("refuse", second, "--reason", "have it").output == f"The proposed edit {second} was turned down.\n"
    assert run("proposals").output == "No proposed edit waits.\n"
