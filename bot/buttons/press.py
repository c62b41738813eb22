"""What every button shares: whose answer it is, and answering anew in its place or in a copy of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.exchange import Asker, Given, Sheet
from bot.sending import in_time, remove, respond, rewrite, tell
from bot.speech import say
from knowledge.ports import GearShelf
from knowledge.values import Reading

if TYPE_CHECKING:
    from bot.client import Earshot

Change = Callable[[Given, GearShelf], Reading]


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody pressed something under the answer of this key."""

    interaction: discord.Interaction[Earshot]
    act: str
    key: str

    @property
    def language(self) -> str:
        """The language of the one who pressed."""
        return self.interaction.locale.value

    def is_asker(self, given: Given) -> bool:
        """Whether it is their own answer."""
        return given.answer.asker == self.interaction.user.id

    def asker(self, given: Given) -> Asker:
        """Who gets what follows: the one who asked, in the place of the answer, or anybody else, on their own."""
        answer, user = given.answer, self.interaction.user.id
        question = answer.question if answer.asker == user else None
        private = answer.asker != user or answer.channel is None
        return Asker(user, self.interaction.channel_id or 0, answer.server, self.language, question, private)


async def found(press: Press) -> Given | None:
    """Give the answer that was pressed; where it is kept no more, say so."""
    given = await press.interaction.client.exchanges.given(press.key)
    if given is None:
        await tell(press.interaction, say(press.language, "notice.too_old"))
    return given


async def answer_anew(press: Press, given: Given, change: Change) -> None:
    """Answer a changed reading: in place for the one who asked, in a private copy for others."""
    interaction, exchanges = press.interaction, press.interaction.client.exchanges
    adviser, asker, own = exchanges.adviser, press.asker(given), press.is_asker(given)

    async def weighing() -> Sheet:
        reading = await adviser.run(lambda _shelf: change(given, adviser.view(asker.server)))
        return await exchanges.weigh(reading, asker, given, given.key if own else "")

    sheet = await in_time(interaction, weighing(), private=True, in_place=own)
    if not own:
        ids = await respond(interaction, sheet.layouts, private=True)
    else:
        ids = await rewrite(interaction, sheet.layouts)
        await remove(interaction.client.channel(interaction.channel_id or 0, given.answer.server), given.state.more)
    await exchanges.sent(sheet, ids, asker)
