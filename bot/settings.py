"""What a running bot is told from outside: environment variables, or a file `.env` in the working folder."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from catalog.models import DOLLARS


class LogForm(StrEnum):
    """How log lines look: for people, or one JSON object a line."""

    TEXT = "text"
    JSON = "json"


class Settings(BaseSettings):
    """Read once, at the start, and handed down; nothing else looks at the environment.

    Errors: pydantic.ValidationError for a value that cannot be what it should be.
    """

    model_config = SettingsConfigDict(
        env_prefix="EARSHOT_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: SecretStr = Field(validation_alias="DISCORD_TOKEN")
    """The bot's token, from Discord's developer portal."""
    message_content: bool = False
    """Ask for the privileged message-content intent, which ask channels need."""
    owners: Annotated[frozenset[int], NoDecode] = frozenset()
    """Ids of the users who may change the shared catalogue from Discord, with commas between."""
    dollar: str = Field(default="USD", pattern=f"^({'|'.join(DOLLARS)})$")
    """Which dollar a bare $ means where a server has not said."""
    keep_days: int = Field(default=7, ge=1, le=90)
    """For how many days the buttons of an answer work."""
    readers: int = Field(default=2, ge=1, le=16)
    """How many processes read and weigh questions; as many as there are processors to spare."""
    log: LogForm = LogForm.TEXT
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    db: Path | None = None
    """The catalogue's file; in the user data folder where none is named."""

    @field_validator("owners", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(part.strip() for part in value.split(",") if part.strip())
        return value
