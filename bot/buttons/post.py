"""*Post as reply*: a helper's draft becomes the answer of the one whose message it answers."""

from __future__ import annotations

from bot.buttons.press import Press, found
from bot.cards.layout import notice
from bot.exchange import Asker
from bot.place import server_of
from bot.sending import reply, respond
from bot.speech import say


async def post(press: Press) -> None:
    """Answer for all to see; its buttons belong to the writer of the message."""
    given = await found(press)
    if given is None or given.state.about is None:
        return
    interaction, exchanges = press.interaction, press.interaction.client.exchanges
    message, writer = given.state.about
    asker = Asker(writer, given.answer.channel or 0, given.answer.server, press.language, message)
    await interaction.response.edit_message(view=notice(say(press.language, "notice.posted")), attachments=[])
    sheet = await exchanges.weigh(given.state.conversation.reading, asker)
    if server_of(interaction) is not None and interaction.app_permissions.send_messages:
        channel = interaction.client.channel(asker.channel, asker.server)
        ids = await reply(channel.get_partial_message(message), sheet.layouts)
    else:
        ids = await respond(interaction, sheet.layouts)
    await exchanges.sent(sheet, ids, asker)
    await exchanges.forget(given.key)
