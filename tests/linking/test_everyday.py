"""No ordinary word is taken for a model: names made of such words are told in everyday.toml."""

from __future__ import annotations

import re
from pathlib import Path

import codespell_lib
import pytest

from catalog.linking.forms import Kind
from catalog.linking.index import Index
from catalog.linking.lexicon import commonness
from catalog.shelf import Shelf


@pytest.fixture(scope="module")
def english() -> frozenset[str]:
    """Words of English: whatever the spell checker corrects something to."""
    folder = Path(codespell_lib.__file__).parent / "data"
    right = (line.partition("->")[2] for line in (folder / "dictionary.txt").read_text(encoding="utf-8").splitlines())
    return frozenset(word for words in right for word in re.findall(r"(?<![\w-])[a-z]{3,}(?![\w-])", words))


def test_names_of_ordinary_words_are_known_as_such(shelf: Shelf, english: frozenset[str]) -> None:
    index = Index(shelf.all())
    missing = {
        word
        for key, entries in index.entries.items()
        if min(kind for _, kind in entries) <= (Kind.TAIL if " " in key else Kind.FAMILY)
        and english.issuperset(key.split())
        for word in key.split()
        if max(commonness(one) for one in key.split()) == 0
    }
    assert not missing, f"add to daily or named in catalog/linking/everyday.toml: {' '.join(sorted(missing))}"
