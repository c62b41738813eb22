"""Servers' settings: JSON without defaults, so that a default that gets better does so for everybody."""

from __future__ import annotations

import json
import sqlite3

from pydantic import ValidationError

from catalog.errors import BadSettings, problem_of
from catalog.models import ServerSettings
from catalog.store.opened import Opened


class Servers:
    """The settings of each server; one that set nothing has the defaults."""

    def __init__(self, file: Opened) -> None:
        self._file = file

    def get(self, server: int) -> ServerSettings:
        """Give a server's settings."""
        with self._file.reading() as db:
            return _read(db, server)

    def put(self, server: int, settings: ServerSettings) -> None:
        """Set all of a server's settings."""
        with self._file.writing() as db:
            _write(db, server, settings)

    def change(self, server: int, **settings: object) -> ServerSettings:
        """Set some of a server's settings, leaving the others as they are, also those that somebody sets meanwhile.

        Errors: BadSettings with every problem.
        """
        with self._file.writing() as db:
            try:
                after = ServerSettings.model_validate({**dict(_read(db, server)), **settings})
            except ValidationError as error:
                raise BadSettings(
                    [problem_of(one["loc"], one["msg"], one["input"]) for one in error.errors()]
                ) from None
            _write(db, server, after)
            return after

    def known(self) -> tuple[int, ...]:
        """List the servers that set something."""
        with self._file.reading() as db:
            return tuple(server for (server,) in db.execute("SELECT server FROM servers ORDER BY server"))

    def forget_server(self, server: int) -> bool:
        """Go back to the defaults; say whether anything was set."""
        with self._file.writing() as db:
            return db.execute("DELETE FROM servers WHERE server = ?", [server]).rowcount > 0


def _read(db: sqlite3.Connection, server: int) -> ServerSettings:
    row = db.execute("SELECT settings FROM servers WHERE server = ?", [server]).fetchone()
    said = json.loads(row[0]) if row else {}
    known = {name: said[name] for name in ServerSettings.model_fields if name in said}
    try:
        return ServerSettings.model_validate(known)
    except ValidationError as error:  # set by another release: what cannot be any more has its default
        wrong = {one["loc"][0] for one in error.errors()}
        return ServerSettings.model_validate({name: value for name, value in known.items() if name not in wrong})


def _write(db: sqlite3.Connection, server: int, settings: ServerSettings) -> None:
    db.execute(
        "INSERT INTO servers (server, settings) VALUES (?, ?) "
        "ON CONFLICT (server) DO UPDATE SET settings = excluded.settings",
        [server, settings.model_dump_json(exclude_defaults=True)],
    )
