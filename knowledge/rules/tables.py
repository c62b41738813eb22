"""Loads the rows that rules are made of; a bad row fails at import, with its file and what is wrong with it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `knowledge/rules/<name>.toml`."""
    return tomllib.loads((files("knowledge.rules") / f"{name}.toml").read_text(encoding="utf-8"))


class BadRowError(ValueError):
    """A row that cannot be used: which file, which row, why."""

    def __init__(self, name: str, row: object, why: str) -> None:
        super().__init__(f"knowledge/rules/{name}.toml: {why}: {row!r}")
