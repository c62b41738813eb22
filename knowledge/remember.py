"""What a conversation keeps of a reply: ids, canonical values and numbers, and nothing as the reader typed it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from knowledge.rules.tastes import style_of
from knowledge.values import (
    Conversation,
    GenreShare,
    Intent,
    Kind,
    Named,
    Option,
    Reading,
    Reply,
    Role,
    Said,
    Shown,
    Words,
)

Value = TypeVar("Value", bound=StrEnum)


def remember(reply: Reply, before: Conversation | None = None) -> Conversation | None:
    """The conversation after a reply; a message that was met with silence leaves it as it was.

    What an earlier reply showed stays known while the new one shows nothing.
    """
    if reply.kind is Kind.SILENCE:
        return before
    options = next((one.options for one in (reply, *reply.further) if one.options), ())
    shown = tuple(_shown(option) for option in options) or _weighed(reply.reading)
    return Conversation(reading=wordless(reply.reading), shown=shown or (before.shown if before else ()))


def wordless(reading: Reading) -> Reading:
    """A reading without the words that it was read from; names that only the reader knows go with them."""
    return reading.model_copy(
        update={
            "also": (),
            "questions": (),
            "wants": _bare(reading.wants),
            "budget": reading.budget and reading.budget.model_copy(update={"words": Words()}),
            "genres": tuple(_share(share) for share in reading.genres),
            "excluded_genres": _bare(reading.excluded_genres),
            "sources": _bare(reading.sources),
            "use": _bare(reading.use),
            "needs": _bare(reading.needs),
            "avoided": _bare(reading.avoided),
            "sound": _bare(reading.sound),
            "gear": tuple(item.model_copy(update={"words": Words()}) for item in reading.gear if _known(item)),
            "unknown_gear": (),
            "unclear": (),
        }
    )


def replayable(reading: Reading) -> Reading:
    """A reading without words that is answered as it was: it still tells what this very message named and asked."""
    marked = {item.id or item.ids: item.words.start is not None for item in reading.gear}
    bare = wordless(reading)
    gear = tuple(
        item.model_copy(update={"words": Words(start=0, end=0)}) if marked[item.id or item.ids] else item
        for item in bare.gear
    )
    return bare.model_copy(update={"also": reading.also, "gear": gear})


def _bare(said: Iterable[Said[Value]]) -> tuple[Said[Value], ...]:
    return tuple(one.model_copy(update={"words": Words()}) for one in said)


def _share(share: GenreShare) -> GenreShare:
    """The genre with the style that the rules know by name, if the reader named one."""
    return share.model_copy(update={"words": Words(text=style_of(share))})


def _known(item: Named) -> bool:
    return item.id is not None or bool(item.ids)


def _shown(option: Option) -> Shown:
    total = option.total
    return Shown(
        gear=tuple(item.id for item in option.items),
        total=None if total.amount is None else float(total.amount),
        currency=total.currency,
    )


def _weighed(reading: Reading) -> tuple[Shown, ...]:
    """What a verdict was about, in the order in which the reader named it."""
    if reading.intent not in (Intent.CHOOSE, Intent.ASSESS):
        return ()
    return tuple(Shown(gear=(item.id,)) for item in reading.named(Role.CANDIDATE) if item.id)
