"""Memory is looked through at rest, never while somebody types, and left to Python afterwards."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import pytest

from tests.tui.support import app_of, opened, press
from tui import collecting


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """The whole collections that were asked for."""
    asked: list[bool] = []
    monkeypatch.setattr(collecting.gc, "collect", lambda: asked.append(True))
    monkeypatch.setattr(collecting.gc, "get_count", lambda: (0, 0, 99))
    monkeypatch.setattr(collecting, "_LOOK", 3600.0)
    return asked


async def test_a_whole_collection_waits_until_nobody_types(
    tmp_path: Path, collected: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(collecting, "monotonic", lambda: now)
    async with opened(tmp_path) as pilot:
        await press(pilot, "down")
        now += 0.3
        app_of(pilot).collect_at_rest()
        assert not collected, "somebody typed just before"
        await pilot.hover("#cases")
        now += 0.5
        app_of(pilot).collect_at_rest()
        assert not collected, "the mouse moved just before"
        now += 0.5
        app_of(pilot).collect_at_rest()
        assert collected == [True]


async def test_little_to_give_back_is_left(
    tmp_path: Path, collected: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting.gc, "get_count", lambda: (700, 10, 1))
    monkeypatch.setattr(collecting, "_REST", 0.0)
    async with opened(tmp_path) as pilot:
        app_of(pilot).collect_at_rest()
    assert not collected


async def test_python_does_as_usual_once_the_application_is_left(tmp_path: Path) -> None:
    before = gc.get_threshold()
    async with opened(tmp_path) as pilot:
        there = asyncio.Event()
        app_of(pilot).with_services(lambda _: there.set())
        await there.wait()
        assert gc.get_threshold()[2] > 100
    assert gc.get_threshold() == before
