"""The nouns of the catalogue: gear, facts about it, and mentions of it in a text.

Importing them loads neither the database nor the fuzzy matcher; `knowledge` may quote them, and nothing else of
`catalog`.
"""

from catalog.models.facts import Fact, Provenance, Source, Trust
from catalog.models.gap import Gap, GapKind
from catalog.models.gear import (
    Accessory,
    Amp,
    Back,
    Bands,
    Category,
    Dac,
    Device,
    Driver,
    Form,
    Gear,
    Headphones,
    Named,
    Power,
    Price,
    PriceKind,
    Record,
    SourceKind,
    Status,
    Tonality,
)
from catalog.models.given import AnswerGiven
from catalog.models.mention import How, Mention
from catalog.models.rates import Rates
from catalog.models.servers import DOLLARS, ServerSettings
from catalog.models.waiting import KeptDraft, Proposal, State, Suggestion

__all__ = [
    "DOLLARS",
    "Accessory",
    "Amp",
    "AnswerGiven",
    "Back",
    "Bands",
    "Category",
    "Dac",
    "Device",
    "Driver",
    "Fact",
    "Form",
    "Gap",
    "GapKind",
    "Gear",
    "Headphones",
    "How",
    "KeptDraft",
    "Mention",
    "Named",
    "Power",
    "Price",
    "PriceKind",
    "Proposal",
    "Provenance",
    "Rates",
    "Record",
    "ServerSettings",
    "Source",
    "SourceKind",
    "State",
    "Status",
    "Suggestion",
    "Tonality",
    "Trust",
]
