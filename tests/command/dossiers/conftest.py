"""The fixtures of an office on a store."""

from tests.office.support import office
from tests.store.support import quick_phrases, reopen, server, store

__all__ = ["office", "quick_phrases", "reopen", "server", "store"]
