"""The buttons of the log channel and of the lists: undo, offer; approve and refuse what waits."""

from __future__ import annotations

from bot.escape import plain
from bot.exchange import utcnow
from bot.moderating.controls import said
from bot.moderating.forms import Field, Form, Values
from bot.moderating.press import Pressed
from bot.moderating.telling import (
    change_sheet,
    proposal_sheet,
    speech_of,
    tell_change,
    tell_log,
    tell_owners,
)
from bot.sending import in_time, respond
from bot.speech import say
from bot.trouble import Refusal
from catalog import proposals
from catalog.edits import revert
from catalog.models import Proposal
from catalog.shelf import Shelf
from catalog.store.log import Change

_WHY = Field("why", most=500, paragraph=True)


async def undo(pressed: Pressed) -> None:
    """Take a change back at once."""
    here, number = pressed.here, pressed.number
    change = await own_change(pressed, number)
    here.layer(change.layer is None)
    reason = f"takes back change {number}"

    def work(shelf: Shelf) -> int | None:
        return revert(shelf.store, number, here.person.name, reason, change.layer)

    back = await in_time(pressed.interaction, pressed.adviser.aside(work), private=True, in_place=True)
    note = say(pressed.language, "catalog.undone", change=back, user=f"<@{here.person.id}>")
    await pressed.replace(await change_sheet(pressed.bot, number, change.layer, pressed.language, note))
    if back is not None:
        await tell_change(pressed.bot, here.place, back, change.layer)


async def own_change(pressed: Pressed, number: int) -> Change:
    """Give a change of this server's catalogue, or of the shared stock to its owners. Errors: Refusal."""
    change = await pressed.adviser.quick(lambda shelf: shelf.store.change(number))
    here = pressed.here
    return here_or_refuse(change, number, here.place, here.owner, pressed.language)


def here_or_refuse(change: Change | None, number: int, server: int, owner: bool, language: str) -> Change:
    """Let a change through that whoever asks may take back. Errors: Refusal, the same for none and another's."""
    if change is None or change.layer not in (None, server):
        raise Refusal(say(language, "catalog.no_change", change=number))
    if change.layer is None and not owner:
        raise Refusal(say(language, "catalog.shared_change", change=number))
    return change


async def offer(pressed: Pressed) -> None:
    """Offer a change to the owners, for all servers."""
    here, number = pressed.here, pressed.number
    change = await own_change(pressed, number)
    if change.layer is None:
        raise Refusal(say(pressed.language, "catalog.no_change", change=number))
    reason = f"{change.reason} (change {number} of its server)"[:500]

    def work(shelf: Shelf) -> Proposal | None:
        waiting = shelf.store.proposals.waiting(None, 1000)
        if any((one.origin, one.reason) == (here.place, reason) for one in waiting):
            return None
        return proposals.offer(shelf.store, number, here.place, here.person, reason, utcnow())

    made = await in_time(pressed.interaction, pressed.adviser.aside(work), private=True)
    key = "catalog.offered" if made else "catalog.offered_already"
    await respond(pressed.interaction, said(say(pressed.language, key, change=number)), private=True)
    if made is not None:
        await tell_owners(pressed.bot, made)


async def approve(pressed: Pressed) -> None:
    """Make what another moderator proposed."""
    await _approve(pressed, pressed.here.place)


async def approve_offer(pressed: Pressed) -> None:
    """Take what a server offers into the stock of all."""
    await _approve(pressed, None)


async def _approve(pressed: Pressed, layer: int | None) -> None:
    here, number = pressed.here, pressed.number

    def work(shelf: Shelf) -> Proposal:
        return proposals.approve(shelf.store, number, here.person, utcnow(), layer)

    done = await in_time(pressed.interaction, pressed.adviser.aside(work), private=True, in_place=True)
    note = say(pressed.language, "catalog.approved", user=f"<@{here.person.id}>", change=done.change)
    await pressed.replace(await proposal_sheet(pressed.bot, done, pressed.language, note))
    if layer is not None and done.change is not None:
        await tell_change(pressed.bot, layer, done.change, layer)
    elif done.origin is not None:
        text = say(await speech_of(pressed.bot, done.origin), "catalog.offer_taken", number=number)
        await tell_log(pressed.bot, done.origin, said(text))


async def refuse(pressed: Pressed) -> None:
    """Ask why, then turn a proposal down."""
    await _ask_why(pressed, pressed.here.place)


async def refuse_offer(pressed: Pressed) -> None:
    """Ask why, then turn an offer down."""
    await _ask_why(pressed, None)


async def _ask_why(pressed: Pressed, layer: int | None) -> None:
    number = pressed.number
    await pressed.adviser.quick(lambda shelf: shelf.store.proposals.get(layer, number))  # tells if there is none

    async def do(values: Values) -> None:
        now = await Pressed.by(values.interaction, pressed.act, pressed.key)
        await _refuse(now, layer, values["why"])

    await pressed.interaction.response.send_modal(Form(pressed.language, "refuse", (_WHY,), do))


async def _refuse(pressed: Pressed, layer: int | None, why: str) -> None:
    here, number = pressed.here, pressed.number

    def work(shelf: Shelf) -> Proposal:
        return proposals.refuse(shelf.store, number, here.person, utcnow(), why, layer)

    done = await in_time(pressed.interaction, pressed.adviser.quick(work), private=True, in_place=True)
    note = say(pressed.language, "catalog.refused", user=f"<@{here.person.id}>", why=plain(done.why))
    await pressed.replace(await proposal_sheet(pressed.bot, done, pressed.language, note))
    if layer is None and done.origin is not None:
        text = say(await speech_of(pressed.bot, done.origin), "catalog.offer_refused", number=number, why=plain(why))
        await tell_log(pressed.bot, done.origin, said(text))
