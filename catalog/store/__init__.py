"""The catalogue's database: the only SQL in Earshot."""

from catalog.store.install import Progress
from catalog.store.log import Change
from catalog.store.rows import Row
from catalog.store.store import Records, Store

__all__ = ["Change", "Progress", "Records", "Row", "Store"]
