"""The README lists every setting with its default, and every command on Discord."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from bot.client import Earshot
from bot.settings import Settings

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "–" if value in (None, frozenset(), PydanticUndefined) else str(value)


def test_every_setting_stands_in_the_readme_with_its_default() -> None:
    listed = dict(re.findall(r"^\| `([A-Z_]+)` \| (\S+) \|", README, re.MULTILINE))
    fields = Settings.model_fields.items()
    assert listed == {
        str(field.validation_alias or f"EARSHOT_{name.upper()}"): shown(field.default) for name, field in fields
    }


@pytest.mark.asyncio
async def test_every_command_stands_in_the_readme(make_bot: Callable[[], Earshot]) -> None:
    bot = make_bot()
    await bot._async_setup_hook()
    await bot.load()
    names = [command.name for command in bot.tree.get_commands()]
    await bot.close()
    assert len(names) > 10
    assert [name for name in names if f"`/{name}`" not in README and f"*{name}*" not in README] == []
