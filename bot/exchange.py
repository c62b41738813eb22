"""One question and its answer: weighed, kept for its buttons, laid out for Discord. Nothing typed is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from discord.ui import LayoutView

from bot.adviser import Adviser
from bot.cards.layout import layouts
from bot.telling import Asked, Told
from catalog.models import AnswerGiven
from catalog.models.facts import Frozen
from catalog.shelf import Shelf
from catalog.store.answers import Answers
from knowledge.values import Conversation, Kind, Reading


def utcnow() -> datetime:
    """Give the present time with its zone."""
    return datetime.now(UTC)


class AnsweredAlready(Exception):  # noqa: N818 - it is a finding, not an error
    """The message has an answer already, by another process."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where; `question` is the id of the message that asks, where there is one.

    What is answered privately is kept without its channel: nothing that others see may go on from it.
    """

    user: int
    channel: int
    server: int | None = None
    language: str = "en"
    question: int | None = None
    private: bool = False


class State(Frozen):
    """What an answer's buttons need: the conversation up to it, and the further messages that it takes up.

    `about` is, in a draft for somebody else, the message that it answers and its writer; `before` is the key of the
    answer that the question went on from.
    """

    conversation: Conversation
    answer_id: str = ""
    more: tuple[int, ...] = ()
    about: tuple[int, int] | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An answer as it is sent: one layout a message. `key` is that of what is kept; empty where nothing is."""

    told: Told
    key: str = ""
    layouts: tuple[LayoutView, ...] = ()
    about: tuple[int, int] | None = None
    before: str = ""

    @property
    def silent(self) -> bool:
        """Whether the message asked nothing."""
        return self.told.kind is Kind.SILENCE


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given before."""

    key: str
    state: State
    answer: AnswerGiven


class Exchanges:
    """All that is asked and answered. `now` tells the time."""

    def __init__(self, adviser: Adviser, keep_days: int, now: Callable[[], datetime] = utcnow) -> None:
        self.adviser = adviser
        self._keep = timedelta(days=keep_days)
        self._now = now

    async def ask(
        self,
        text: str,
        asker: Asker,
        before: Given | None = None,
        key: str = "",
        about: tuple[int, int] | None = None,
    ) -> Sheet | None:
        """Answer a message; None where another process has answered it already."""
        dollar = await self.adviser.dollar(asker.server)
        talk, went_on = (before.state.conversation, before.key) if before else (None, "")
        asked = Asked(text, before=_json(talk), server=asker.server, dollar=dollar, language=asker.language)
        return await self._sheet(await self.adviser.tell(asked), asker, key, about, went_on)

    async def weigh(self, reading: Reading, asker: Asker, before: Given | None = None, key: str = "") -> Sheet:
        """Answer a reading that was changed by a button or a form. Errors: AnsweredAlready."""
        talk, went_on = (before.state.conversation, before.state.before) if before else (None, "")
        asked = Asked(reading=_json(reading), before=_json(talk), server=asker.server, language=asker.language)
        sheet = await self._sheet(await self.adviser.tell(asked), asker, key, before=went_on)
        if sheet is None:
            raise AnsweredAlready
        return sheet

    async def given(self, key: str) -> Given | None:
        """Give the answer of this key, if it is kept still."""
        return await self._read(lambda answers, now: answers.get(key, now))

    async def under(self, message: int) -> Given | None:
        """Give the answer that a message of ours is."""
        return await self._read(lambda answers, now: answers.by_message(message, now))

    async def to(self, question: int) -> Given | None:
        """Give the answer to a reader's message."""
        return await self._read(lambda answers, now: answers.by_question(question, now))

    async def before(self, given: Given) -> Given | None:
        """Give the answer that a question went on from, if it went on and that is kept still."""
        return await self.given(given.state.before) if given.state.before else None

    async def latest(self, asker: Asker, within: timedelta) -> Given | None:
        """Give what the asker was told last in this channel, if that is not longer ago than `within`."""
        found = await self._read(lambda answers, now: answers.latest(asker.channel, asker.user, now))
        return found if found and self._now() - found.answer.made_at <= within else None

    async def sent(self, sheet: Sheet, messages: tuple[int, ...], asker: Asker) -> None:
        """Note which messages an answer became."""
        if sheet.key and messages:
            answer = self._answer(
                sheet.key, _state(sheet.told, sheet.about, sheet.before, messages[1:]), asker, messages[0]
            )
            await self.adviser.quick(lambda shelf: shelf.store.answers.keep(answer))

    async def forget(self, key: str) -> None:
        """Forget an answer."""
        await self.adviser.quick(lambda shelf: shelf.store.answers.forget(key))

    async def _read(self, look: Callable[[Answers, datetime], AnswerGiven | None]) -> Given | None:
        def work(shelf: Shelf) -> AnswerGiven | None:
            return look(shelf.store.answers, self._now())

        answer = await self.adviser.quick(work)
        if answer is None:
            return None
        try:
            return Given(answer.id, State.model_validate_json(answer.state), answer)
        except ValueError:  # kept by another release: as good as forgotten
            return None

    async def _sheet(
        self, told: Told, asker: Asker, key: str, about: tuple[int, int] | None = None, before: str = ""
    ) -> Sheet | None:
        if told.controls is None:
            return Sheet(told)
        missing = asker.server is not None and told.missed is not None and bool(told.missed.names)
        controls = replace(told.controls, key=key or Answers.fresh_id(), draft=about is not None, missing=missing)
        answer = self._answer(controls.key, _state(told, about, before), asker)
        if not await self.adviser.quick(lambda shelf: shelf.store.answers.keep(answer)):
            return None
        return Sheet(told, controls.key, layouts(told.pages, controls, asker.language), about, before)

    def _answer(self, key: str, state: str, asker: Asker, message: int | None = None) -> AnswerGiven:
        now = self._now()
        return AnswerGiven(
            id=key,
            state=state,
            made_at=now,
            expires_at=now + self._keep,
            question=asker.question,
            reply=message,
            channel=None if asker.private else asker.channel,
            asker=asker.user,
            server=asker.server,
        )


def _json(value: Conversation | Reading | None) -> str:
    return "" if value is None else value.model_dump_json(exclude_defaults=True)


def _state(told: Told, about: tuple[int, int] | None, before: str, more: tuple[int, ...] = ()) -> str:
    """Write a `State`; the conversation is JSON already."""
    answer_id = told.controls.answer_id if told.controls else ""
    rest = json.dumps({"answer_id": answer_id, "about": about, "before": before, "more": more})
    return f'{{"conversation":{told.conversation},{rest[1:]}'
