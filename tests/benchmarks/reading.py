"""The library as its reader feels it: thousands of decisions scrolled, searched, read beside."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input, Static

from expert.library.catalogue import Library
from knowledge import KnowledgeBase
from knowledge.models.sources import Decision
from tests.benchmarks.figures import Figure
from tests.benchmarks.painting import Moment, painted, pressed, spread, to_frame, to_text
from tui.services import load_services
from tui.widgets.catalogue_list import CatalogueList

DECISIONS = 5_000
GOAL = 50
"""Milliseconds without a pause."""

_SIZES = ((80, 24), (160, 50))
_STEPS = 300
_WORDS = ("conseil", "etat", "agent")
_REPEATED = 0.033
"""Seconds between two keys of a key held down."""


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
    """Scroll the list by a key held down, and type a search: milliseconds until it is painted."""
    return asyncio.run(_measured(with_decisions(base, DECISIONS)))


async def _measured(base: KnowledgeBase) -> list[Figure]:
    services = load_services(base)
    figures = list(_indexing(base))
    for size in _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            async with painted(Path(folder), services, size) as pilot:
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
    opened = await to_text(pilot, app.open_library, lambda: _first_entry(pilot))
    name = f"library opened, {DECISIONS} decisions, {size}"
    figures = [Figure(name, 1000 * opened.clock, 1000, "ms")]
    await app.workers.wait_for_complete()
    app.screen.query_one(Input).cursor_blink = False
    await pilot.press("f8", "f8")
    for name, there, back in (("entry", "down", "up"), ("page", "pagedown", "pageup")):
        await pilot.press("ctrl+f")
        held = [*[there] * (_STEPS // 2), *[back] * (_STEPS // 2)]
        figures += spread(f"scrolled by one {name}, {size}", await _held(pilot, held), (GOAL,))
    await app.workers.wait_for_complete()
    letters = []
    for word in _WORDS:
        for letter in word:
            act = pressed(pilot, letter)
            letters.append(await to_text(pilot, act, lambda: _first_entry(pilot)))
        await pilot.press("space")  # finds nothing more: nothing is painted again
    return [*figures, *spread(f"a letter of a search, {size}", letters, (GOAL,))]


def _first_entry(pilot: Pilot[None]) -> str:
    """Return the title of the first entry, or what is said when there is none."""
    screen = pilot.app.screen
    if not screen.query(CatalogueList):
        return "\0"
    entries = screen.query_one(CatalogueList)
    if entries.cursor is None or entries._shown is None:
        return str(screen.query_one("#count", Static).content)
    return entries._shown(0).title


async def _held(pilot: Pilot[None], keys: list[str]) -> list[Moment]:
    """Press keys as a key held down sends them; return the time of each to its frame."""
    times = []
    for key in keys:
        start = time.perf_counter()
        times.append(await to_frame(pilot, pressed(pilot, key)))
        await asyncio.sleep(max(0.0, _REPEATED - (time.perf_counter() - start)))
    return times
