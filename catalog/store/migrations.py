"""The shape of the database, one function per change; a released one is never edited.

`user_version` counts the migrations that a file has had, so that an ordinary start need not load sqlite-utils.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from catalog.store.connection import APPLICATION_ID

if TYPE_CHECKING:
    from sqlite_utils import Database

SCHEMA = 8
"""How many migrations there are; a test holds it to the functions below."""


def the_log_and_what_follows_from_it(db: Database) -> None:
    db.table("sources").create({"id": str, "title": str, "licence": str, "url": str, "as_of": str}, pk="id")
    db.table("changes").create(
        {"id": int, "author": str, "reason": str, "at": str, "undoes": int},
        pk="id",
        not_null={"author", "reason", "at"},
        foreign_keys=[("undoes", "changes", "id")],
    )
    db.table("facts").create(
        {
            **{"id": int, "gear": str, "field": str, "value": str, "source": str, "trust": str, "as_of": str},
            **{"change": int, "replaces": int},
        },
        pk="id",
        not_null={"gear", "field", "value", "source", "trust", "as_of", "change"},
        foreign_keys=[("source", "sources", "id"), ("change", "changes", "id"), ("replaces", "facts", "id")],
    )
    for column in ("gear", "change"):
        db.table("facts").create_index([column])
    db.table("records").create({"gear": str, "category": str, "changed": int, "json": bytes}, pk="gear")
    db.table("records").create_index(["changed"])
    db.table("rates").create({"currency": str, "per_eur": str, "as_of": str}, pk="currency")
    db.table("meta").create({"key": str, "value": str}, pk="key")
    for table in ("facts", "changes"):
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the log of facts only grows'); END"
            )


def what_records_are_called(db: Database) -> None:
    db.table("records").add_column("named", bytes)


def answers_given(db: Database) -> None:
    db.execute(
        "CREATE TABLE answers (id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, made_at INTEGER NOT NULL, "
        "expires_at INTEGER NOT NULL, question INTEGER UNIQUE, reply INTEGER, channel INTEGER, asker INTEGER, "
        "server INTEGER)"
    )
    for column in ("reply", "asker", "server", "expires_at"):
        db.table("answers").create_index([column])


def servers_settings(db: Database) -> None:
    db.table("servers").create({"server": int, "settings": str}, pk="server", not_null={"settings"})


def servers_layers(db: Database) -> None:
    db.table("changes").add_column("layer", int)
    db.execute("CREATE INDEX idx_changes_layer ON changes (layer) WHERE layer IS NOT NULL")
    db.execute("CREATE INDEX idx_changes_undoes ON changes (undoes) WHERE undoes IS NOT NULL")
    db.execute("CREATE INDEX idx_facts_replaces ON facts (replaces) WHERE replaces IS NOT NULL")
    db.table("layers").create({"layer": int, "latest": int}, pk="layer", not_null={"latest"})
    db.table("layered").create(
        {"layer": int, "gear": str, "category": str, "json": bytes, "named": bytes}, pk=("layer", "gear")
    )
    db.table("numbers").create({"highest": int})
    db.execute("INSERT INTO numbers VALUES (0)")
    for table, shared in (
        ("facts", "(SELECT layer FROM changes WHERE id = OLD.change) IS NULL"),
        ("changes", "OLD.layer IS NULL"),
    ):
        db.execute(f"DROP TRIGGER {table}_refuse_delete")
        db.execute(
            f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} WHEN {shared} "
            "BEGIN SELECT RAISE(ABORT, 'the log of facts only grows'); END"
        )


def what_waits_for_a_decision(db: Database) -> None:
    who, when = {"decided_by": int, "decided_at": int}, {"at": int}
    db.table("suggestions").create(
        {
            **{"id": int, "server": int, "reader": int, **when, "gear": str, "field": str, "value": str, "source": str},
            **{"note": str, "state": str, **who, "reason": str, "of": int, "change": int},
        },
        pk="id",
        not_null={"server", "at", "gear", "state"},
        defaults={"reason": ""},
    )
    db.table("suggestions").create_index(["server", "state"])
    db.table("suggestions").create_index(["reader"])
    db.table("proposals").create(
        {
            **{"id": int, "layer": int, "origin": int, "proposer": int, "author": str, "reason": str, **when},
            **{"entries": str, "state": str, **who, "why": str, "change": int},
        },
        pk="id",
        not_null={"proposer", "author", "reason", "at", "entries", "state"},
        defaults={"why": ""},
    )
    db.table("proposals").create_index(["layer", "state"])


def what_could_not_be_served(db: Database) -> None:
    db.table("gaps").create(
        {"server": int, "kind": str, "key": str, "count": int, "first": str, "last": str, "ignored": int},
        pk=("server", "kind", "key"),
    )


def edits_that_are_looked_at(db: Database) -> None:
    db.table("drafts").create(
        {
            **{"id": str, "server": int, "layer": int, "author": int, "name": str, "reason": str},
            **{"at": int, "expires_at": int, "entries": str, "undoes": int, "suggestion": int, "gap": str},
            **{"done": int, "change": int, "proposal": int},
        },
        pk="id",
        not_null={"server", "author", "name", "reason", "at", "expires_at", "entries", "gap", "done"},
    )
    db.table("drafts").create_index(["author", "server"])


_STEPS = (
    the_log_and_what_follows_from_it,
    what_records_are_called,
    answers_given,
    servers_settings,
    servers_layers,
    what_waits_for_a_decision,
    what_could_not_be_served,
    edits_that_are_looked_at,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the open transaction's database to the newest shape."""
    from sqlite_utils import Database, Migrations  # here: it takes 0.3 s to load, and a file is migrated once

    migrations = Migrations("catalog")
    for step in _STEPS:
        migrations()(step)
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version={SCHEMA}")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
