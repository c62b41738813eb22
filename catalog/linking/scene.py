"""What every step of reading one text looks at."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.linking.brands import SHORTEST
from catalog.linking.index import Index
from catalog.linking.lexicon import commonness, lexicon
from catalog.linking.spelling import Spelling
from catalog.linking.text import Gap, Text
from catalog.linking.unknown import Series

LONGEST_BRAND = 7


@dataclass(frozen=True, slots=True)
class Scene:
    """An index and one text."""

    index: Index
    series: Series
    spelling: Spelling
    text: Text


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand named in a text. `sure`: the word is no everyday word; `misspelt`: the reader made a slip in it.

    `shorter` is the brand that its first words are: "ASUS" in "ASUS ROG", "Logitech" in "Logitech G".
    """

    first: int
    last: int
    number: int
    sure: bool
    misspelt: bool
    shorter: Brand | None = None


def brand_at(scene: Scene, at: int) -> Brand | None:
    """The brand that is named from an atom on, as people write it or with a slip or two."""
    text, brands = scene.text, scene.index.brands
    if at >= text.size or not text.begins(at):
        return None
    atom = text.atoms[at]
    if atom not in brands.firsts and (atom[-1] != "s" or atom[:-1] not in brands.firsts):
        return misspelt_brand(scene, at)
    made, best, last = "", None, at
    while last < text.size and last - at < LONGEST_BRAND:
        if last > at:
            if text.gaps[last] > Gap.SPACE and text.folded[text.ends[last - 1] : text.starts[last]].strip() != "&":
                break
            made += text.joints[last]
        made += text.atoms[last]
        last += 1
        if last < text.size and text.gaps[last] == Gap.GLUED:
            continue
        number = brands.forms.get(made)
        if number is None and made[-1] == "s" and len(made) > 4:
            number = brands.forms.get(made[:-1])
        if number is not None:
            best = Brand(at, last - 1, number, made not in brands.everyday, made in brands.misspelt, best)
    return best or misspelt_brand(scene, at)


def misspelt_brand(scene: Scene, at: int) -> Brand | None:
    """A brand with a slip in it, if something like a model follows."""
    text, brands = scene.text, scene.index.brands
    word = text.atoms[at]
    if (len(word) < SHORTEST and word not in brands.heads) or not word.isalpha() or not text.closes(at):
        return None
    if at + 1 >= text.size or text.gaps[at + 1] > Gap.SPACE:
        return None
    if (
        word in brands.heads
        and word not in lexicon().owning
        and text.atoms[at + 1].isalpha()
        and text.closes(at + 1)
        and model_like(scene, at + 2)
    ):
        number = brands.spelt(f"{word} {text.atoms[at + 1]}")
        if number is not None:
            return Brand(at, at + 1, number, True, True)
    if len(word) < SHORTEST or not model_like(scene, at + 1):
        return None
    number = brands.spelt(word)
    return None if number is None else Brand(at, at, number, True, True)


def model_like(scene: Scene, at: int) -> bool:
    """Tell whether the next words may be a model: known to the index, or with a number."""
    text = scene.text
    if at >= text.size or text.gaps[at] > Gap.SPACE:
        return False
    word = text.word(at)
    if not word.isalpha() or (word in scene.index.entries and commonness(word) < 2):
        return True
    after = text.word_end(at) + 1
    return after < text.size and text.gaps[after] <= Gap.SPACE and not text.word(after).isalpha()
