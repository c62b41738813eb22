"""*Post as reply*: a helper's draft becomes the answer of the one whose message it answers."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord.ui import LayoutView

from bot.buttons.press import Press, found
from bot.cards.layout import notice
from bot.exchange import AnsweredAlready, Asker
from bot.place import server_of
from bot.sending import reply, respond, rewrite, tell
from bot.speech import say


async def post(press: Press) -> None:
    """Answer for all to see; its buttons belong to the writer of the message."""
    given = await found(press)
    if given is None or given.state.about is None:
        return
    interaction, exchanges = press.interaction, press.interaction.client.exchanges
    message, writer = given.state.about
    asker = Asker(writer, interaction.channel_id or 0, given.answer.server, press.language, message)
    await interaction.response.defer()
    try:
        sheet = await exchanges.weigh(given.state.conversation.reading, asker)
    except AnsweredAlready:
        await tell(interaction, say(press.language, "notice.answered_already"))
        return
    try:
        ids = await _posted(press, asker, message, sheet.layouts)
    except discord.HTTPException:
        await exchanges.forget(sheet.key)  # so that it can be tried again
        raise
    await exchanges.sent(sheet, ids, asker)
    await exchanges.forget(given.key)
    await rewrite(interaction, [notice(say(press.language, "notice.posted"))])


async def _posted(press: Press, asker: Asker, message: int, layouts: Sequence[LayoutView]) -> tuple[int, ...]:
    """Reply to the message, or, where the bot itself may not write, answer the interaction for all to see."""
    interaction = press.interaction
    if server_of(interaction) is not None and interaction.app_permissions.send_messages:
        channel = interaction.client.channel(asker.channel, asker.server)
        return await reply(channel.get_partial_message(message), layouts)
    return await respond(interaction, layouts)
