"""One question and its answer: weighed, kept for its buttons, laid out for Discord. Nothing typed is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from discord.ui import LayoutView

from bot.adviser import Adviser
from bot.cards.blocks import blocks
from bot.cards.layout import Controls, layouts
from bot.cards.pages import pages
from catalog.models import AnswerGiven, Rates
from catalog.models.facts import Frozen
from catalog.shelf import Shelf
from catalog.store.answers import Answers
from knowledge.remember import remember
from knowledge.values import Conversation, Kind, Reading, Reply


def utcnow() -> datetime:
    """Give the present time with its zone."""
    return datetime.now(UTC)


class AnsweredAlready(Exception):  # noqa: N818 - it is a finding, not an error
    """The message has an answer already, by another process."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where; `question` is the id of the message that asks, where there is one."""

    user: int
    channel: int
    server: int | None = None
    language: str = "en"
    question: int | None = None


class State(Frozen):
    """What an answer's buttons need: the conversation up to it, and the further messages that it takes up.

    `about` is, in a draft for somebody else, the message that it answers and its writer.
    """

    conversation: Conversation
    answer_id: str = ""
    more: tuple[int, ...] = ()
    about: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """An answer as it is sent: one layout a message. `key` is that of what is kept; empty where nothing is."""

    reply: Reply
    key: str = ""
    layouts: tuple[LayoutView, ...] = ()
    state: State | None = None

    @property
    def silent(self) -> bool:
        """Whether the message asked nothing."""
        return self.reply.kind is Kind.SILENCE


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
        before: Conversation | None = None,
        key: str = "",
        about: tuple[int, int] | None = None,
    ) -> Sheet | None:
        """Answer a message; None where another process has answered it already."""
        reply = await self.adviser.answer(text, asker.server, before)
        return await self._sheet(reply, asker, before, key, about)

    async def weigh(self, reading: Reading, asker: Asker, before: Conversation | None = None, key: str = "") -> Sheet:
        """Answer a reading that was changed by a button or a form. Errors: AnsweredAlready."""
        reply = await self.adviser.advise(reading, asker.server)
        sheet = await self._sheet(reply, asker, before, key)
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

    async def latest(self, asker: Asker, within: timedelta) -> Given | None:
        """Give what the asker was told last in this channel, if that is not longer ago than `within`."""
        found = await self._read(lambda answers, now: answers.latest(asker.channel, asker.user, now))
        return found if found and self._now() - found.answer.made_at <= within else None

    async def sent(self, sheet: Sheet, messages: tuple[int, ...], asker: Asker) -> None:
        """Note which messages an answer became."""
        if sheet.state is not None and messages:
            state = sheet.state.model_copy(update={"more": messages[1:]})
            answer = self._answer(sheet.key, state, asker, messages[0])
            await self.adviser.run(lambda shelf: shelf.store.answers.keep(answer))

    async def forget(self, key: str) -> None:
        """Forget an answer."""
        await self.adviser.run(lambda shelf: shelf.store.answers.forget(key))

    async def _read(self, look: Callable[[Answers, datetime], AnswerGiven | None]) -> Given | None:
        def work(shelf: Shelf) -> AnswerGiven | None:
            return look(shelf.store.answers, self._now())

        answer = await self.adviser.run(work)
        if answer is None:
            return None
        try:
            return Given(answer.id, State.model_validate_json(answer.state), answer)
        except ValueError:  # kept by another release: as good as forgotten
            return None

    async def _sheet(
        self,
        reply: Reply,
        asker: Asker,
        before: Conversation | None,
        key: str,
        about: tuple[int, int] | None = None,
    ) -> Sheet | None:
        if reply.kind is Kind.SILENCE:
            return Sheet(reply)
        key = key or Answers.fresh_id()
        conversation = remember(reply, before) or Conversation(reading=reply.reading)
        state = State(conversation=conversation, answer_id=reply.answer_id, about=about)
        answer = self._answer(key, state, asker)

        def work(shelf: Shelf) -> Rates | None:
            return shelf.rates if shelf.store.answers.keep(answer) else None

        rates = await self.adviser.run(work)
        if rates is None:
            return None
        laid = pages(blocks(reply, rates, asker.language))
        return Sheet(reply, key, layouts(laid, Controls.of(reply, key, draft=about is not None), asker.language), state)

    def _answer(self, key: str, state: State, asker: Asker, message: int | None = None) -> AnswerGiven:
        now = self._now()
        return AnswerGiven(
            id=key,
            state=state.model_dump_json(exclude_defaults=True),
            made_at=now,
            expires_at=now + self._keep,
            question=asker.question,
            reply=message,
            channel=asker.channel,
            asker=asker.user,
            server=asker.server,
        )
