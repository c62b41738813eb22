"""*Confirm* and the other buttons under a preview: its author's alone, whatever happened in between."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.layout import plain_layouts
from bot.cards.pages import pages
from bot.escape import plain
from bot.exchange import utcnow
from bot.moderating.cards import answers
from bot.moderating.controls import Layouts, row, said
from bot.moderating.drafting import Wanted, begin
from bot.moderating.press import Pressed
from bot.moderating.showing import show
from bot.moderating.telling import tell_accepted, tell_change, tell_proposal
from bot.sending import in_time, respond
from bot.speech import say
from catalog.drafts import Confirmed
from catalog.drafts import confirm as make
from catalog.edits import load
from catalog.errors import StaleEdit
from catalog.models import KeptDraft
from catalog.shelf import Shelf


async def confirm(pressed: Pressed) -> None:
    """Make the edit."""
    here, settings = pressed.here, pressed.here.settings
    draft = await _draft(pressed)
    rows = settings.two_people_rows if settings.two_people else None

    def work(shelf: Shelf) -> Confirmed:
        return make(shelf.store, draft.id, here.person.id, here.place, utcnow(), rows)

    try:
        done = await in_time(pressed.interaction, pressed.adviser.aside(work), private=True, in_place=True)
    except StaleEdit as stale:
        text = f"{plain(str(stale))}\n{say(pressed.language, 'catalog.stale')}"
        await pressed.replace(said(text, row(("anew", "cancel"), draft.id, pressed.language)))
        return
    await pressed.replace(_outcome(done, pressed.language))
    if not done.again:
        await _tell(pressed, done.draft)


def _outcome(done: Confirmed, language: str) -> Layouts:
    draft = done.draft
    if draft.proposal is not None:
        return said(say(language, "catalog.waits", number=draft.proposal))
    if draft.change is None:
        return said(say(language, "catalog.says_already"))
    text = say(language, "catalog.saved_already" if done.again else "catalog.saved", number=draft.change)
    acts = ("undo",) if draft.layer is None or draft.undoes is not None else ("undo", "offer")
    return said(text, row(acts, draft.change, language))


async def _tell(pressed: Pressed, draft: KeptDraft) -> None:
    """Tell the log channel, or its author that it could not be told; and the reader whose suggestion it was."""
    bot, told = pressed.bot, True
    if draft.change is not None:
        told = await tell_change(bot, draft.server, draft.change, draft.layer)
    elif draft.proposal is not None:
        number = draft.proposal
        proposal = await bot.adviser.quick(lambda shelf: shelf.store.proposals.get(draft.layer, number))
        told = await tell_proposal(bot, draft.server, proposal)
    if not told:
        await respond(pressed.interaction, said(say(pressed.language, "catalog.no_log")), private=True)
    if draft.suggestion is not None and draft.change is not None:
        await tell_accepted(bot, draft.server, draft.suggestion)


async def cancel(pressed: Pressed) -> None:
    """Give the draft up."""
    here = pressed.here
    await pressed.adviser.quick(lambda shelf: shelf.store.drafts.forget(pressed.key, here.person.id))
    await pressed.replace(said(say(pressed.language, "catalog.given_up")))


async def list_answers(pressed: Pressed) -> None:
    """List the answers that would change."""
    draft = await _draft(pressed)
    impact = await in_time(pressed.interaction, pressed.adviser.counted(draft), private=True)
    if impact is None or not impact.changed:
        await respond(pressed.interaction, said(say(pressed.language, "catalog.no_longer_told")), private=True)
        return
    layouts = plain_layouts(pages(answers(impact, pressed.language)))
    await respond(pressed.interaction, layouts[:3], private=True)


async def anew(pressed: Pressed) -> None:
    """Look at the same edit again, over what stands by now."""
    draft = await _draft(pressed)
    entries = tuple(replace(entry, seen=None) for entry in load(draft.entries))
    wanted = Wanted(pressed.here, draft.reason, draft.layer, draft.suggestion, draft.gap)
    await show(pressed.interaction, begin(pressed.adviser, wanted, lambda _shelf, _view: entries), in_place=True)


async def again(pressed: Pressed) -> None:
    """Open a form again as it was filled in."""
    form = pressed.bot.forms.take(pressed.key, pressed.here.person.id)
    if form is None:
        await respond(pressed.interaction, said(say(pressed.language, "catalog.form_gone")), private=True)
        return
    await pressed.interaction.response.send_modal(form)


async def _draft(pressed: Pressed) -> KeptDraft:
    """Give the draft to its author, if they may change that catalogue still. Errors: NoSuchDraft, Refusal."""
    here, place = pressed.here, pressed.here.place
    draft = await pressed.adviser.quick(
        lambda shelf: shelf.store.drafts.get(pressed.key, here.person.id, place, utcnow())
    )
    here.layer(draft.layer is None)
    return draft
