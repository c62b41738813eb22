"""Log lines, for people or as JSON. Nothing that readers type gets in, not even by way of an error's message."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType

import discord

from bot.settings import LogForm
from catalog.errors import CatalogError

_SAYS_NOTHING_TYPED = (OSError, CatalogError, discord.ConnectionClosed, discord.LoginFailure, TimeoutError)
"""Errors whose message is ours or the network's; other kinds may quote a reader, so only the kind is told."""
_PASSES = re.compile(r"(?<=/)(webhooks|interactions)/(\d+)/[^/\s]+")
Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def set_up(form: LogForm, level: str) -> None:
    """Log to standard error from now on. The libraries' loggers stay at INFO: below, they write messages out."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form is LogForm.JSON else TextLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for library in ("discord", "aiohttp", "asyncio"):
        logging.getLogger(library).setLevel(max(logging.INFO, root.level))


class TextLines(logging.Formatter):
    """One line an event, and under it where an error came from."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Write a line without the passes that Discord's addresses hold."""
        record.exc_text = None  # what another handler wrote of the error is not for this one
        return _PASSES.sub(r"\1/\2/…", super().format(record))

    def formatException(self, ei: Error) -> str:  # noqa: N802 - logging's own name
        """Say where an error came from."""
        return "\n".join(_where(ei[1])) if ei[1] else ""


class JsonLines(TextLines):
    """One JSON object an event: time, level, logger, message, and where an error came from."""

    def format(self, record: logging.LogRecord) -> str:
        """Write an object in one line."""
        event: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1]:
            event["error"] = list(_where(record.exc_info[1]))
        return _PASSES.sub(r"\1/\2/…", json.dumps(event, ensure_ascii=False))


def _where(error: BaseException) -> Iterator[str]:
    """The calls that led to an error, outermost first, then its kind; before it, what it arose from."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _where(cause)
        yield "and then"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
    yield f"{type(error).__module__}.{type(error).__qualname__}{_said(error)}"


def _said(error: BaseException) -> str:
    if isinstance(error, discord.HTTPException):
        return f": {error.status}, code {error.code}"
    return f": {error}" if isinstance(error, _SAYS_NOTHING_TYPED) else ""
