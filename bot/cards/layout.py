"""Pages → components: a frame a card, the buttons under the last page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from bot.cards.blocks import Block
from bot.limits import CHOICES, DISPLAY_CHARACTERS, LABEL_CHARACTERS, OPTION_CHARACTERS, fitted
from bot.speech import say
from catalog.models import Headphones
from knowledge.values import Critique, Kind, Need, Reply, Role, Sound

ACCENT = discord.Colour(0x2A7F9E)
CRITIQUES = (Critique.CHEAPER, Critique.LESS_LEAKAGE, Critique.MORE_BASS, Critique.CLOSED_ONLY)
"""The critiques with a button of their own; the others are typed, or chosen in a form."""
_SAYS: Mapping[Critique, str] = {
    Critique.LESS_LEAKAGE: Need.LOW_LEAKAGE.value,
    Critique.MORE_BASS: Sound.BASS.value,
    Critique.CLOSED_ONLY: Need.CLOSED_BACK.value,
}
_FOOTER = "-# "
_STYLES = {"delete": discord.ButtonStyle.danger, "post": discord.ButtonStyle.primary}


@dataclass(frozen=True, slots=True)
class Controls:
    """What can be done with an answer. `items` are id and name of what it shows, each once."""

    key: str
    answer_id: str
    critiques: tuple[Critique, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    compare: bool = False
    picture: bool = False
    fix: bool = False
    draft: bool = False
    missing: bool = False

    @classmethod
    def of(cls, reply: Reply, key: str, draft: bool = False) -> Controls:
        """Say what a reply offers: only what can change something."""
        records = {item.id: item for option in reply.options for item in option.items}
        named = [item.id for item in reply.reading.named(Role.CANDIDATE) if item.id]
        advice = reply.kind in (Kind.OPTIONS, Kind.VERDICT)
        worn = any(isinstance(record, Headphones) for record in records.values())
        return cls(
            key=key,
            answer_id=reply.answer_id,
            critiques=_critiques(reply, worn) if records else (),
            items=tuple((id_, record.name) for id_, record in records.items() if len(id_) <= OPTION_CHARACTERS)[
                :CHOICES
            ],
            compare=len(records) > 1,
            picture=advice and (worn or bool(named)),
            fix=advice,
            draft=draft,
        )


def _critiques(reply: Reply, worn: bool) -> tuple[Critique, ...]:
    """The wishes that the reader has not had yet; of electronics, only the price can be criticised."""
    had = {value.value for value in (*reply.reading.needed(), *reply.reading.sounds())}
    offered = CRITIQUES if worn else (Critique.CHEAPER,)
    return tuple(critique for critique in offered if _SAYS.get(critique) not in had)


def layouts(pages: Sequence[Sequence[Block]], controls: Controls, language: str = "en") -> tuple[ui.LayoutView, ...]:
    """Draw every page; what can be done stands under the last."""
    found = []
    for number, page in enumerate(pages, 1):
        layout = _page(page)
        if number == len(pages):
            layout.add_item(ui.TextDisplay(_FOOTER + say(language, "card.answer", id=controls.answer_id)))
            for row in rows(controls, language):
                layout.add_item(row)
        found.append(layout)
    return tuple(found)


def plain_layouts(pages: Sequence[Sequence[Block]], file: discord.File | None = None) -> tuple[ui.LayoutView, ...]:
    """Draw pages that nothing can be done with; a picture stands under the last."""
    found = [_page(page) for page in pages]
    if file is not None and found:
        found[-1].add_item(_frame(file))
    return tuple(found)


def picture_of(file: discord.File) -> ui.LayoutView:
    """Make a message of a picture that is sent along."""
    layout = still()
    layout.add_item(_frame(file))
    return layout


def _frame(file: discord.File) -> ui.MediaGallery[ui.LayoutView]:
    return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{file.filename}", description=file.description))


def _page(page: Sequence[Block]) -> ui.LayoutView:
    layout = still()
    for block in page:
        text: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay(block.text)
        layout.add_item(ui.Container(text, accent_colour=ACCENT) if block.card else text)
    return layout


def still() -> ui.LayoutView:
    """Make an empty layout that the client need not hold in memory: its buttons are known by their ids."""
    layout = ui.LayoutView(timeout=None)
    layout.stop()
    return layout


def notice(text: str) -> ui.LayoutView:
    """Make a message of one text, which may only be shortened where somebody else's names make it endless."""
    layout = still()
    layout.add_item(ui.TextDisplay(fitted(text, DISPLAY_CHARACTERS)))
    return layout


def rows(controls: Controls, language: str) -> Iterator[ui.ActionRow[ui.LayoutView]]:
    """Draw what can be done, at most four rows."""
    if controls.critiques:
        yield ui.ActionRow(*(button(critique.value, controls.key, language) for critique in controls.critiques))
    if controls.items and controls.critiques:
        options = [
            discord.SelectOption(label=fitted(name, OPTION_CHARACTERS), value=id_) for id_, name in controls.items
        ]
        placeholder = say(language, "select.not_this")
        yield ui.ActionRow(
            ui.Select(custom_id=f"pick:not_this:{controls.key}", placeholder=placeholder, options=options)
        )
    acts = ["fix"] * controls.fix + ["why_not"] * controls.fix + ["compare"] * controls.compare
    acts += ["picture"] * controls.picture + ["delete"]
    yield ui.ActionRow(*(button(act, controls.key, language) for act in acts))
    further = ["post"] * controls.draft + ["missing"] * controls.missing
    if further:
        yield ui.ActionRow(*(button(act, controls.key, language) for act in further))


def button(act: str, key: str, language: str) -> ui.Button[ui.LayoutView]:
    """Make the button of an act on the answer of this key."""
    style = _STYLES.get(act, discord.ButtonStyle.secondary)
    label = fitted(say(language, f"button.{act}"), LABEL_CHARACTERS)
    return ui.Button(style=style, label=label, custom_id=f"do:{act}:{key}")
