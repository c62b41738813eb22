"""Something is to be connected: what goes where, and what must not."""

from __future__ import annotations

from catalog.models import SourceKind
from knowledge.answers.asked import Asked
from knowledge.answers.lesson import lesson
from knowledge.values import Reply

_BY_SOURCE = {
    SourceKind.TURNTABLE: "turntable-and-phono",
    SourceKind.RECEIVER: "vintage-receivers",
    SourceKind.CONSOLE: "console-and-usb-mic",
    SourceKind.TV: "tv-headphones",
    SourceKind.PHONE: "phones-and-dongles",
}


def hookup(asked: Asked) -> Reply:
    """Say how to connect; the nearest depends on the source, else it is plugs and adapters."""
    nearest = (_BY_SOURCE[kind] for kind in sorted(asked.reading.feeds()) if kind in _BY_SOURCE)
    return lesson(asked, "hookup", next(nearest, "connectors-and-adapters"))
