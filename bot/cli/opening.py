"""Opening the catalogue at a terminal: a progress bar while its file is made, and nothing when it is there already."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.shelf import Shelf

if TYPE_CHECKING:
    from rich.progress import Progress


def open_shelf(db: Path) -> Shelf:
    """Open the catalogue, telling on standard error how far its making has come.

    Errors: those of `Shelf.open`.
    """
    bar = _Bar()
    try:
        return Shelf.open(db, bar.show)
    finally:
        bar.close()


class _Bar:
    """A bar that appears with the first news; on a terminal only."""

    def __init__(self) -> None:
        self._progress: Progress | None = None

    def show(self, done: float, doing: str) -> None:
        if not sys.stderr.isatty():
            return
        if self._progress is None:
            self._progress = _started()
        task = self._progress.task_ids[0]
        self._progress.update(task, completed=done, description=f"Making the catalogue: {doing}")

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()


def _started() -> Progress:
    from rich.console import Console  # here: an ordinary start shows no bar
    from rich.progress import Progress

    progress = Progress(console=Console(stderr=True), transient=True)
    progress.start()
    progress.add_task("", total=1.0)
    return progress
