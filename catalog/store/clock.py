"""Times as they are stored: whole seconds, always of a known zone."""

from __future__ import annotations

from datetime import UTC, datetime


def seconds(at: datetime) -> int:
    """Write a time.

    Errors: ValueError, where it has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("a time needs its zone")
    return int(at.timestamp())


def moment(written: int) -> datetime:
    """Read a time."""
    return datetime.fromtimestamp(written, UTC)
