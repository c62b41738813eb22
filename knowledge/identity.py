"""The short id of an answer: equal for the same reading on the same catalogue, so that it can be asked for again."""

from __future__ import annotations

from base64 import b32encode
from hashlib import blake2b

from knowledge.values import Reading


def answer_id(reading: Reading, version: str) -> str:
    """Eight lower-case letters and digits.

    >>> from knowledge.values import Intent
    >>> answer_id(Reading(intent=Intent.NONE), "1")
    'vfrucyoq'
    """
    digest = blake2b(f"{version}\n{reading.model_dump_json(exclude_defaults=True)}".encode(), digest_size=5).digest()
    return b32encode(digest).decode().lower()
