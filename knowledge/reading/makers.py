"""What a model that the catalogue does not hold is, where its maker's name and series tell."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from catalog.models import SourceKind


@cache
def _makers() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources.files("knowledge.reading") / "makers.toml").read_text(encoding="utf-8"))


def kind_of(name: str) -> SourceKind | None:
    """The kind of source that "Brand Model" is, or None where the maker does not tell.

    >>> kind_of("Technics SL-1200"), kind_of("Marantz PM6007"), kind_of("Sony XYZ9")
    (<SourceKind.TURNTABLE: 'turntable'>, <SourceKind.RECEIVER: 'receiver'>, None)
    """
    folded = name.casefold()
    for maker, row in _makers().items():
        if folded.startswith(maker + " "):
            model = folded[len(maker) + 1 :]
            series = row.get("series", {})
            fits = [prefix for prefix in series if model.startswith(prefix.casefold())]
            kind = series[max(fits, key=len)] if fits else row.get("kind", "")
            return SourceKind(kind) if kind else None
    return None


def is_instrument(name: str) -> bool:
    """Whether "Brand Model" is played and not played through: a piano, a drum kit.

    >>> is_instrument("Roland FP-30"), is_instrument("Roland Rubix22")
    (True, False)
    """
    folded = name.casefold()
    for maker, row in _makers().items():
        if folded.startswith(maker + " "):
            model = folded[len(maker) + 1 :]
            return any(model.startswith(prefix.casefold()) for prefix in row.get("instruments", ()))
    return False
