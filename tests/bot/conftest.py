"""What every test of a running bot needs: its catalogue, its settings, and a way to make it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.adviser import Adviser
from bot.client import Earshot
from bot.pictures import Studio
from bot.settings import Settings
from catalog.shelf import Shelf
from knowledge.respond import respond
from knowledge.values import Question


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many bodies were held against Discord's description."""
    reports = [report for kind in ("", "error") for report in terminalreporter.stats.get(kind, ())]
    ended = [report for report in reports if getattr(report, "when", "") == "teardown"]
    counts = [count for report in ended for name, count in report.user_properties if name == "bodies"]
    if counts:
        terminalreporter.line(f"{sum(counts)} bodies held against Discord's description")


END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def kept_shelf(catalogue_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A catalogue of the bot's own, opened once."""
    file = tmp_path_factory.mktemp("discord") / "catalog.db"
    shutil.copy(catalogue_file, file)
    shelf = Shelf.open(file)
    respond(Question(text="jazz"), shelf, shelf.rates)  # builds what the first question would wait for
    yield shelf
    shelf.close()


@pytest.fixture
def adviser(kept_shelf: Shelf) -> Iterator[Adviser]:
    """An adviser who remembers nothing of earlier tests."""
    yield Adviser(kept_shelf)
    kept_shelf.store.answers.forget_expired(END_OF_TIME)
    for server in kept_shelf.store.servers.known():
        kept_shelf.store.servers.forget_server(server)
    path = kept_shelf.store.path
    path.with_name(path.name + ".commands").unlink(missing_ok=True)  # each test has a Discord that knows no commands


@pytest.fixture(scope="session")
def bot_settings() -> Settings:
    """Settings as an environment would give them."""
    return Settings(_env_file=None, DISCORD_TOKEN="none", message_content=True)  # type: ignore[call-arg]  # noqa: S106


@pytest_asyncio.fixture
async def studio() -> AsyncIterator[Studio]:
    """Where pictures are drawn; its workers start when the first is asked for."""
    async with AsyncExitStack() as stack:
        opened = Studio()
        stack.push_async_callback(opened.close)
        yield opened


@pytest.fixture
def make_bot(adviser: Adviser, studio: Studio, bot_settings: Settings) -> Callable[[], Earshot]:
    """Make the bot, as each of its starts does."""
    return lambda: Earshot(bot_settings, adviser, studio)
