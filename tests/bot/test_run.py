"""What `bot run` says before it connects, and what the log leaves out."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pydantic import ValidationError

from bot.cli import bot
from bot.cli.run import _db
from bot.logs import JsonLines, TextLines
from bot.settings import Settings
from catalog.errors import ReadOnly
from knowledge.values import Question

TYPED = "mein ganz eigener Satz"


def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *words: str, **environment: str) -> Result:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    return CliRunner(env=environment).invoke(bot, ["run", *words])


def test_without_a_token_one_sentence_says_where_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(tmp_path, monkeypatch)
    assert result.exit_code == 2
    assert result.stderr.startswith("DISCORD_TOKEN is not set.")
    assert result.stderr.count("\n") == 1


def test_what_is_no_token_is_refused_and_not_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(tmp_path, monkeypatch, DISCORD_TOKEN="mysecretpassword")  # noqa: S106
    assert result.exit_code == 2
    assert "DISCORD_TOKEN is no bot token" in result.stderr
    assert "mysecret" not in result.output


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EARSHOT_OWNERS", "me"),
        ("EARSHOT_DOLLAR", "dollars"),
        ("EARSHOT_KEEP_DAYS", "0"),
        ("EARSHOT_LOG", "xml"),
        ("EARSHOT_LOG_LEVEL", "LOUD"),
        ("EARSHOT_MESSAGE_CONTENT", "perhaps"),
    ],
)
def test_a_setting_that_cannot_be_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN=x\n{name}={value}\n")
    result = run(tmp_path, monkeypatch)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{name} is not as it should be: ")
    assert result.stderr.count("\n") == 1


def test_the_command_line_and_the_environment_stand_above_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import click

    def chosen(*words: str) -> Path:
        found: list[Path] = []

        @click.command()
        @click.pass_context
        def probe(ctx: click.Context) -> None:
            found.append(_db(ctx, Path("named.db")))

        monkeypatch.setattr(bot, "get_command", lambda ctx, name: probe)
        assert CliRunner().invoke(bot, [*words, "probe"]).exit_code == 0
        return found[0]

    monkeypatch.delenv("EARSHOT_DB", raising=False)
    assert chosen() == Path("named.db")
    assert chosen("--db", "given.db") == Path("given.db")
    monkeypatch.setenv("EARSHOT_DB", "around.db")
    assert chosen() == Path("around.db")


def failing(error: Exception) -> logging.LogRecord:
    try:
        try:
            raise error
        except Exception as first:
            raise RuntimeError(f"while reading {TYPED}") from first
    except RuntimeError as second:
        info = (type(second), second, second.__traceback__)
    return logging.LogRecord("bot", logging.ERROR, __file__, 1, "trouble %s", ("7f",), info)


def validation() -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        Question(text=TYPED, dollar=[TYPED])  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize("form", [TextLines(), JsonLines()])
@pytest.mark.parametrize("error", [validation(), KeyError(TYPED), ValueError(TYPED)], ids=lambda e: type(e).__name__)
def test_an_error_is_logged_without_what_it_quotes(form: logging.Formatter, error: Exception) -> None:
    said = form.format(failing(error))
    assert TYPED not in said
    assert type(error).__name__ in said
    assert "test_run.py" in said


def test_an_error_of_the_catalogue_is_logged_with_its_words() -> None:
    said = json.loads(JsonLines().format(failing(ReadOnly(Path("some.db")))))
    assert said["level"] == "ERROR"
    assert said["message"] == "trouble 7f"
    assert any("some.db" in line for line in said["error"])


def test_a_pass_in_an_address_is_left_out() -> None:
    url = "https://discord.com/api/v10/webhooks/11/aW50ZXJhY3Rpb246-_x/messages/@original"
    record = logging.LogRecord("discord.http", logging.WARNING, __file__, 1, "limited: PATCH %s", (url,), None)
    assert TextLines().format(record).endswith("/webhooks/11/…/messages/@original")


def test_settings_come_from_the_environment_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("DISCORD_TOKEN=file\nEARSHOT_OWNERS=1, 2\nEARSHOT_KEEP_DAYS=3\n")
    monkeypatch.setenv("EARSHOT_KEEP_DAYS", "4")
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    settings = Settings()
    assert (settings.owners, settings.keep_days) == (frozenset({1, 2}), 4)
