"""The bundled catalogue as tests hold it: made once for a whole run, read by many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.shelf import Shelf


@pytest.fixture(scope="session")
def catalogue_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a catalogue made from the bundled data."""
    file = tmp_path_factory.mktemp("catalogue") / "catalog.db"
    Shelf.open(file).close()
    return file


@pytest.fixture(scope="session")
def shelf(catalogue_file: Path) -> Iterator[Shelf]:
    """The whole bundled catalogue."""
    opened = Shelf.open(catalogue_file)
    yield opened
    opened.close()
