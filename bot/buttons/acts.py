"""What each button and menu does: act → function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.buttons.fix import FixForm
from bot.buttons.post import post
from bot.buttons.press import Press, answer_anew, found
from bot.buttons.show import compare, picture
from bot.buttons.why_not import WhyNotForm
from bot.moderating.suggesting import missing_form
from bot.rights import Right, allowed
from bot.sending import remove, tell
from bot.speech import say
from knowledge.critique import criticised
from knowledge.values import Critique


async def critique(press: Press) -> None:
    """Answer anew, with one wish more."""
    wish = Critique(press.act)
    if (given := await found(press)) is not None:
        await answer_anew(press, given, lambda old, shelf: criticised(old.state.conversation, wish, shelf))


async def not_this(press: Press, gear: str) -> None:
    """Answer anew, without one of the things that were offered."""
    if (given := await found(press)) is not None:
        await answer_anew(
            press, given, lambda old, shelf: criticised(old.state.conversation, Critique.NOT_THIS, shelf, gear)
        )


async def fix(press: Press) -> None:
    """Open the reading as a form."""
    if (given := await found(press)) is not None:
        await press.interaction.response.send_modal(FixForm(press, given))


async def why_not(press: Press) -> None:
    """Ask for the model that is missed."""
    if (given := await found(press)) is not None:
        await press.interaction.response.send_modal(WhyNotForm(press, given))


async def missing(press: Press) -> None:
    """Ask for the model that the catalogue lacks, to suggest it to the moderators."""
    here = await allowed(press.interaction, Right.MEMBER)
    await press.interaction.response.send_modal(missing_form(here.language))


async def delete(press: Press) -> None:
    """Take the answer away, if it is one's own or one moderates here."""
    interaction, exchanges = press.interaction, press.interaction.client.exchanges
    given = await exchanges.given(press.key)
    own = given is not None and press.is_asker(given)
    if not own and not interaction.permissions.manage_messages:
        await tell(interaction, say(press.language, "notice.only_asker_deletes"))
        return
    await interaction.response.defer()
    await interaction.delete_original_response()
    if given is not None:
        await remove(interaction.client.channel(interaction.channel_id or 0, given.answer.server), given.state.more)
        await exchanges.forget(press.key)


BUTTONS: Mapping[str, Callable[[Press], Awaitable[None]]] = {
    **{wish.value: critique for wish in Critique if wish is not Critique.NOT_THIS},
    "fix": fix,
    "why_not": why_not,
    "compare": compare,
    "picture": picture,
    "delete": delete,
    "post": post,
    "missing": missing,
}
PICKS: Mapping[str, Callable[[Press, str], Awaitable[None]]] = {"not_this": not_this}
