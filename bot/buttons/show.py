"""*Compare these* and *Show the picture*: for all to see where the asker presses, privately for others."""

from __future__ import annotations

from bot.buttons.press import Press, found
from bot.cards.layout import picture_of, plain_layouts
from bot.cards.pages import pages
from bot.comparing import MOST, Comparison, compared
from bot.exchange import Given
from bot.picturing import drawn
from bot.sending import in_time, respond, tell
from bot.speech import say
from knowledge.values import Role


async def compare(press: Press) -> None:
    """Put what was shown side by side, with its picture."""
    if (given := await found(press)) is None:
        return
    private = not press.is_asker(given)
    found_ = await in_time(press.interaction, _compared(press, given), private=private)
    file = await in_time(press.interaction, drawn(found_.chart, press.interaction.client.studio), private=private)
    layouts = plain_layouts(pages(found_.blocks), file)
    await respond(press.interaction, layouts, private=private, files=[file] if file else [])


async def picture(press: Press) -> None:
    """Draw what was shown."""
    if (given := await found(press)) is None:
        return
    private = not press.is_asker(given)
    chart = (await in_time(press.interaction, _compared(press, given), private=private)).chart
    file = await in_time(press.interaction, drawn(chart, press.interaction.client.studio), private=private)
    if file is None:
        await tell(press.interaction, say(press.language, "notice.cannot_draw" if chart else "notice.no_picture"))
        return
    await respond(press.interaction, [picture_of(file)], private=private, files=[file])


async def _compared(press: Press, given: Given) -> Comparison:
    """What was shown, else what the reader named, up to as many as fit."""
    talk = given.state.conversation
    ids = dict.fromkeys(id_ for shown in talk.shown for id_ in shown.gear)
    named = [item.id for item in talk.reading.named(Role.CANDIDATE) if item.id]
    names = list(ids or dict.fromkeys(named))[:MOST]
    adviser = press.interaction.client.adviser
    return await compared(names, adviser, given.answer.server, before=talk, language=press.language)
