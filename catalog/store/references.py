"""What facts refer to: their sources, and the exchange rates of one day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from decimal import Decimal

from catalog.models import Rates, Source

MODERATOR = Source(id="moderator", title="a moderator of this server")
"""Who says what an edit gives no other source for."""


def add_sources(db: sqlite3.Connection, sources: Iterable[Source]) -> None:
    """Add sources, or say them anew."""
    db.executemany(
        "INSERT INTO sources (id, title, licence, url, as_of) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "title = excluded.title, licence = excluded.licence, url = excluded.url, as_of = excluded.as_of",
        ((s.id, s.title, s.licence, s.url, s.as_of) for s in sources),
    )


def sources(db: sqlite3.Connection, layer: int | None = None) -> dict[str, Source]:
    """Read the sources by id: those that are listed, and the pages that edits cite, of a layer's only its own."""
    cited = (
        "SELECT f.source FROM changes c JOIN facts f ON f.change = c.id "
        "WHERE c.author <> '' AND (c.layer IS NULL OR c.layer = ?)"
    )
    rows = db.execute(
        "SELECT id, title, licence, url, as_of FROM sources "  # noqa: S608 - our own text
        f"WHERE url <> id OR id IN ({cited}) ORDER BY id",
        [layer],
    )
    return {
        id_: Source(id=id_, title=title, licence=licence, url=url, as_of=as_of)
        for id_, title, licence, url, as_of in rows
    }


def set_rates(db: sqlite3.Connection, rates: Rates) -> None:
    """Replace the exchange rates."""
    db.execute("DELETE FROM rates")
    rows = ((currency, str(rate), rates.as_of) for currency, rate in rates.per_eur.items())
    db.executemany("INSERT INTO rates (currency, per_eur, as_of) VALUES (?, ?, ?)", rows)


def rates(db: sqlite3.Connection) -> Rates:
    """Read the exchange rates; without any, no conversion is known."""
    rows = db.execute("SELECT currency, per_eur, as_of FROM rates ORDER BY currency").fetchall()
    as_of = rows[0][2] if rows else ""
    return Rates(as_of=as_of, per_eur={currency: Decimal(rate) for currency, rate, _ in rows})
