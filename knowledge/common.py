"""What is true of every option of a reply, and so is said once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from knowledge.values import Line, Option

ALL_OF = {2: "True of both", 3: "True of all three"}


def common(options: Sequence[Option]) -> frozenset[Line]:
    """Give the lines that all options have; not where an option would be left without a reason."""
    if len(options) not in ALL_OF:
        return frozenset()
    shared = frozenset.intersection(*(frozenset((*option.reasons, *option.cautions)) for option in options))
    left = [sum(line not in shared for line in option.reasons) for option in options]
    return shared if min(left) else shared & frozenset(options[0].cautions)


def without(option: Option, lines: Collection[Line]) -> Option:
    """Give an option without the lines that are said of all."""
    kept = {
        name: tuple(line for line in getattr(option, name) if line not in lines) for name in ("reasons", "cautions")
    }
    return option.model_copy(update=kept)
