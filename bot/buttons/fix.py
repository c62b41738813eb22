"""The *Fix* form: what was understood, to be corrected by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import discord
from discord import ui

from bot.buttons.press import Press, answer_anew
from bot.escape import plain
from bot.exchange import Given
from bot.limits import MODAL_DESCRIPTION, MODAL_LABEL, MODAL_TITLE, fitted
from bot.sending import tell
from bot.speech import say
from bot.trouble import explain
from catalog.models import SourceKind
from knowledge.critique import corrected
from knowledge.phrasing import say as name_of
from knowledge.ports import GearShelf
from knowledge.reading.reader import read
from knowledge.receipt import music
from knowledge.values import Budget, Edits, Genre, Need, Question, Reading, Sound

if TYPE_CHECKING:
    from bot.client import Earshot

Value = TypeVar("Value", bound=StrEnum)
_BARE_SHARE = re.compile(r"\b(\d{1,3})\s*%?\s+(?=[a-z])", re.IGNORECASE)
MUSIC_CHARACTERS = 1000
"""More than all genres with their shares have."""
_EXAMPLES = "rock, jazz, electronic, classical, hip-hop"


class Unreadable(Exception):  # noqa: N818 - it is told to the reader
    """A field that cannot be read: the notice that says so, and the value."""

    def __init__(self, notice: str, value: str) -> None:
        super().__init__(notice)
        self.notice, self.value = notice, value


class FixForm(ui.Modal):
    """Five fields, filled with the reading."""

    def __init__(self, press: Press, given: Given) -> None:
        language = press.language
        super().__init__(title=fitted(say(language, "fix.title"), MODAL_TITLE), timeout=900)
        self._press, self._given = press, given
        reading = given.state.conversation.reading
        budget = reading.budget
        self.currency = (budget and budget.currency) or "USD"
        high = _figure(budget.high) if budget and budget.high is not None else None
        self.budget: ui.TextInput[FixForm] = ui.TextInput(required=False, max_length=20, default=high)
        self.genres: ui.TextInput[FixForm] = ui.TextInput(
            required=False, max_length=MUSIC_CHARACTERS, default=music(reading.genres) or None
        )
        self.sources = _menu("source", SourceKind, reading.feeds())
        self.needs = _menu("need", Need, reading.needed())
        self.sound = _menu("sound", Sound, reading.sounds())
        label = _Labels(language)
        self.add_item(label("budget", self.budget, currency=self.currency))
        self.add_item(label("genres", self.genres))
        self.add_item(label("sources", self.sources))
        self.add_item(label("needs", self.needs))
        self.add_item(label("sound", self.sound))

    async def on_submit(self, interaction: discord.Interaction[Earshot]) -> None:  # type: ignore[override]
        """Answer anew with what now stands in the form."""
        press = Press(interaction, "fix", self._press.key)

        def fixed(old: Given, shelf: GearShelf) -> Reading:
            return corrected(old.state.conversation.reading, self.edits(shelf))

        try:
            await answer_anew(press, self._given, fixed)
        except Unreadable as error:
            text = say(press.language, error.notice, value=plain(error.value), examples=_EXAMPLES)
            await tell(interaction, text)

    async def on_error(self, interaction: discord.Interaction[Earshot], error: Exception) -> None:  # type: ignore[override]
        """Tell what went wrong."""
        await explain(interaction, error)

    def edits(self, shelf: GearShelf) -> Edits:
        """Read the form. Errors: Unreadable."""
        return Edits(
            budget=self._budget(shelf),
            genres=self._genres(shelf),
            sources=tuple(SourceKind(value) for value in self.sources.values),
            needs=tuple(Need(value) for value in self.needs.values),
            sound=tuple(Sound(value) for value in self.sound.values),
        )

    def _budget(self, shelf: GearShelf) -> Budget | None:
        text = self.budget.value.strip()
        if not text:
            return None
        before = self._given.state.conversation.reading.budget
        if before is not None and before.high is not None and text == _figure(before.high):
            return before
        budget = read(
            Question(text=f"My budget is {text}{'' if _has_currency(text) else ' ' + self.currency}."), shelf
        ).budget
        if budget is None or budget.high is None:
            raise Unreadable("notice.no_number", text)
        return Budget(high=budget.high, low=budget.low, currency=budget.currency)

    def _genres(self, shelf: GearShelf) -> dict[Genre, float | None]:
        text = self.genres.value.strip()
        told = _BARE_SHARE.sub(r"\1% ", text)
        shares = read(Question(text=f"I listen to {told}."), shelf).genres if text else ()
        if text and not shares:
            raise Unreadable("notice.no_genre", text)
        return {share.genre: share.share for share in shares}


class _Labels:
    """Puts a name, and where there is one a hint, to a field."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, key: str, field: ui.Item[FixForm], **values: str) -> ui.Label[FixForm]:
        hint = (
            fitted(say(self._language, f"fix.{key}_hint"), MODAL_DESCRIPTION) if key in ("budget", "genres") else None
        )
        return ui.Label(
            text=fitted(say(self._language, f"fix.{key}", **values), MODAL_LABEL), description=hint, component=field
        )


def _menu(table: str, kind: type[Value], chosen: Iterable[Value]) -> ui.Select[FixForm]:
    """Every value of a slot, those that were read chosen."""
    had = frozenset(chosen)
    options = [
        discord.SelectOption(label=name_of(table, value), value=value.value, default=value in had) for value in kind
    ]
    return ui.Select(options=options, min_values=0, max_values=len(options), required=False)


def _figure(money: float) -> str:
    """Write a sum as people do: millions of yen too.

    >>> _figure(149.5), _figure(1_000_000)
    ('149.5', '1000000')
    """
    return f"{money:.12g}"


def _has_currency(text: str) -> bool:
    return not all(letter.isdigit() or letter in " .,-–'" for letter in text)
