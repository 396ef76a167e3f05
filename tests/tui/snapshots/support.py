"""Opens the application where a state begins, everything saved at a fixed time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from textual.pilot import Pilot

from expert.readers import read_by
from tests.tui.cases import keep
from tests.tui.snapshots.states import State
from tests.tui.support import NOW, app_of, complete_incident, left, opened

SIZES = ((80, 24), (120, 35), (160, 50))


@asynccontextmanager
async def at(state: State) -> AsyncIterator[Pilot[None]]:
    """Open the application where a state begins, its saved incidents written at a fixed time."""
    folder = Path("incidents")
    services = state.services()
    incidents = [complete_incident(f"Dossier {number + 1}") for number in range(state.saved)]
    if state.incident is not None:
        incidents = [read_by(state.incident, state.reader)]
    kept = [
        keep(folder, incident, NOW - timedelta(days=number))
        for number, incident in enumerate(incidents)
    ]
    async with opened(folder, SIZES[0], lambda: services) as pilot:
        if state.incident is not None:
            app_of(pilot).open_saved(kept[0])
            await left(pilot, "StartScreen")
        yield pilot
