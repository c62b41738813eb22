"""The *Why not…?* form: why a model was not offered, and what would change that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.buttons.press import Press
from bot.cards.blocks import Block
from bot.cards.layout import plain_layouts
from bot.cards.pages import pages
from bot.cards.reasons import why_blocks
from bot.exchange import Given
from bot.limits import MODAL_DESCRIPTION, MODAL_LABEL, MODAL_TITLE, fitted
from bot.named import one_model
from bot.sending import in_time, respond
from bot.speech import say
from bot.trouble import explain
from catalog.shelf import Shelf
from knowledge.why import why

if TYPE_CHECKING:
    from bot.client import Earshot


class WhyNotForm(ui.Modal):
    """Asks for one model."""

    def __init__(self, press: Press, given: Given) -> None:
        language = press.language
        super().__init__(title=fitted(say(language, "why_not.title"), MODAL_TITLE), timeout=900)
        self._given = given
        self.model: ui.TextInput[WhyNotForm] = ui.TextInput(max_length=100)
        self.add_item(
            ui.Label(
                text=fitted(say(language, "why_not.model"), MODAL_LABEL),
                description=fitted(say(language, "why_not.model_hint"), MODAL_DESCRIPTION),
                component=self.model,
            )
        )

    async def on_submit(self, interaction: discord.Interaction[Earshot]) -> None:  # type: ignore[override]
        """Say it to the one who asked."""
        adviser, server = interaction.client.adviser, self._given.answer.server
        reading = self._given.state.conversation.reading

        def work(shelf: Shelf) -> tuple[Block, ...]:
            view = adviser.view(server)
            record = one_model(self.model.value, view)
            return why_blocks(record, why(record, reading, view, shelf.rates))

        found = await in_time(interaction, adviser.run(work), private=True)
        await respond(interaction, plain_layouts(pages(found)), private=True)

    async def on_error(self, interaction: discord.Interaction[Earshot], error: Exception) -> None:  # type: ignore[override]
        """Tell what went wrong."""
        await explain(interaction, error)
