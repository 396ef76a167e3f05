"""The fixtures of an office on a store, and a folder of witnesses for each test."""

from pathlib import Path

import pytest

from tests.office.support import office
from tests.store.support import quick_phrases, reopen, server, store

__all__ = ["office", "quick_phrases", "reopen", "server", "store"]


@pytest.fixture(autouse=True)
def witnesses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the witnesses of the journals with the test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "etat"))
