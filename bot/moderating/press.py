"""What the acts share: who pressed what, and putting something in the place of what was pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.adviser import Adviser
from bot.moderating.controls import Layouts
from bot.rights import BUTTONS, Here, allowed
from bot.sending import rewrite
from bot.speech import say
from bot.trouble import Refusal

if TYPE_CHECKING:
    from bot.client import Earshot

MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody who may pressed a moderators' button."""

    interaction: discord.Interaction[Earshot]
    act: str
    key: str
    here: Here

    @classmethod
    async def by(cls, interaction: discord.Interaction[Earshot], act: str, key: str) -> Pressed:
        """See whether they may. Errors: Refusal."""
        right = BUTTONS.get(act)
        if right is None:
            raise Refusal(say(interaction.locale.value, "rights.no_button"))
        return cls(interaction, act, key, await allowed(interaction, right))

    @property
    def bot(self) -> Earshot:
        """The bot."""
        return self.interaction.client

    @property
    def adviser(self) -> Adviser:
        """The catalogue."""
        return self.bot.adviser

    @property
    def language(self) -> str:
        """The language of the one who pressed."""
        return self.here.language

    @property
    def number(self) -> int:
        """The key as a number. Errors: Refusal."""
        if not (self.key.isascii() and self.key.isdigit() and len(self.key) <= MOST_DIGITS):
            raise Refusal(say(self.language, "rights.no_button"))
        return int(self.key)

    async def replace(self, layouts: Layouts) -> None:
        """Put something in the place of the message that was pressed."""
        await rewrite(self.interaction, layouts)
