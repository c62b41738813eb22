"""What was asked for and could not be served: counts by server, with no text and no reader behind them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from catalog.models import Gap, GapKind
from catalog.store.opened import Opened

LONGEST = 40
MOST = 2_000
"""Gaps kept of one server; beyond, the rarest and oldest are forgotten."""
NOWHERE = 0
"""Stands for direct messages."""
BANDS = (25, 50, 100, 150, 200, 300, 500, 1000, 2000)

_NOT_KEPT = re.compile(r"[^\w+/ -]|_")
_BLANKS = re.compile(r"\s+")
_LONG_NUMBER = re.compile(r"\d[\d /-]{6,}\d")  # a telephone number or somebody's id, no model
_WORDS = 5
_WORD = re.compile(r"[a-z][a-z_]{0,39}")


def name_key(name: str) -> str:
    """Normalise the name of an unknown model; empty where it does not look like one.

    >>> name_key("  Acme   Turbo-X 9+ "), name_key("call me at 0171 2345678"), name_key("a@b.example")
    ('acme turbo-x 9+', '', '')
    """
    key = _BLANKS.sub(" ", name).strip().casefold()
    good = 0 < len(key) <= LONGEST and key.count(" ") < _WORDS and any(letter.isalpha() for letter in key)
    return key if good and not _NOT_KEPT.search(key) and not _LONG_NUMBER.search(key) else ""


def budget_key(high: Decimal, currency: str) -> str:
    """Name the band of money that a budget falls in.

    >>> budget_key(Decimal(120), "EUR"), budget_key(Decimal(9000), "USD")
    ('100-150 EUR', 'over 2000 USD')
    """
    if not re.fullmatch(r"[A-Z]{3}", currency):
        return ""
    bounds = [0, *BANDS]
    bands = zip(bounds, BANDS, strict=False)
    return next((f"{low}-{top} {currency}" for low, top in bands if high <= top), f"over {BANDS[-1]} {currency}")


class Gaps:
    """The counts. A server of None stands for direct messages when counting, and for all together when listing."""

    def __init__(self, file: Opened, most: int = MOST) -> None:
        self._file, self._most = file, most

    def count_name(self, server: int | None, name: str, day: date) -> bool:
        """Count an unknown model's name; False, and nothing is kept, where it does not look like one."""
        return self._count(server, GapKind.NAME, name_key(name), day)

    def count_budget(self, server: int | None, high: Decimal, currency: str, day: date) -> bool:
        """Count a budget for which there was nothing."""
        return self._count(server, GapKind.BUDGET, budget_key(high, currency), day)

    def count_need(self, server: int | None, need: str, day: date) -> bool:
        """Count a need, by its name in the code, that nothing met."""
        return self._count(server, GapKind.NEED, need if _WORD.fullmatch(need) else "", day)

    def _count(self, server: int | None, kind: GapKind, key: str, day: date) -> bool:
        if not key:
            return False
        with self._file.writing(lasting=False) as db:
            place, today = server or NOWHERE, day.isoformat()
            new = db.execute(
                "UPDATE gaps SET count = count + 1, last = ? WHERE server = ? AND kind = ? AND key = ?",
                [today, place, kind.value, key],
            )
            if not new.rowcount:
                row = [place, kind.value, key, today, today]
                db.execute("INSERT INTO gaps VALUES (?, ?, ?, 1, ?, ?, 0)", row)
                db.execute(
                    "DELETE FROM gaps WHERE rowid IN (SELECT rowid FROM gaps WHERE server = ? "
                    "ORDER BY ignored DESC, count DESC, last DESC, rowid DESC LIMIT -1 OFFSET ?)",
                    [place, self._most],
                )
        return True

    def top(self, server: int | None, limit: int = 25, ignored: bool = False) -> tuple[Gap, ...]:
        """List what was missed most often in a server, or in all together; with `ignored`, what is to be ignored."""
        where, values = ("1", []) if server is None else ("server = ?", [server])
        with self._file.reading() as db:
            rows = db.execute(
                "SELECT kind, key, sum(count) AS total, min(first), max(last), max(ignored) FROM gaps "  # noqa: S608
                f"WHERE {where} GROUP BY kind, key HAVING max(ignored) = ? ORDER BY total DESC, kind, key LIMIT ?",
                [*values, ignored, limit],
            ).fetchall()
        return tuple(
            Gap(kind=GapKind(kind), key=key, count=count, first=first, last=last, ignored=bool(hidden))
            for kind, key, count, first, last, hidden in rows
        )

    def ignore(self, server: int, kind: GapKind, key: str, ignored: bool = True) -> bool:
        """Leave a gap out of the list from now on, or no longer; say whether there is such a gap."""
        with self._file.writing() as db:
            row = [ignored, server, kind.value, key]
            return db.execute("UPDATE gaps SET ignored = ? WHERE server = ? AND kind = ? AND key = ?", row).rowcount > 0

    def closed(self, server: int, kind: GapKind, key: str) -> bool:
        """Forget a gap that was filled; say whether there was one."""
        with self._file.writing() as db:
            row = [server, kind.value, key]
            return db.execute("DELETE FROM gaps WHERE server = ? AND kind = ? AND key = ?", row).rowcount > 0

    def forget_server(self, server: int) -> int:
        """Forget a server's gaps; say how many."""
        with self._file.writing() as db:
            return db.execute("DELETE FROM gaps WHERE server = ?", [server]).rowcount
