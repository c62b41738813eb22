"""`bot run` as a process of its own: started, asked, told to end while it answers, and started wrongly."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot.loopback.stub import APP, Loopback

pytestmark = pytest.mark.asyncio

TOKEN = "A" * 24 + ".aaaaaa." + "a" * 30
TYPED = "zwiebelkuchen"
QUESTION = f"<@{APP}> closed headphones for rock, laptop, 150 dollars at most, {TYPED}"


@pytest_asyncio.fixture
async def remote() -> AsyncIterator[Loopback]:
    """The little Discord, for another process."""
    async with Loopback().open() as opened:
        yield opened


@pytest.fixture(scope="session")
def warm_file(catalogue_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue whose warm copy lies beside it after the first start."""
    return Path(shutil.copy(catalogue_file, tmp_path_factory.mktemp("run") / "catalog.db"))


async def started(remote: Loopback, db: Path, *words: str, **settings: str) -> Process:
    environment = {
        "DISCORD_TOKEN": TOKEN,
        "EARSHOT_DB": str(db),
        "EARSHOT_LOG": "json",
        "EARSHOT_READERS": "1",
    } | settings
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "VIRTUAL_ENV")}
    command = [sys.executable, "-m", "tests.bot.loopback.start", str(remote.port), "run", *words]
    return await asyncio.create_subprocess_exec(*command, env=kept | environment, stdout=PIPE, stderr=PIPE)


async def test_an_answer_in_flight_is_finished_before_the_end(remote: Loopback, warm_file: Path) -> None:
    remote.slow_s = 0.3
    process = await started(remote, warm_file)
    await remote.until(lambda: 2 in remote.ops(), 120)
    arrived = asyncio.Event()
    remote.begun = arrived.set
    await remote.say(QUESTION)
    async with asyncio.timeout(60):
        await arrived.wait()
    assert remote.posts() == [], "the answer is on its way"
    process.send_signal(signal.SIGTERM)
    _, said = await asyncio.wait_for(process.communicate(), 120)
    assert process.returncode == 0, said.decode()
    assert len(remote.posts()) == 1
    lines = [json.loads(line) for line in said.decode().splitlines()]
    assert {"time", "level", "logger", "message"} <= lines[0].keys()
    assert lines[-1]["message"].startswith("ending"), "answers in flight are finished, and nothing goes wrong"
    assert [line for line in lines if line["level"] in ("ERROR", "CRITICAL")] == []
    assert TYPED not in said.decode()
    assert TOKEN not in said.decode()


async def test_a_refused_token_ends_with_one_sentence(remote: Loopback, warm_file: Path) -> None:
    remote.token = "another"  # noqa: S105
    process = await started(remote, warm_file)
    _, said = await asyncio.wait_for(process.communicate(), 90)
    assert process.returncode == 1
    last = said.decode().splitlines()[-1]
    assert last.startswith("Discord refuses this token.")
    assert "Traceback" not in said.decode()


async def test_the_check_prints_a_table_and_the_links(remote: Loopback, warm_file: Path) -> None:
    remote.message_content = False
    process = await started(remote, warm_file, "--check", EARSHOT_MESSAGE_CONTENT="true")
    said, _ = await asyncio.wait_for(process.communicate(), 120)
    lines = said.decode().splitlines()
    assert process.returncode == 1, "the intent is asked for and not granted"
    assert [line.split()[:2] for line in lines[:4]] == [
        ["ok", "token"],
        ["NO", "intents"],
        ["--", "commands"],
        ["ok", "servers"],
    ]
    assert f"client_id={APP}" in lines[-1]
    assert [seen for seen in remote.seen if seen.method != "GET"] == []
