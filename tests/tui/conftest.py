"""Screens without animation, in colour, and looked at as soon as the application is idle."""

from __future__ import annotations

import os

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)

import pytest
from textual import _wait
from textual.notifications import Notification

from tests.store.support import quick_phrases

__all__ = ["quick_phrases"]

# How long the application must have done nothing before a test goes on. Textual's own 20 ms, twice
# a key, would make these tests three times slower.
_wait.SLEEP_GRANULARITY = 1 / 150
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 10


@pytest.fixture(autouse=True)
def messages_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a message in sight for the whole test: on a loaded machine five seconds go by."""
    monkeypatch.setattr(Notification, "time_left", 60.0)


@pytest.fixture(autouse=True)
def _quick(quick_phrases: None) -> None:
    """Derive keys from phrases at once."""
