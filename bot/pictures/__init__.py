"""Pictures of headphones: `comparison` and `pairing` say what is drawn, `alt_text` says it in words, `Studio` draws.

Importing this loads no drawing library; that happens in the studio's own processes, or in `bot.pictures.draw`.
"""

from bot.pictures.alt import alt_text
from bot.pictures.charts import Chart, LevelChart, TonalChart
from bot.pictures.figures import comparison, pairing
from bot.pictures.studio import PictureError, Studio
from bot.pictures.theme import Theme

__all__ = [
    "Chart",
    "LevelChart",
    "PictureError",
    "Studio",
    "Theme",
    "TonalChart",
    "alt_text",
    "comparison",
    "pairing",
]
