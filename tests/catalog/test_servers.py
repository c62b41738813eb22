"""Servers' settings: defaults, changes that leave the rest alone, refusals."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from pydantic import ValidationError

from catalog.errors import BadSettings
from catalog.models import ServerSettings
from catalog.store import Store


def test_a_server_that_set_nothing_has_the_defaults(store: Store) -> None:
    settings = store.servers.get(1)
    assert settings == ServerSettings()
    assert (settings.moderator_roles, settings.log_channel, settings.dollar, settings.two_people) == (
        (),
        None,
        "USD",
        False,
    )
    assert store.servers.known() == ()


def test_settings_are_kept_per_server_and_seen_by_every_process(store: Store, db: Path, data: Path) -> None:
    mine = ServerSettings(moderator_roles=(1 << 60,), ask_channels=(3, 4), dollar="CAD", language="de", two_people=True)
    store.servers.put(1, mine)
    other = Store.open(db, data=data)
    assert other.servers.get(1) == mine
    assert other.servers.get(2) == ServerSettings()
    assert other.servers.known() == (1,)


def test_two_moderators_who_set_different_things_both_get_them(store: Store, db: Path, data: Path) -> None:
    other = Store.open(db, data=data)
    store.servers.change(1, log_channel=9)
    assert other.servers.change(1, two_people_rows=20) == ServerSettings(log_channel=9, two_people_rows=20)


def test_settings_that_cannot_be_are_refused_with_a_sentence(store: Store) -> None:
    store.servers.change(1, dollar="AUD")
    with pytest.raises(BadSettings) as caught:
        store.servers.change(1, dollar="bucks", two_people_rows=0, moderator_roles=(-1,), colour="red")
    said = str(caught.value)
    assert said.startswith("The settings were not changed (4 problems; nothing was changed)")
    for column in ("dollar", "two_people_rows", "moderator_roles.0", "colour"):
        assert f"column {column}: " in said
    assert store.servers.get(1) == ServerSettings(dollar="AUD")
    with pytest.raises(ValidationError):
        ServerSettings(ask_channels=tuple(range(1, 102)))


def test_a_setting_that_can_be_no_more_has_its_default(store: Store) -> None:
    store.servers.change(1, dollar="AUD", language="de")
    with store.file.writing() as db:
        db.execute("UPDATE servers SET settings = replace(settings, 'AUD', 'EUR')")
    assert store.servers.get(1) == ServerSettings(language="de")
    assert store.servers.change(1, dollar="CAD") == ServerSettings(dollar="CAD", language="de")


def test_a_server_is_forgotten(store: Store) -> None:
    store.servers.change(1, dollar="AUD")
    store.servers.change(2, dollar="CAD")
    assert store.servers.forget_server(1)
    assert not store.servers.forget_server(1)
    assert [store.servers.get(server).dollar for server in (1, 2)] == ["USD", "CAD"]


def test_a_setting_that_another_version_knew_is_passed_over(store: Store, db: Path) -> None:
    store.servers.change(1, dollar="AUD")
    raw = sqlite3.connect(db)
    with raw:
        raw.execute("""UPDATE servers SET settings = '{"dollar": "AUD", "mood": "sunny"}'""")
    raw.close()
    assert store.servers.get(1) == ServerSettings(dollar="AUD")
