"""What a reader sees of a message: its texts, its buttons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simcord.results import ResponseMessage

import discord


def parts(message: discord.Message | ResponseMessage) -> Iterator[Mapping[str, Any]]:
    """All components, nested ones too, as Discord holds them."""
    raw = message.components
    waiting = [one if isinstance(one, dict) else one.to_dict() for one in raw]
    while waiting:
        part = waiting.pop(0)
        yield part
        waiting = [*part.get("components", ()), *waiting]


def text(message: discord.Message | ResponseMessage) -> str:
    """All that can be read."""
    return "\n".join(part["content"] for part in parts(message) if "content" in part)


def labels(message: discord.Message | ResponseMessage) -> list[str]:
    """What the buttons say."""
    return [part["label"] for part in parts(message) if part.get("type") == discord.ComponentType.button.value]
