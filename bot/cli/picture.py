"""`--picture` and `--theme`: the picture that Discord would show, written into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot.pictures import Chart, Theme, alt_text


def picture_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the two options; it gets `picture` and `theme`."""
    file = click.Path(dir_okay=False, path_type=Path)
    command = click.option(
        "--theme", type=click.Choice([theme.value for theme in Theme]), default=Theme.DARK.value,
        show_default=True, help="The picture's ground.",
    )(command)  # fmt: skip
    return click.option("--picture", type=file, metavar="FILE.png", help="Also draw it into this file.")(command)


def write_picture(file: Path, chart: Chart | None, theme: str) -> None:
    """Draw a chart into a file, and say on standard error what it shows.

    Errors: click.ClickException where there is nothing to draw, or the file can't be written.
    """
    if chart is None:
        raise click.ClickException(
            "There is nothing to draw: no headphones that somebody measured or that a source drives."
        )
    from bot.pictures.draw import draw  # here: it loads the drawing library, which no other command needs

    png = draw(chart, Theme(theme))
    try:
        file.write_bytes(png)
    except OSError as error:
        raise click.ClickException(f"{file} can't be written: {error.strerror}. Name another file.") from error
    click.echo(f"{file}: {alt_text(chart)}", err=True)
