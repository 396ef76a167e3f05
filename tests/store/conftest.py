"""The fixtures of a store."""

from tests.store.support import quick_phrases, reopen, server, store

__all__ = ["quick_phrases", "reopen", "server", "store"]
