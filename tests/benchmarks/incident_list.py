"""Ten thousand saved incidents: listed and filtered on the first screen, and on the shelf alone."""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import date
from pathlib import Path

from expert.casefiles.shelf import KEPT, Shelf
from textual.widgets import Input

from expert.incident import Incident
from expert.incident_files import incident_text
from knowledge import KnowledgeBase
from tests.benchmarks.figures import Figure, median
from tui.app import QualifApp
from tui.screens.start import StartScreen
from tui.services import load_services
from tui.widgets.catalogue_list import CatalogueList

COUNT = 10_000
_GOAL = 200
_FACTS = 40


def listing(base: KnowledgeBase) -> list[Figure]:
    """List and filter, the memory of the folder being there, then without it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder)
        first = _first_time(folder)
        again = 1000 * median(lambda: _scanned(folder), 5)
        listed, found = asyncio.run(_on_screen(folder, base))
        assert (folder / KEPT).exists()
    return [
        Figure(f"list {COUNT} incidents, first rows, nothing remembered", first, _GOAL, "ms"),
        Figure(f"list {COUNT} incidents again, first rows", again, _GOAL, "ms"),
        Figure(f"list {COUNT} incidents on screen, painted", listed, _GOAL, "ms"),
        Figure(f"filter {COUNT} incidents on screen, painted", found, _GOAL, "ms"),
    ]


def _fill(folder: Path) -> None:
    answers = {f"fait_{number}": "oui" for number in range(_FACTS)}
    text = incident_text(Incident("Dossier n", date(2026, 11, 20), answers), "json")
    for number in range(COUNT):
        said = text.replace("Dossier n", f"Dossier été {number}")
        (folder / f"incident-{number:05}.json").write_text(said, encoding="utf-8")


def _first_time(folder: Path) -> float:
    start = time.perf_counter()
    _scanned(folder)
    return 1000 * (time.perf_counter() - start)


def _scanned(folder: Path) -> None:
    shelf = Shelf(folder)
    shelf.scan()
    for number in range(10):
        shelf.summary(number)


async def _on_screen(folder: Path, base: KnowledgeBase) -> tuple[float, float]:
    """Return the milliseconds of a listing and of a word, each until it is painted."""
    app = QualifApp(folder=folder, load=lambda: load_services(base))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, StartScreen)
        start = time.perf_counter()
        screen.refresh_cases()
        listed = await _painted(app, start)
        await app.workers.wait_for_complete()
        await pilot.pause()
        start = time.perf_counter()
        screen.query_one("#search", Input).value = "ete 9999"
        found = await _painted(app, start)
        assert screen.query_one(CatalogueList).virtual_size.height == 2
    return listed, found


async def _painted(app: QualifApp, start: float) -> float:
    drawn = asyncio.Event()
    app.screen.call_after_refresh(drawn.set)
    await drawn.wait()
    return 1000 * (time.perf_counter() - start)
