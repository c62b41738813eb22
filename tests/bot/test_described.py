"""The check of bodies against Discord's description refuses what Discord refuses."""

from __future__ import annotations

import pytest

from tests.bot.described import Described, described, description_file

MESSAGES = "/channels/33/messages"


@pytest.fixture
def discord_says() -> Described:
    """The description, where there is one."""
    found = described()
    if found is None:
        pytest.skip(f"Discord's description is not at {description_file()}; EARSHOT_OPENAPI can name it")
    return found


def text(content: str) -> dict[str, object]:
    return {"flags": 1 << 15, "components": [{"type": 10, "content": content}]}


def button(label: str) -> dict[str, object]:
    return {"components": [{"type": 1, "components": [{"type": 2, "style": 2, "label": label, "custom_id": "x"}]}]}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", MESSAGES, text("said")),
        ("POST", MESSAGES, {"content": "x", "message_reference": {"message_id": 5, "channel_id": "33"}}),
        ("POST", MESSAGES, button("x" * 80)),
        ("GET", "/users/@me", None),
    ],
)
def test_good_bodies_pass(discord_says: Described, method: str, path: str, body: object) -> None:
    assert discord_says.wrong(method, path, body) == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", MESSAGES, text("x" * 4001)),
        ("POST", MESSAGES, {"kontent": "x"}),
        ("POST", MESSAGES, button("x" * 81)),
        ("POST", "/channels/33/nowhere", {"content": "x"}),
        ("GET", "/users/@me", {}),
        (
            "POST",
            "/interactions/1/token/callback",
            {"type": 8, "data": {"choices": [{"name": "x", "value": "x"}] * 26}},
        ),
    ],
)
def test_bad_bodies_do_not(discord_says: Described, method: str, path: str, body: object) -> None:
    assert discord_says.wrong(method, path, body) != []
