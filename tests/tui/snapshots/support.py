"""Opens the application where a state begins, everything saved at a fixed time."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from textual.pilot import Pilot

from expert.readers import read_by
from tests.tui.snapshots.states import State
from tests.tui.support import NOW, app_of, complete_incident, left, opened

SIZES = ((80, 24), (120, 35), (160, 50))


@asynccontextmanager
async def at(state: State) -> AsyncIterator[Pilot[None]]:
    """Open the application where a state begins, its saved incidents written at a fixed time."""
    folder = Path("incidents")
    folder.mkdir()
    services = state.services()
    incidents = [complete_incident(f"Dossier {number + 1}") for number in range(state.saved)]
    if state.incident is not None:
        incidents = [read_by(state.incident, state.reader)]
    for number, incident in enumerate(incidents):
        path = folder / f"incident-{number}.json"
        services.save_case(path, incident, None)
        moment = (NOW - timedelta(days=number)).timestamp()
        os.utime(path, (moment, moment))
    async with opened(folder, SIZES[0], lambda: services) as pilot:
        if state.incident is not None:
            app_of(pilot).open_saved(folder / "incident-0.json")
            await left(pilot, "StartScreen")
        yield pilot
