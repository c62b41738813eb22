"""Discord's limits, in one place; the numbers are those of its API reference (version 10)."""

from __future__ import annotations

DISPLAY_CHARACTERS = 4000
"""Of all text in the components of one message."""
COMPONENTS = 40
"""In one message, nested ones counted."""
CHOICES = 25
"""An autocomplete's answers, a select's options."""
CHOICE_CHARACTERS = 100
LABEL_CHARACTERS = 80
"""On a button; 34 are seen on a phone."""
OPTION_CHARACTERS = 100
"""A select option's label, value and description each."""
MODAL_TITLE = 45
MODAL_LABEL = 45
MODAL_DESCRIPTION = 100
ALT_TEXT = 1024
FIRST_ANSWER_S = 3.0
"""Within which an interaction must be answered or put off."""


def fitted(text: str, most: int) -> str:
    """Shorten a text to so many characters, at a word's end where there is one.

    >>> fitted("Sennheiser HD 600", 20), fitted("Sennheiser HD 600", 12)
    ('Sennheiser HD 600', 'Sennheiser…')
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,.;:") + "…"
