"""Options of the whole test run."""

from __future__ import annotations

import pytest

from tests.catalogue import catalogue_file, shelf

__all__ = ["catalogue_file", "shelf"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden texts be written anew: `pytest --update-golden`, then read the difference before you keep it."""
    parser.addoption("--update-golden", action="store_true", help="write the golden texts anew instead of comparing")
