"""What is known of a model, row by row, as people write it: each figure with its trust, its source and its date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from catalog.models import Power, Record, Source, Tonality

_UNITS = {"_db_mw": "dB/mW", "_db_v": "dB/V", "_db_per_volt": "dB/V", "_ohm": "ohm", "_g": "g", "_v": "V"}
_NOT_SHOWN = {"id", "brand", "model", "provenance", "popularity", "category"}


def facts(record: Record, sources: Mapping[str, Source]) -> Iterator[tuple[str, str, str, str, str]]:
    """Rows of name, value with its unit, trust, source and date; what nobody states is left out."""
    for field in type(record).model_fields:
        value = getattr(record, field)
        if field in _NOT_SHOWN or field == "prices" or value is None or value == ():
            continue
        said = record.provenance.get(field)
        name, unit = called(field)
        yield (
            name,
            f"{shown(value)} {unit}".rstrip(),
            said.trust.value if said else "",
            source_title(said.source, sources) if said else "",
            said.as_of if said else "",
        )
    for price in record.prices:
        said = price.provenance
        yield (
            f"price ({price.kind.value})",
            f"{price.amount} {price.currency}",
            said.trust.value,
            source_title(said.source, sources),
            price.as_of,
        )


def called(field: str) -> tuple[str, str]:
    """Give a field's name as people say it, and its unit.

    >>> called("weight_g"), called("sensitivity_db_mw"), called("release_year")
    (('weight', 'g'), ('sensitivity', 'dB/mW'), ('release year', ''))
    """
    for ending, unit in _UNITS.items():
        if field.endswith(ending):
            return field.removesuffix(ending).replace("_", " "), unit
    return field.replace("_", " "), ""


def source_title(source: str, sources: Mapping[str, Source]) -> str:
    """The name of a source as people know it."""
    known = sources.get(source)
    return known.title if known else source


def shown(value: object) -> str:
    """A value as people write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(shown(one) for one in value)
    if isinstance(value, Tonality):
        bands = value.bands.model_dump()
        return ", ".join(f"{name.replace('_', ' ')} {level:+.1f} dB" for name, level in bands.items())
    if isinstance(value, Power):
        return f"{value.mw:g} mW into {value.ohm:g} ohm{' balanced' if value.balanced else ''}"
    if isinstance(value, StrEnum):
        return value.value.replace("_", "-")
    return f"{value:g}" if isinstance(value, float) else str(value)
