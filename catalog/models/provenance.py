"""A record's sources, kept packed: thousands of records with a dozen sourced fields each must load in a moment.

In a stored record they are one string, "autoeq|measured|2025>tonality form" and so on, a line
each, which is read when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from catalog.models.facts import Provenance, Trust


class Provenances(Mapping[str, Provenance]):
    """Field -> provenance, from its packed form; equal to any mapping with the same content.

    >>> Provenances("autoeq|measured|2025>tonality\\noem|published|>form back")["back"].source
    'oem'
    """

    __slots__ = ("packed",)

    def __init__(self, packed: str = "") -> None:
        self.packed = packed

    @classmethod
    def of(cls, fields: Mapping[str, Provenance]) -> Provenances:
        """Pack a mapping; fields that share a provenance say it once."""
        groups: dict[str, list[str]] = {}
        for field, said in fields.items():
            groups.setdefault(f"{said.source}|{said.trust}|{said.as_of}", []).append(field)
        return cls("\n".join(f"{said}>{' '.join(names)}" for said, names in groups.items()))

    def __getitem__(self, field: str) -> Provenance:
        return _unpack(self.packed)[field]

    def __iter__(self) -> Iterator[str]:
        return iter(_unpack(self.packed))

    def __len__(self) -> int:
        return len(_unpack(self.packed))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Provenances) and (self.packed == other.packed or not (self.packed and other.packed)):
            return self.packed == other.packed
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(frozenset(_unpack(self.packed).items()))

    def __repr__(self) -> str:
        return repr(_unpack(self.packed))


@lru_cache(maxsize=4096)
def _unpack(packed: str) -> dict[str, Provenance]:
    groups = (line.rpartition(">") for line in packed.splitlines())
    return {field: _one(said) for said, _, fields in groups for field in fields.split(" ")}


@lru_cache(maxsize=4096)
def _one(said: str) -> Provenance:
    source, trust, as_of = said.rsplit("|", 2)
    return Provenance(source=source, trust=Trust(trust), as_of=as_of)


class Packed:
    """Annotates a mapping of provenances: takes a mapping or its packed string, dumps packed where the context asks."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _read,
            json_schema_input_schema=handler(source),
            serialization=core_schema.plain_serializer_function_ser_schema(_write, info_arg=True),
        )


def _read(value: object) -> Provenances:
    if isinstance(value, str):
        return Provenances(value)
    if isinstance(value, Provenances):
        return value
    if isinstance(value, Mapping):
        return Provenances.of({field: Provenance.model_validate(said) for field, said in value.items()})
    raise ValueError("expected field -> provenance")


def _write(value: Mapping[str, Provenance], info: core_schema.SerializationInfo) -> object:
    if info.context and info.context.get("packed"):
        return value.packed if isinstance(value, Provenances) else Provenances.of(value).packed
    return {field: said.model_dump(mode=info.mode) for field, said in value.items()}
