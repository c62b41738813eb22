"""Facts in and out as CSV and JSON: what is exported can be imported again and changes nothing."""

from catalog.exchange.exports import export, standing_facts
from catalog.exchange.imports import Import, apply, preview

__all__ = ["Import", "apply", "export", "preview", "standing_facts"]
