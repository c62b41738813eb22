"""Which sample answers a draft would change: a function of plain values, so that it can run in any process."""

from __future__ import annotations

from catalog.edits import load
from catalog.errors import CatalogError
from catalog.models import KeptDraft
from catalog.shelf import Shelf
from catalog.view import View
from knowledge.impact import Impact, impact


def counted(draft: KeptDraft, shelf: Shelf) -> Impact | None:
    """Answer the samples as things are and as they would be; None where that cannot be told any more."""
    try:
        return impact(shelf.layer(draft.layer), as_it_would_be(draft, shelf), shelf.rates)
    except CatalogError:
        return None


def as_it_would_be(draft: KeptDraft, shelf: Shelf) -> View:
    """Give the catalogue as a draft would make it. Errors: BadEdit, StaleEdit."""
    if draft.undoes is not None:
        return shelf.without(draft.undoes, draft.layer)
    return shelf.with_entries(load(draft.entries), draft.layer)
