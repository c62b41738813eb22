"""Discord's own description of its HTTP interface (OpenAPI), and whether a request's body agrees with it.

The description is not part of Earshot. It is looked for where `EARSHOT_OPENAPI` says, else as
`shared/discord/openapi.json` beside the repository.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

_BESIDE = Path(__file__).parents[2].parent / "shared" / "discord" / "openapi.json"
_BODY = "requestBody/content/application~1json/schema"
_URN = "urn:discord"
UNNAMED = {
    "RichEmbed": ("flags",),
    "MessageEditRequestPartial": ("tts",),
    "IncomingWebhookUpdateRequestPartial": ("tts",),
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": ("tts",),
    "ApplicationCommandUpdateRequest": ("nsfw",),
}
"""What discord.py 2.7.1 always sends, and Discord takes, though its description does not name it."""


def description_file() -> Path:
    """Say where the description should be."""
    return Path(os.environ.get("EARSHOT_OPENAPI") or _BESIDE)


class Described:
    """The description, closed: a key that it does not name is refused, so that a misspelt one is."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        schemas = document["components"]["schemas"]
        schemas["SnowflakeType"]["type"] = ["string", "integer"]  # Discord takes both
        _close(schemas)
        for name, keys in UNNAMED.items():
            schemas[name]["properties"].update({key: {} for key in keys})
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(_URN, resource)
        self._paths: Mapping[str, Any] = document["paths"]
        self._forms = sorted(
            ((re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)), path) for path in self._paths),
            key=lambda form: form[1].count("{"),  # /users/@me before /users/{user_id}
        )
        self._validators: dict[tuple[str, str], Draft202012Validator] = {}

    def wrong(self, method: str, path: str, body: object) -> list[str]:
        """Say what is wrong with a request; nothing where it has no body."""
        if body is None:
            return []
        known = next((name for form, name in self._forms if form.fullmatch(path)), None)
        operation = self._paths.get(known, {}).get(method.lower()) if known else None
        if known is None or operation is None:
            return [f"{method} {path}: Discord has no such address"]
        if "requestBody" not in operation:
            return [f"{method} {known}: takes no body"]
        return [f"{method} {known} {text}" for text in self._complaints(known, method.lower(), body)]

    def _complaints(self, path: str, method: str, body: object) -> Iterator[str]:
        validator = self._validators.get((path, method))
        if validator is None:
            reference = f"{_URN}#/paths/{path.replace('~', '~0').replace('/', '~1')}/{method}/{_BODY}"
            validator = Draft202012Validator({"$ref": reference}, registry=self._registry)
            self._validators[path, method] = validator
        for error in validator.iter_errors(body):
            deepest = max(_leaves(error), key=lambda leaf: len(leaf.absolute_path))
            yield f"{deepest.json_path}: {deepest.message[:200]}"


@cache
def described() -> Described | None:
    """Read the description, once; None where it is not there."""
    file = description_file()
    return Described(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def _leaves(error: Any) -> Iterator[Any]:
    if not error.context:
        yield error
    for inner in error.context or ():
        yield from _leaves(inner)


def _close(node: object, merged: bool = False) -> None:
    """Let every object have the properties that are named and no others."""
    if isinstance(node, dict):
        if "properties" in node and not merged:
            node.setdefault("additionalProperties", False)
        for key, inner in node.items():
            _close(inner, key == "allOf")
    elif isinstance(node, list):
        for inner in node:
            _close(inner, merged)
