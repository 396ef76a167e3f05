"""Opens the application in a test and reads its screen as text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any

from textual.pilot import Pilot
from textual.widget import Widget

import expert.assessment  # noqa: F401 - before expert.explanation, which needs it whole
from expert.incident import Incident, Key, Passage, Publication, Spot
from knowledge import KnowledgeBase, load_base
from tests.tui.cases import NOW, keep, office_in, stored
from tui.app import QualifApp
from tui.services import Services, load_services
from tui.widgets.row_list import RowList

PATIENCE = 20.0
"""Seconds after which what should have come is said missing: a limit, never a wait."""

PLACE = Spot("P1")
PASSAGE = Spot("P1", "P1")


@cache
def mini_base() -> KnowledgeBase:
    """The invented base beside this file."""
    return load_base(Path(__file__).parent / "mini", use_cache=False)


@cache
def mini_services() -> Services:
    return replace(load_services(mini_base()), sample=complete_incident)


def complete_incident(title: str = "Dossier complet") -> Incident:
    """An incident to which nothing can be added for human resources."""
    return Incident(
        title=title,
        examined_on=NOW.date(),
        answers={
            "reporter_role": "instruit",
            "danger_person": "non",
            "author_status": "titulaire",
            "evidence_disloyal": "non",
            "discovery_date": date(2026, 11, 2),
        },
        publications=(
            Publication(
                "P1",
                (Passage("P1", {"outrageous_expression": "oui", "grounds": ()}, "bande de nuls"),),
                {"access": "public", "first_online_date": date(2026, 11, 1)},
            ),
        ),
        publications_closed=True,
    )


@asynccontextmanager
async def opened(
    folder: Path,
    size: tuple[int, int] = (80, 24),
    load: Callable[[], Services] = mini_services,
    **options: Any,
) -> AsyncIterator[Pilot[None]]:
    """Open the application on the cases of a folder, unlocked, and wait for the rules."""
    if "office" not in options:
        options["office"] = office_in(folder)
    app = QualifApp(load=load, clock=lambda: NOW, **options)
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield pilot


@asynccontextmanager
async def working_on(
    folder: Path,
    incident: Incident | None = None,
    profile: str = "rh",
    size: tuple[int, int] = (80, 24),
    services: Services | None = None,
    **options: Any,
) -> AsyncIterator[Pilot[None]]:
    """Open the application on the questions of an incident stored in `folder`."""
    services = services or mini_services()
    noted = replace(incident or blank(), notes={"lecteur": profile})
    case = keep(folder, noted)
    async with opened(folder, size, lambda: services, **options) as pilot:
        app_of(pilot).open_saved(case)
        await left(pilot, "StartScreen")
        yield pilot


async def until(pilot: Pilot[None], sentence: str) -> None:
    """Wait until the screen shows a sentence, as long as a loaded machine may need."""
    latest = monotonic() + PATIENCE
    while monotonic() < latest:
        if sentence in words_of(pilot):
            return
        await pilot.pause()
    raise AssertionError(f"{sentence!r} is not in {words_of(pilot)!r}")


async def left(pilot: Pilot[None], screen: str) -> None:
    """Wait until another screen than `screen` is there, whole."""
    latest = monotonic() + PATIENCE
    while monotonic() < latest:
        await pilot.pause()
        if screen_of(pilot) != screen and pilot.app.screen.query("KeyBar"):
            break
    await pilot.pause()


async def click(pilot: Pilot[None], selector: str) -> None:
    """Click a button once it is there, drawn and enabled: a screen may just have been changed."""
    latest = monotonic() + PATIENCE
    while monotonic() < latest:
        found = pilot.app.screen.query(selector)
        if found and not found.first().disabled and found.first().region:
            break
        await pilot.pause()
    await pilot.click(selector)
    await pilot.pause()


def blank() -> Incident:
    return mini_services().blank("Dossier 1", NOW.date())


def app_of(pilot: Pilot[None]) -> QualifApp:
    assert isinstance(pilot.app, QualifApp)
    return pilot.app


def screen_of(pilot: Pilot[None]) -> str:
    """The name of the screen on top."""
    return type(pilot.app.screen).__name__


def text_of(pilot: Pilot[None]) -> str:
    """What the screen on top shows, as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def words_of(pilot: Pilot[None]) -> str:
    """What the screen shows, on one line: for sentences that wrap."""
    return " ".join(text_of(pilot).split())


def saved(folder: Path) -> Incident:
    """The incident as the store has it."""
    return stored(folder, mini_base())


def recorded(folder: Path, fact: str, spot: Spot | None = None) -> object:
    return saved(folder).answers_at(Key(fact, spot or Spot()).spot).get(fact, "ABSENT")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each once the application is idle."""
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()  # a screen changed by a key lays itself out once more


async def typed(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if c == " " else c for c in text))


async def click_row(pilot: Pilot[None], rows: RowList | Any, index: int) -> None:
    """Click the first line of a row of a list, wherever it is on screen."""
    rows._update_lines()
    y = rows._index_to_line[index] - rows.scroll_offset.y
    await pilot.click(rows, offset=(6, y))
    await pilot.pause()


def one(pilot: Pilot[None], selector: type[Widget] | str) -> Any:
    return pilot.app.screen.query_one(selector)
