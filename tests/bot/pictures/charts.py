"""Charts to draw: ordinary ones, and the awkward ones that a catalogue also holds."""

from __future__ import annotations

from bot.pictures.charts import Headroom, LevelChart, SourceLevel, Span, Target, TonalChart, TonalItem, Zone

LEVELS = (-5.9, -1.6, -0.3, 0.0, 1.7, -0.2, 0.4)
LONG = "Extraordinarily Long-winded Acoustic Laboratories Reference Monitor"
WISH = (
    Span(low=-2, high=4),
    Span(low=-2, high=2),
    Span(low=-2, high=2),
    None,
    Span(low=-2, high=2),
    Span(low=-3, high=3),
    None,
)


def item(name: str = "Maker One", **fields: object) -> TonalItem:
    said = {"name": name, "model": name.split()[-1], "levels": LEVELS, "spread_db": 1.1, "measurements": 3, **fields}
    return TonalItem.model_validate(said)


def tonal(*items: TonalItem, **fields: object) -> TonalChart:
    said = {
        "items": items,
        "typical": "typical over-ear headphone",
        "wish": WISH,
        "wish_of": "your wish: rock",
        **fields,
    }
    return TonalChart.model_validate(said)


def levels(*sources: SourceLevel, name: str = "Maker One", target_db: float = 110.0) -> LevelChart:
    return LevelChart(
        name=name,
        model=name.split()[-1],
        sources=sources,
        target_db=target_db,
        zones=(Zone(called="quiet", from_db=70), Zone(called="usual", from_db=90), Zone(called="loud", from_db=105)),
        targets=tuple(Target(db=db, called=f"kind {db}", music=f"music {db}") for db in (105, 110, 115)),
    )


ORDINARY = tonal(item(), item("Maker Two", levels=tuple(-db for db in LEVELS)))
CHARTS = {
    "two": ORDINARY,
    "one, plain": tonal(item(), wish=None),
    "four with headroom": tonal(
        item(headroom=Headroom(peak_db=101.0, spare_db=-9.0)),
        item("Maker Two", spread_db=None, headroom=Headroom(peak_db=150.0, spare_db=40.0)),
        item("Maker Three", levels=None, spread_db=None, measurements=0, headroom=Headroom()),
        item("Maker Four", headroom=Headroom(wireless=True)),
        source="a phone",
    ),
    "long names": tonal(
        *(item(f"{LONG} {end}", headroom=Headroom()) for end in ("for Left Ears", "for Right Ears")),
        item(f"Brand {'W' * 80}", levels=None, described=("warm",), headroom=Headroom()),
        source=f"the {LONG}",
        wish_of=f"your wish: {LONG} and {LONG}",
    ),
    "other alphabets and signs": tonal(item("轟 碧Ti3 $x_1$ % \\frac"), item("Ünïcødé №5 🎧")),
    "nothing measured": tonal(item(levels=None, headroom=Headroom()), source="a phone"),
    "far out": tonal(item(levels=(-29.0, 25.0, 0.0, 0.0, 12.0, -18.0, 30.0), spread_db=9.0)),
    "levels": levels(
        SourceLevel(name="a phone", model="a phone", peak_db=101.0, spare_db=-9.0, assumed=True),
        SourceLevel(name="Amp One", model="One", peak_db=111.0, spare_db=1.0),
        SourceLevel(name="Amp Two", model="Two", peak_db=138.4, spare_db=28.4),
        SourceLevel(name="Converter", model="Converter"),
    ),
    "levels, all unknown": levels(SourceLevel(name=LONG, model=LONG), name=LONG),
    "levels, very low": levels(SourceLevel(name="Amp", model="Amp", peak_db=40.0, spare_db=-70.0), target_db=115.0),
}
