"""Gear as the rules see it: plain typed values, each with its provenance beside it.

Units are in the names. What is not known is None or empty, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from math import log10
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from catalog.models.facts import Frozen, Provenance
from catalog.models.provenance import Packed, Provenances


class Category(StrEnum):
    """What kind of thing it is; the first six are what a reader may want to buy."""

    HEADPHONES = "headphones"
    IEM = "iem"
    AMP = "amp"
    DAC = "dac"
    DAC_AMP = "dac_amp"
    DAP = "dap"
    SOURCE = "source"
    ACCESSORY = "accessory"


class Form(StrEnum):
    OVER_EAR = "over_ear"
    ON_EAR = "on_ear"
    IN_EAR = "in_ear"
    EARBUD = "earbud"


class Back(StrEnum):
    OPEN = "open"
    SEMI_OPEN = "semi_open"
    CLOSED = "closed"


class Driver(StrEnum):
    DYNAMIC = "dynamic"
    PLANAR = "planar"
    ELECTROSTATIC = "electrostatic"
    BALANCED_ARMATURE = "balanced_armature"
    HYBRID = "hybrid"
    OTHER = "other"


class Status(StrEnum):
    CURRENT = "current"
    DISCONTINUED = "discontinued"
    RETIRED = "retired"  # taken out of recommendations by a moderator; still recognised


class SourceKind(StrEnum):
    PHONE = "phone"
    TABLET = "tablet"
    LAPTOP = "laptop"
    DESKTOP = "desktop"
    DAP = "dap"
    CD_PLAYER = "cd_player"
    TURNTABLE = "turntable"
    RECEIVER = "receiver"
    CONSOLE = "console"
    TV = "tv"
    INTERFACE = "interface"


class PriceKind(StrEnum):
    """Which price: what the maker asked, what a shop asked on a date, or one seen at a date that is not certain."""

    MSRP = "msrp"
    STREET = "street"
    SEEN = "seen"


class Price(Frozen):
    """Money asked for one piece of gear, with the date on which it was."""

    amount: Decimal
    currency: str
    kind: PriceKind
    as_of: str
    provenance: Provenance


class Power(Frozen):
    """What an output delivers: milliwatts per channel into a load in ohms."""

    mw: float
    ohm: float
    balanced: bool = False


class Bands(Frozen):
    """Seven bands in dB relative to the Harman target, normalised to 500-2000 Hz."""

    sub_bass: float
    bass: float
    low_mids: float
    mids: float
    upper_mids: float
    treble: float
    air: float


class Tonality(Frozen):
    """A measured tonal balance: the bands, the spread between measurers in dB where several measured, and who did."""

    bands: Bands
    spread_db: float | None = None
    grade: str = ""
    measurers: str = ""
    note: str = ""


class Named(Frozen):
    """What a piece of gear is called, what kind it is, and how often people ask about it (0-100)."""

    id: str
    brand: str
    model: str
    category: Category
    aliases: tuple[str, ...] = ()
    popularity: int = 0

    @property
    def name(self) -> str:
        """Brand and model as the maker writes them; a brand that the model repeats is said once."""
        return self.model if self.model.casefold().startswith(self.brand.casefold()) else f"{self.brand} {self.model}"


class Gear(Named):
    """What every record has. `provenance` names the source of every other field that is filled."""

    release_year: int | None = None
    status: Status | None = None
    weight_g: float | None = None
    prices: tuple[Price, ...] = ()
    provenance: Annotated[Mapping[str, Provenance], Packed] = Provenances()

    @property
    def price(self) -> Price | None:
        """The price to quote: a dated street price, else the maker's, else one that was seen."""
        return min(self.prices, key=_quotable, default=None) if len(self.prices) != 1 else self.prices[0]


_KINDS = {PriceKind.STREET: 0, PriceKind.MSRP: 1, PriceKind.SEEN: 2}


def _quotable(price: Price) -> tuple[int, int]:
    return _KINDS[price.kind], price.provenance.trust.rank


class Headphones(Gear):
    """Headphones and in-ears. Sensitivity is kept in both units; whichever was not stated is derived."""

    category: Literal[Category.HEADPHONES, Category.IEM]
    form: Form | None = None
    back: Back | None = None
    driver: Driver | None = None
    impedance_ohm: float | None = None
    sensitivity_db_mw: float | None = None
    sensitivity_db_v: float | None = None
    wireless: bool | None = None
    noise_cancelling: bool | None = None
    microphone: bool | None = None
    removable_cable: bool | None = None
    tonality: Tonality | None = None
    character: tuple[str, ...] = ()
    """Sound words from a sourced description, where nobody measured: "warm", "bright", ..."""

    @property
    def db_per_volt(self) -> float | None:
        """Sensitivity in dB SPL at 1 V rms; S_V = S_mW + 10 log10(1000 / Z).

        >>> said = {"impedance_ohm": 300, "sensitivity_db_mw": 97}
        >>> Headphones(id="x", brand="B", model="M", category="headphones", **said).db_per_volt
        102.2
        """
        if self.sensitivity_db_v is not None:
            return self.sensitivity_db_v
        if self.sensitivity_db_mw is None or not self.impedance_ohm:
            return None
        return round(self.sensitivity_db_mw + 10 * log10(1000 / self.impedance_ohm), 1)


class _Electronics(Gear):
    power: tuple[Power, ...] = ()
    output_impedance_ohm: float | None = None
    max_output_v: float | None = None
    balanced: bool | None = None
    battery: bool | None = None
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    drive: Literal["phone", "dongle", "amp", "strong"] | None = None
    """A coarse class where no milliwatts are known."""
    topology: str = ""
    character: tuple[str, ...] = ()


class Amp(_Electronics):
    """Whatever drives headphones: an amplifier, a DAC with one, or a player."""

    category: Literal[Category.AMP, Category.DAC_AMP, Category.DAP]


class Dac(_Electronics):
    """A converter without a headphone output."""

    category: Literal[Category.DAC]


class Device(_Electronics):
    """Something that headphones are plugged into but that nobody buys for them: a phone, an interface, a turntable."""

    category: Literal[Category.SOURCE]
    kind: SourceKind


class Accessory(Gear):
    """Audio gear of another kind that readers name: an energiser, a microphone, a dock, a transmitter."""

    category: Literal[Category.ACCESSORY]
    kind: str = ""


Record = Annotated[Headphones | Amp | Dac | Device | Accessory, Field(discriminator="category")]
"""Any piece of gear, told apart by its category."""

NAMED: TypeAdapter[tuple[Named, ...]] = TypeAdapter(tuple[Named, ...])
RECORD: TypeAdapter[Record] = TypeAdapter(Record)
RECORDS: TypeAdapter[tuple[Record, ...]] = TypeAdapter(tuple[Record, ...])
