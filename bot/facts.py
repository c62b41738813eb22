"""What is known of a model, row by row, as people write it: each figure with its trust, its source and its date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog.models import Power, Record, Source, Tonality

_NOT_SHOWN = {"id", "brand", "model", "provenance", "popularity", "category"}


def facts(record: Record, sources: Mapping[str, Source]) -> Iterator[tuple[str, str, str, str, str]]:
    """Rows of field, value, trust, source and date; what nobody states is left out."""
    for field in type(record).model_fields:
        value = getattr(record, field)
        if field in _NOT_SHOWN or field == "prices" or value is None or value == ():
            continue
        said = record.provenance.get(field)
        yield (
            field,
            shown(value),
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
    return f"{value:g}" if isinstance(value, float) else str(value)
