"""Readers' suggestions and gaps: taken with a form that is filled in already, turned down, or known as repetitions."""

from __future__ import annotations

from bot.escape import plain
from bot.exchange import utcnow
from bot.moderating.controls import said
from bot.moderating.drafting import Wanted
from bot.moderating.forms import Field, Form, Values
from bot.moderating.press import Pressed
from bot.moderating.telling import suggestion_sheet, tell_person
from bot.moderating.wishes import alias_form, field_form, model_form
from bot.sending import in_time, respond
from bot.speech import say
from bot.trouble import Refusal
from catalog.errors import AlreadyDecided
from catalog.models import GapKind, State, Suggestion
from catalog.settle import is_page
from catalog.shelf import Shelf
from catalog.store.gaps import name_key


async def accept(pressed: Pressed) -> None:
    """Open the form that the suggestion fills in; it is taken once that edit is confirmed."""
    suggestion = await _open(pressed)
    here, language = pressed.here, pressed.language
    reason = say(here.settings.language, "suggest.reason", number=suggestion.id)
    wanted = Wanted(here, reason, here.layer(False), suggestion.id)
    source = suggestion.source if is_page(suggestion.source) else ""
    if suggestion.field:
        form = field_form(language, wanted, suggestion.gear, suggestion.field, suggestion.value, source)
    else:
        brand, _, model = suggestion.gear.partition(" ")
        form = model_form(language, wanted, brand if model else "", model or brand, source)
    await pressed.interaction.response.send_modal(form)


async def turn_down(pressed: Pressed) -> None:
    """Ask why, and tell the reader."""
    suggestion = await _open(pressed)

    async def do(values: Values) -> None:
        now = await Pressed.by(values.interaction, pressed.act, pressed.key)
        await _turn_down(now, suggestion.id, values["why"])

    form = Form(pressed.language, "turn_down", (Field("why", most=500, paragraph=True),), do)
    await pressed.interaction.response.send_modal(form)


async def _turn_down(pressed: Pressed, number: int, why: str) -> None:
    here = pressed.here

    def work(shelf: Shelf) -> Suggestion:
        return shelf.store.suggestions.turn_down(here.place, number, here.person.id, utcnow(), why)

    done = await in_time(pressed.interaction, pressed.adviser.quick(work), private=True, in_place=True)
    text = say(here.settings.language, "suggest.turned_down", gear=plain(done.gear), why=plain(why))
    told = done.reader is not None and await tell_person(pressed.bot, done.reader, said(text))
    key = "suggest.turned_down_told" if told else "suggest.turned_down_untold"
    note = say(pressed.language, key, user=f"<@{here.person.id}>", why=plain(why))
    await pressed.replace(suggestion_sheet(done, pressed.language, note))


async def duplicate(pressed: Pressed) -> None:
    """Ask which suggestion it repeats."""
    suggestion = await _open(pressed)

    async def do(values: Values) -> None:
        now = await Pressed.by(values.interaction, pressed.act, pressed.key)
        of = values["of"].removeprefix("#")
        if not (of.isascii() and of.isdigit() and len(of) < 15):
            raise Refusal(say(now.language, "suggest.no_number"))
        await _duplicate(now, suggestion.id, int(of))

    form = Form(pressed.language, "duplicate", (Field("of", most=12, hint=True),), do)
    await pressed.interaction.response.send_modal(form)


async def _duplicate(pressed: Pressed, number: int, of: int) -> None:
    here = pressed.here

    def work(shelf: Shelf) -> Suggestion:
        return shelf.store.suggestions.duplicate(here.place, number, here.person.id, utcnow(), of)

    done = await in_time(pressed.interaction, pressed.adviser.quick(work), private=True, in_place=True)
    note = say(pressed.language, "suggest.is_duplicate", user=f"<@{here.person.id}>", of=of)
    await pressed.replace(suggestion_sheet(done, pressed.language, note))


async def _open(pressed: Pressed) -> Suggestion:
    """Give the suggestion if it still waits. Errors: NoSuchSuggestion, AlreadyDecided."""
    place, number = pressed.here.place, pressed.number
    found = await pressed.adviser.quick(lambda shelf: shelf.store.suggestions.get(place, number))
    if found.state is not State.OPEN:
        raise AlreadyDecided("suggestion", number, found.state)
    return found


async def gap_add(pressed: Pressed) -> None:
    """Take a model in that readers asked for."""
    name = _gap(pressed)
    brand, _, model = name.partition(" ")
    await pressed.interaction.response.send_modal(
        model_form(pressed.language, _for_gap(pressed, name), brand.title() if model else "", model or brand)
    )


async def gap_alias(pressed: Pressed) -> None:
    """Let a name that readers use mean a model."""
    name = _gap(pressed)
    await pressed.interaction.response.send_modal(alias_form(pressed.language, _for_gap(pressed, name), name))


async def gap_ignore(pressed: Pressed) -> None:
    """Leave a name out of the list from now on."""
    name, place = _gap(pressed), pressed.here.place
    done = await pressed.adviser.quick(lambda shelf: shelf.store.gaps.ignore(place, GapKind.NAME, name))
    key = "catalog.gap_ignored" if done else "catalog.gap_gone"
    await respond(pressed.interaction, said(say(pressed.language, key, name=plain(name))), private=True)


def _for_gap(pressed: Pressed, name: str) -> Wanted:
    reason = say(pressed.here.settings.language, "catalog.gap_reason")
    return Wanted(pressed.here, reason, pressed.here.layer(False), gap=name)


def _gap(pressed: Pressed) -> str:
    """Give the name, if it is one. Errors: Refusal."""
    if name_key(pressed.key) != pressed.key:
        raise Refusal(say(pressed.language, "rights.no_button"))
    return pressed.key
