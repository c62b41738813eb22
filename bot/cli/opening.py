"""Opening the catalogue at a terminal: a progress bar while its file is made, and nothing when it is there already."""

from __future__ import annotations

import sys
from pathlib import Path

from catalog.shelf import Shelf


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
        self._progress: object | None = None

    def show(self, done: float, doing: str) -> None:
        from rich.progress import Progress

        if not sys.stderr.isatty():
            return
        if not isinstance(self._progress, Progress):
            from rich.console import Console

            self._progress = Progress(console=Console(stderr=True), transient=True)
            self._progress.start()
            self._progress.add_task("", total=1.0)
        task = self._progress.task_ids[0]
        self._progress.update(task, completed=done, description=f"Making the catalogue: {doing}")

    def close(self) -> None:
        from rich.progress import Progress

        if isinstance(self._progress, Progress):
            self._progress.stop()
