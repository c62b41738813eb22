"""The currency of an amount that names none: that of the other amounts, or one that is said on its own."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.reading.currencies import DOLLAR, is_dollar, settle
from knowledge.reading.currency_marks import currency_after
from knowledge.reading.text import Text

_MARKS = frozenset("(.,;-–—/")
_LEADS = _MARKS | {"in", "currency"}


class Spoken:
    """The currencies of one message."""

    def __init__(self, text: Text, dollar: str, codes: Sequence[str | None]) -> None:
        self._text, self._dollar = text, dollar
        named = [code for code in codes if code]
        self._common = next((code for code in named if code != DOLLAR), named[0] if named else None)
        self._stated: str | None = None
        self._looked = False

    def code(self, said: str | None) -> str | None:
        """The ISO code of an amount by what it says itself."""
        if said and said != DOLLAR:
            return settle(said, self._text, self._dollar)
        stated = self._alone()
        if said == DOLLAR:
            return stated if stated and is_dollar(stated) else self._dollar
        return stated or (settle(self._common, self._text, self._dollar) if self._common else None)

    def _alone(self) -> str | None:
        """A currency said without an amount: "prices in euros", "(USD)", "budget in CAD:"."""
        if not self._looked:
            self._looked = True
            self._stated = self._search()
        return self._stated

    def _search(self) -> str | None:
        for at, token in enumerate(self._text.tokens):
            if token.word not in _LEADS or not (money := currency_after(self._text, at + 1)):
                continue
            if token.word not in _MARKS or self._ends(money.last + 1):
                return settle(money.code, self._text, self._dollar)
        return None

    def _ends(self, at: int) -> bool:
        return at >= len(self._text.tokens) or not self._text.tokens[at].word[0].isalnum()
