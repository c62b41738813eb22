"""Charts → files that a message can carry, with their words for those who do not see them."""

from __future__ import annotations

import io
import logging

import discord

from bot.limits import ALT_TEXT, fitted
from bot.pictures import Chart, PictureError, Studio, alt_text

log = logging.getLogger(__name__)


async def drawn(chart: Chart | None, studio: Studio) -> discord.File | None:
    """Draw a chart; None where there is nothing to draw, or it could not be drawn, which the log says."""
    if chart is None:
        return None
    try:
        picture = await studio.picture(chart)
    except PictureError as error:
        log.warning("no picture: %s", error)
        return None
    return discord.File(io.BytesIO(picture), filename=chart.filename, description=fitted(alt_text(chart), ALT_TEXT))
