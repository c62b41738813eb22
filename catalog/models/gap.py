"""What was asked for and could not be served, as a count."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from catalog.models.facts import Frozen


class GapKind(StrEnum):
    NAME = "name"
    BUDGET = "budget"
    NEED = "need"


class Gap(Frozen):
    """`key` is a model's name in lower case, a band of money or a need; never what a reader wrote around it."""

    kind: GapKind
    key: str
    count: int
    first: date
    last: date
    ignored: bool = False
