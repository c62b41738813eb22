"""What readers suggest, by command or by the *Missing?* button: kept for the moderators, who are told."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import discord

from bot.exchange import utcnow
from bot.moderating.controls import said
from bot.moderating.forms import Field, Form, Values
from bot.moderating.telling import speech_of, suggestion_sheet, tell_log
from bot.rights import Right, allowed
from bot.sending import in_time, respond
from bot.speech import say
from catalog.errors import BadSuggestion, Problem
from catalog.fields import FIELDS, complaint, split
from catalog.models import Suggestion
from catalog.settle import is_page
from catalog.shelf import Shelf
from catalog.values import UNPRINTABLE

if TYPE_CHECKING:
    from bot.client import Earshot


@dataclass(frozen=True, slots=True)
class Suggested:
    """A model that is missing; with a field, a figure that is wrong."""

    gear: str
    field: str = ""
    value: str = ""
    source: str = ""
    note: str = ""


async def suggest(interaction: discord.Interaction[Earshot], what: Suggested) -> None:
    """Keep a suggestion, tell the moderators, and thank the reader. Errors: Refusal, BadSuggestion, TooMany."""
    here = await allowed(interaction, Right.MEMBER)
    if wrong := problems(what):
        raise BadSuggestion(wrong)
    place, adviser = here.place, interaction.client.adviser

    def work(shelf: Shelf) -> Suggestion:
        record = shelf.layer(place).get(what.gear)
        told = {**asdict(what), "gear": record.name if record else what.gear}
        return shelf.store.suggestions.add(place, here.person.id, utcnow(), **told)

    kept = await in_time(interaction, adviser.run(work), private=True)
    await respond(interaction, said(say(here.language, "suggest.thanks", number=kept.id)), private=True)
    await tell_log(interaction.client, place, suggestion_sheet(kept, await speech_of(interaction.client, place)))


def problems(what: Suggested) -> list[Problem]:
    """Say what is wrong with a suggestion, so far as a reader can mend it."""
    found = [
        Problem("expected printable characters", column=name)
        for name, text in asdict(what).items()
        if UNPRINTABLE.search(text.replace("\n", " "))
    ]
    if not what.gear.strip():
        found.append(Problem("expected brand and model", column="model"))
    if what.field and split(what.field)[0] not in FIELDS:
        known = ", ".join(FIELDS)
        found.append(Problem(f"there is no such field; the fields are {known}", column="field", value=what.field))
    elif what.field and (said_wrong := complaint(what.field, what.value)):
        found.append(Problem(said_wrong, column="value", value=what.value))
    if what.value and not what.field:
        found.append(Problem("expected the field that this is the value of", column="field"))
    if what.source and not is_page(what.source):
        found.append(Problem("expected a link, as in https://example.org/review", column="source", value=what.source))
    return found


def missing_form(language: str) -> Form:
    """Ask for the model that is missed."""
    fields = (
        Field("model", hint=True),
        Field("source", most=500, required=False, hint=True),
        Field("note", most=1000, required=False, paragraph=True),
    )

    async def do(values: Values) -> None:
        told = Suggested(values["model"], source=values["source"], note=values["note"])
        await suggest(values.interaction, told)

    return Form(language, "missing", fields, do)
