"""What a store may refuse, each in one French sentence that holds nothing of a case."""

from __future__ import annotations


class StoreError(RuntimeError):
    """The store cannot be used, or an act was not done; nothing was half written."""


class NewerStoreError(StoreError):
    """The store was made by a later version of the software; it is left as it is."""


class BusyStoreError(StoreError):
    """Somebody else was writing for too long; nothing was written."""
