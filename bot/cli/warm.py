"""Keeps what takes long to build beside the catalogue's file: the index of names and the compiled phrases.

The file is only a copy: it names the catalogue's version and the code that made it, carries a digest of itself, and
whatever does not fit is built anew. Nothing that readers type is in it.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import catalog.linking
import knowledge.reading
from catalog.shelf import Shelf
from knowledge.reading import lexicon

_DIGEST = 32


def warm(shelf: Shelf, db: Path) -> None:
    """Give the shelf and the lexicon what an earlier run built, or build it and keep it for the next."""
    file = db.with_name(db.name + ".warm")
    key = _key(shelf)
    kept = _read(file, key)
    if kept is None:
        _write(file, key, pickle.dumps((shelf.names, lexicon.phrases()), protocol=5))
        return
    try:
        names, phrases = pickle.loads(kept)  # noqa: S301 - our own file, its digest and its maker checked
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError, EOFError):
        return
    shelf.adopt(names)
    lexicon.adopt(phrases)


def _key(shelf: Shelf) -> bytes:
    """What the copy depends on: the records, the code, the phrases, the interpreter."""
    digest = hashlib.sha256(f"{shelf.version} {version('earshot')} {sys.version}".encode())
    for file in sorted(_sources()):
        stat = file.stat()
        digest.update(f"{file.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.digest()


def _sources() -> Iterator[Path]:
    for package in (catalog.linking, knowledge.reading):
        for folder in package.__path__:
            yield from Path(folder).glob("*.*")
            yield from Path(folder).glob("words/*.toml")


def _read(file: Path, key: bytes) -> bytes | None:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    known, digest, body = content[:_DIGEST], content[_DIGEST : 2 * _DIGEST], content[2 * _DIGEST :]
    return body if known == key and digest == hashlib.sha256(body).digest() else None


def _write(file: Path, key: bytes, body: bytes) -> None:
    """Replace the copy whole; where it can't be written, the next run builds anew."""
    new = file.with_name(file.name + ".new")
    with suppress(OSError):
        new.write_bytes(key + hashlib.sha256(body).digest() + body)
        new.replace(file)
