"""The library as its reader feels it: thousands of decisions scrolled, searched, read beside."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from expert.library.catalogue import Library
from knowledge import KnowledgeBase
from knowledge.models.sources import Decision
from tests.benchmarks.figures import Figure
from tui.app import QualifApp
from tui.services import load_services

DECISIONS = 5_000
GOAL = 50
"""Milliseconds without a pause."""

_SIZES = ((80, 24), (160, 50))
_STEPS = 300
_WORDS = "conseil hopital reserve"


def with_decisions(base: KnowledgeBase, count: int) -> KnowledgeBase:
    """Return the base with `count` decisions more, worded as those of the registry."""
    known = list(base.decisions())
    made: dict[str, Decision] = {}
    for number in range(count):
        like = known[number % len(known)]
        name = f"essai-{number}"
        day = date(1990, 1, 1) + timedelta(days=2 * number)
        changed = {"id": name, "day": day, "number": f"{number:05d}"}
        made[name] = like.model_copy(update=changed)
    return replace(base, sources={**base.sources, **made})


def scrolling(base: KnowledgeBase) -> list[Figure]:
    """Scroll the list by key and by page, and type a search: milliseconds until it is painted."""
    return asyncio.run(_measured(with_decisions(base, DECISIONS)))


async def _measured(base: KnowledgeBase) -> list[Figure]:
    services = load_services(base)
    figures = list(_indexing(base))
    for size in _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            app = QualifApp(folder=Path(folder), load=lambda: services)
            async with app.run_test(size=size) as pilot:
                await app.workers.wait_for_complete()
                await pilot.pause()
                figures += await _figures(pilot, f"{size[0]}x{size[1]}")
    return figures


def _indexing(base: KnowledgeBase) -> Iterator[Figure]:
    start = time.perf_counter()
    Library(base).find("injure")
    yield Figure(
        f"first search, {DECISIONS} decisions", 1000 * (time.perf_counter() - start), 1000, "ms"
    )


async def _figures(pilot: Pilot[None], size: str) -> list[Figure]:
    app: Any = pilot.app
    figures = [_one("library opened", size, await _painted(pilot, app.open_library))]
    await pilot.app.workers.wait_for_complete()
    await _keys(pilot, ["f8", "f8"])
    for name, key in (("one entry", "down"), ("one page", "pagedown")):
        await _keys(pilot, ["ctrl+f"])
        figures += _spread(f"scrolled by {name}", size, await _keys(pilot, [key] * _STEPS))
    await pilot.app.workers.wait_for_complete()
    figures += _spread("a letter of a search", size, await _keys(pilot, _letters()))
    return figures


def _letters() -> list[str]:
    return ["space" if letter == " " else letter for letter in _WORDS]


async def _keys(pilot: Pilot[None], keys: list[str]) -> list[float]:
    """Press keys one by one, each once the one before is painted; return their milliseconds."""

    def pressing(key: str) -> Callable[[], object]:
        return lambda: pilot.app.simulate_key(key)

    return [await _painted(pilot, pressing(key)) for key in keys]


async def _painted(pilot: Pilot[None], act: Callable[[], object]) -> float:
    """Return how long it takes until what `act` changed is on screen, in milliseconds."""
    start = time.perf_counter()
    act()
    for _ in range(2):  # the messages of the key, then those of the screen it changed
        drawn = asyncio.Event()
        pilot.app.screen.call_after_refresh(drawn.set)
        await drawn.wait()
    return 1000 * (time.perf_counter() - start)


def _one(name: str, size: str, measured: float) -> Figure:
    return Figure(f"{name}, {DECISIONS} decisions, {size}", measured, 1000, "ms")


def _spread(name: str, size: str, times: list[float]) -> list[Figure]:
    times.sort()
    p99 = times[int(len(times) * 0.99)]
    return [
        Figure(f"{name}, {size}, p99 of {len(times)}", p99, GOAL, "ms"),
        Figure(f"{name}, {size}, longest", times[-1], GOAL, "ms"),
    ]
