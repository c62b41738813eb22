"""Text that is not ours, made safe to show: no markdown, no mention, no link of somebody else's comes alive."""

from __future__ import annotations

import re

from discord.utils import escape_markdown, escape_mentions

_LINK = re.compile(r"\b(https?):(?=//)", re.IGNORECASE)
_MENTION = re.compile(r"<(?=[@#:/a-zA-Z])")
_LINE_START = re.compile(r"^(\s*\d*)(-#|#{1,3}|>{1,3}|[-+*]|(?<=\d)[.)])(?=\s)", re.MULTILINE)
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")


def plain(text: str) -> str:
    """Show a text as its letters and nothing else.

    >>> plain("**big** <@1> [x](http://a.b) @everyone")
    '\\\\*\\\\*big\\\\*\\\\* \\\\<@1> \\\\[x\\\\](http\\u200b://a.b) @\\u200beveryone'
    """
    text = _UNSEEN.sub("", text)
    text = escape_markdown(text, ignore_links=False)
    text = _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}", text)
    text = re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)
    text = _MENTION.sub(r"\\<", text)
    return escape_mentions(_LINK.sub("\\1\u200b:", text))
