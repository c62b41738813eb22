"""Keeps what takes long to build beside the catalogue's file: the index of names, the phrases, what
articles and currencies are found by, and the entries that are scored.

The file is only a copy: it names the catalogue's version and the code that made it, carries a digest of itself, and
whatever does not fit is built anew. Nothing that readers type is in it.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import catalog.linking
import catalog.models
import knowledge.articles
import knowledge.reading
import knowledge.rules
from catalog.linking import Names
from catalog.models import Category
from catalog.shelf import Shelf
from knowledge.articles import topics
from knowledge.index import index_of
from knowledge.reading import currencies, lexicon
from knowledge.reading.phrases import Phrases

_DIGEST = 32
_UNREADABLE = (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError, EOFError)
_SOLD = (Category.HEADPHONES, Category.IEM, Category.AMP, Category.DAC, Category.DAC_AMP, Category.DAP)


class _Kept(NamedTuple):
    """What the file holds, one pickle after another; entries by category, for most questions ask for one."""

    names: Names
    phrases: Phrases
    topics: topics.Index
    currencies: currencies.Known
    entries: Mapping[Category, bytes]


def adopt(shelf: Shelf, db: Path) -> bool:
    """Give the shelf, the lexicon and the index what an earlier run kept; say whether there was anything that fits."""
    kept = _read(_file(db), _key(shelf))
    if kept is None:
        return False
    shelf.adopt(kept.names)
    lexicon.adopt(kept.phrases)
    topics.adopt(kept.topics)
    currencies.adopt(kept.currencies)
    index_of(shelf.layer(None), shelf.rates).adopt(lambda category: _loaded(kept.entries.get(category, b"")))
    return True


def keep(shelf: Shelf, db: Path) -> None:
    """Keep for the next run what this one built, and what else that will want."""
    _write(_file(db), _key(shelf), b"".join(pickle.dumps(part, protocol=5) for part in _built(shelf)))


def _file(db: Path) -> Path:
    return db.with_name(db.name + ".warm")


def _built(shelf: Shelf) -> _Kept:
    index = index_of(shelf.layer(None), shelf.rates)  # of this moment, whatever the shelf goes on to
    entries = {category: pickle.dumps(tuple(index.unpriced(category)), protocol=5) for category in _SOLD}
    return _Kept(shelf.names, lexicon.phrases(), topics.index(), currencies.babel_names(), entries)


def _loaded(written: bytes) -> Any:
    """What was pickled, or None; our own file, its digest and its maker checked."""
    try:
        return pickle.loads(written)  # noqa: S301
    except _UNREADABLE:
        return None


def _key(shelf: Shelf) -> bytes:
    """What the copy depends on: the records, the code and its tables, the interpreter."""
    digest = hashlib.sha256(f"{shelf.version} {version('earshot')} {version('babel')} {sys.version}".encode())
    for file in sorted(_sources()):
        stat = file.stat()
        digest.update(f"{file.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.digest()


def _sources() -> Iterator[Path]:
    for package in (catalog.linking, catalog.models, knowledge, knowledge.articles, knowledge.reading, knowledge.rules):
        for folder in package.__path__:
            yield from Path(folder).glob("*.*")
            yield from Path(folder).glob("words/*.toml")


def _read(file: Path, key: bytes) -> _Kept | None:
    """What was kept under this key; read as a stream, for all of it at once would be some megabytes more."""
    try:
        with file.open("rb") as kept:
            known, digest = kept.read(_DIGEST), kept.read(_DIGEST)
            if known != key or digest != hashlib.file_digest(kept, "sha256").digest():
                return None
            kept.seek(2 * _DIGEST)
            return _Kept(*(pickle.load(kept) for _ in _Kept._fields))  # noqa: S301
    except (OSError, *_UNREADABLE):
        return None


def _write(file: Path, key: bytes, body: bytes) -> None:
    """Replace the copy whole; where it can't be written, the next run builds anew."""
    new = file.with_name(file.name + ".new")
    with suppress(OSError):
        new.write_bytes(key + hashlib.sha256(body).digest() + body)
        new.replace(file)
