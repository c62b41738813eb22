"""Tell which spellings mean one model: brands, model keys, and the words that are no part of a name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ROMAN = {"ii": "mk2", "iii": "mk3", "iv": "mk4", "vi": "mk6"}
ORDINAL = {"1st": "gen1", "2nd": "gen2", "3rd": "gen3", "4th": "gen4", "5th": "gen5", "6th": "gen6", "7th": "gen7"}
SUCCESSORS = {"Dan Clark Audio": "MrSpeakers"}
"""Makers that renamed themselves: the same models, whichever name stands on them."""
NO_CODE = re.compile(r"(?!)")
OHMS = re.compile(r"[\s(]*\b\d+ ?(ohms?|Ω)\)?\s*$", re.IGNORECASE)
SELLER = re.compile(r"^(?:x\s+(?:mass)?drop|(?:mass)?drop(?:\s+massdrop)?\s+[x+])\s+", re.IGNORECASE)
"""What a shop's edition has before its model."""
JOINED = re.compile(r"^(?:x|\+)\s+", re.IGNORECASE)
COLLAB = re.compile(r"^(?:mass)?drop\s*(?:\+|x|&)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """The word lists of tables/names.toml, ready to ask."""

    brands: dict[str, str]
    prefixes: dict[str, tuple[str, ...]]
    kept: tuple[str, ...]
    colours: frozenset[str]
    junk: re.Pattern[str]
    not_brands: frozenset[str]
    common: frozenset[str]
    sold: dict[str, dict[str, str]]
    finishes: dict[str, re.Pattern[str]]


def plain(text: str) -> str:
    """Lower-case ASCII letters and digits only; accents go, a plus sign becomes a word.

    >>> plain("Audéo PFE-012"), plain("Galaxy Buds+")
    ('audeopfe012', 'galaxybudsplus')
    """
    text = unicodedata.normalize("NFKD", text.casefold().replace("&", " and ").replace("+", " plus "))
    return re.sub(r"[^a-z0-9]", "", "".join(c for c in text if not unicodedata.combining(c)))


@cache
def words() -> Words:
    """Read tables/names.toml once."""
    table = tomllib.loads(files("catalog.build").joinpath("tables/names.toml").read_text(encoding="utf-8"))
    brands = {plain(name): canon for canon, others in table["brands"].items() for name in (canon, *others)}
    return Words(
        brands=brands,
        prefixes={plain(brand): tuple(p) for brand, p in table["prefixes"].items()},
        kept=tuple(table["kept"]),
        colours=frozenset(table["colours"]),
        junk=re.compile("|".join(table["junk"]), re.IGNORECASE),
        not_brands=frozenset(plain(name) for name in table["not_brands"]),
        common=frozenset(table["common"]),
        sold=table["sold"],
        finishes={brand: re.compile(code) for brand, code in table["finishes"].items()},
    )


@cache
def brand_name(brand: str) -> str:
    """The brand as its maker writes it, where the table knows it."""
    return words().brands.get(plain(brand), brand.strip())


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, for ids.

    >>> slug("Bowers & Wilkins Px7 S3"), slug("Schiit Magni 3+")
    ('bowers-wilkins-px7-s3', 'schiit-magni-3-plus')
    """
    text = unicodedata.normalize("NFKD", text.casefold().replace("+", " plus ").replace("'", ""))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


@cache
def model_key(brand: str, model: str) -> str:
    """The key under which all spellings of one model meet.

    Case, spaces, hyphens, accents and the brand's own series prefix go; every digit, letter and version word stays.

    >>> model_key("Sennheiser", "HD-600") == model_key("sennheiser", "HD600")
    True
    >>> model_key("Audio-Technica", "M50") == model_key("Audio-Technica", "ATH-M50x")
    False
    """
    flat_brand = plain(SUCCESSORS.get(brand_name(brand), brand_name(brand)))
    text = OHMS.sub("", model.casefold())
    text = re.sub(r"\bmark\s*(?=i|\d)", "mk", text)
    text = re.sub(r"\bmk[.\s-]*(ii+|iv|vi|\d)\b", lambda m: " " + ROMAN.get(m[1], f"mk{m[1]}"), text)
    text = re.sub(r"(?<=[a-z\d])mk(ii+|iv|vi)\b", lambda m: " " + ROMAN[m[1]], text)
    text = re.sub(r"\bgen(?:eration)?[.\s]*(\d)\b", r"gen\1", text)
    text = re.sub(r"\b(\d(?:st|nd|rd|th))[\s-]*gen(?:eration)?\b", lambda m: ORDINAL.get(m[1], m[0]), text)
    text = re.sub(r"\b(ii|iii|iv|vi)\b", lambda m: ROMAN[m[1]], text)
    flat = plain(text)
    flat = flat.removeprefix(flat_brand) or flat
    for prefix in words().prefixes.get(flat_brand, ()):
        rest = flat.removeprefix(prefix)
        if rest and rest != flat:
            flat = rest
            break
    return flat_brand + flat


def printable(text: str) -> str:
    """Undo a wrong decoding and take out what cannot be seen.

    >>> printable("2HT \u00e2\x80\x9cTerminator\u00e2\x80\x9d")
    '2HT “Terminator”'
    """
    if any("\x80" <= c <= "\x9f" for c in text):
        with suppress(UnicodeError):
            text = text.encode("latin-1").decode("utf-8")
    return "".join(c for c in text if c.isprintable())


def without_brand(brand: str, model: str) -> str:
    """The model without its brand said again before it, and without the shop that ordered the edition."""
    model = re.sub(r"^\([\w. ]+\)\s*", "", " ".join(printable(model).replace("_", " ").split()))
    for start in {brand, brand_name(brand)}:
        if model.casefold().startswith(start.casefold() + " "):
            model = model[len(start) + 1 :].strip()
    return model


def maker(brand: str, model: str) -> tuple[str, str]:
    """Who makes what a seller's brand stands on, where the model says so.

    >>> maker("Drop", "+ HiFiMan HE4XX"), maker("Sennheiser", "x Drop HD 6XX"), maker("HP", "HyperX Cloud II")
    (('HiFiMan', 'HE4XX'), ('Sennheiser', 'HD 6XX'), ('HyperX', 'Cloud II'))
    """
    model = SELLER.sub("", model)
    makers = words().sold.get(brand_name(brand))
    if not makers:
        return brand, model
    model = JOINED.sub("", model)
    for start, canon in makers.items():
        if model.casefold().startswith(f"{start.casefold()} "):
            return canon, model[len(start) + 1 :].strip()
    return brand, model


def without_finish(brand: str, model: str) -> tuple[str, str]:
    """Take the code of a colour or a country off the end, where the maker has such codes.

    >>> without_finish("Sony", "MDR-ZX300/BLK"), without_finish("Koss", "UR/10")
    (('MDR-ZX300', 'BLK'), ('UR/10', ''))
    """
    found = words().finishes.get(brand_name(brand), NO_CODE).search(model)
    if found is None or not found.start():
        return model, ""
    return model[: found.start()].strip(), found[0].strip("/ ")


def is_kept(bracketed: str) -> bool:
    """Whether what stands in brackets tells one model from another."""
    return any(re.fullmatch(keep, bracketed, re.IGNORECASE) for keep in words().kept)


def clean(model: str) -> tuple[str, str]:
    """Split a table's model text into the model and what only tells this sample from another.

    >>> clean("ATH-M50x (Dekoni Sheepskin Earpads) v2")
    ('ATH-M50x', 'Dekoni Sheepskin Earpads v2')
    >>> clean("AirPods Pro (2nd generation)")
    ('AirPods Pro 2nd generation', '')
    """
    rest: list[str] = []

    def bracket(match: re.Match[str]) -> str:
        inner = match[1].strip()
        if is_kept(inner):
            return f" {inner} "
        rest.append(inner)
        return " \0"

    text = re.sub(r"\s*[(\[]([^)\]]*)[)\]]?", bracket, model)
    text, _, after = text.partition("\0")
    rest.extend(after.replace("\0", " ").split())
    text, colour = _without_colour(" ".join(text.split()).strip(" -,"))
    if colour:
        rest.append(colour)
    return text, " ".join(rest)


def _without_colour(text: str) -> tuple[str, str]:
    """Take a colour off the end where it is set apart by a hyphen with spaces or a comma."""
    head, mark, tail = text.rpartition(" - ") if " - " in text else text.rpartition(", ")
    if mark and tail.casefold() in words().colours:
        return head, tail
    return text, ""


def split_name(name: str, brands: dict[str, str]) -> tuple[str, str] | None:
    """Divide "Brand Model" at the longest brand that is known, or None."""
    name = COLLAB.sub("", name)
    parts = name.split()
    for count in range(min(4, len(parts) - 1), 0, -1):
        brand = brands.get(plain(" ".join(parts[:count])))
        if brand:
            return brand, " ".join(parts[count:])
    return None
