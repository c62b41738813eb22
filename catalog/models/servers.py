"""How a server wants Earshot: who moderates, where it answers unasked, which dollar a bare "$" is."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from catalog.models.facts import Frozen

MOST_CHANNELS = 100
Id = Annotated[int, Field(gt=0, lt=1 << 63)]
"""What the front end tells servers, channels, roles and people apart by."""


DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "BRL")
"""Currencies that are written with a bare $ (ISO 4217)."""


class ServerSettings(Frozen):
    """A server's settings; what nobody set has a default that does least.

    `two_people` makes merges, retirements and imports of more than `two_people_rows` rows wait for another moderator.
    """

    moderator_roles: Annotated[tuple[Id, ...], Field(max_length=MOST_CHANNELS)] = ()
    log_channel: Id | None = None
    ask_channels: Annotated[tuple[Id, ...], Field(max_length=MOST_CHANNELS)] = ()
    """Text channels and forums where every question is answered without a mention."""
    dollar: Annotated[str, Field(pattern=f"^({'|'.join(DOLLARS)})$")] = "USD"
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")] = "en"
    two_people: bool = False
    two_people_rows: Annotated[int, Field(ge=1, le=100_000)] = 50
