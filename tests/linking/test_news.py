"""What a moderator adds is found by the next message, in every process that has the file open."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.edits import Entry, edit
from catalog.shelf import Shelf
from catalog.store import Store

NEW = [
    Entry("ferngold-zephyr-9", "brand", "Ferngold"),
    Entry("ferngold-zephyr-9", "category", "headphones"),
    Entry("ferngold-zephyr-9", "model", "Zephyr 9"),
]
ALIAS = [Entry("sennheiser-hd-650", "alias:velvet hammer", "yes")]
TEXT = "Is the velvet hammer warmer than the Ferngold Zephyr 9?"
WANTED = ["sennheiser-hd-650", "ferngold-zephyr-9"]

OTHER_PROCESS = """
import sys
from pathlib import Path
from catalog.shelf import Shelf
shelf = Shelf.open(Path(sys.argv[1]))
for text in sys.stdin:
    shelf.refresh()
    print(*(gear for one in shelf.find(text) for gear in one.gear), flush=True)
"""


@pytest.fixture
def file(catalogue_file: Path, tmp_path: Path) -> Path:
    """A catalogue of this test's own."""
    return Path(shutil.copy(catalogue_file, tmp_path / "catalog.db"))


def _found(shelf: Shelf, text: str = TEXT) -> list[str]:
    shelf.refresh()
    return [gear for one in shelf.find(text) for gear in one.gear]


def _moderate(file: Path) -> None:
    store = Store.open(file)
    edit(store, NEW, "mod", "new on the market")
    edit(store, ALIAS, "mod", "what we call it here")
    store.close()


def test_another_shelf_finds_it_at_the_next_message(file: Path) -> None:
    one, other = Shelf.open(file), Shelf.open(file)
    assert _found(one) == _found(other) == []
    edit(one.store, NEW, "mod", "new on the market")
    edit(one.store, ALIAS, "mod", "what we call it here")
    assert _found(one) == _found(other) == WANTED
    assert other.suggest("ferngo") == ("ferngold-zephyr-9",)
    assert other.link("zephyr 8").gear == ()
    for opened in (one, other):
        opened.close()


def test_another_process_finds_it_at_the_next_message(file: Path) -> None:
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", OTHER_PROCESS, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        print(TEXT, file=process.stdin, flush=True)
        assert process.stdout.readline().split() == []
        _moderate(file)
        print(TEXT, file=process.stdin, flush=True)
        assert process.stdout.readline().split() == WANTED
        process.stdin.close()
