"""Cells of a spreadsheet: a text that a spreadsheet would run as a formula is written as plain text, and read back.

An apostrophe in front makes it text. One that the text itself begins with is doubled where that could be mistaken.
"""

from __future__ import annotations

_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide forms count as the narrow ones
_MARK = "'"


def neutralise(cell: str) -> str:
    """Write a cell so that no spreadsheet runs it.

    >>> neutralise("=HYPERLINK(1)"), neutralise("HD 600"), neutralise("'=x")
    ("'=HYPERLINK(1)", 'HD 600', "''=x")
    """
    return _MARK + cell if cell.startswith(_RUN) or cell.startswith(_MARK) else cell


def restore(cell: str) -> str:
    """Read a cell that was neutralised; any other is left as it is.

    >>> restore("'=HYPERLINK(1)"), restore("'67 Sound")
    ('=HYPERLINK(1)', "'67 Sound")
    """
    return cell[1:] if cell.startswith(_MARK) and cell[1:].startswith((*_RUN, _MARK)) else cell
