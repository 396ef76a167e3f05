"""Ten thousand sealed cases: listed and filtered on the first screen, and by the store alone."""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import date
from pathlib import Path

from sqlalchemy import insert
from textual.widgets import Input

from expert.incident import Incident
from expert.office.desk import Desk
from expert.office.sealing import Sealer
from expert.office.shelf import case_lines
from expert.office.versions import add_version
from expert.office.working import started_case
from expert.store.schema import casefile, envelope
from expert.vault.envelope import EVERY_OPERATION, Envelope, closed_envelope
from expert.vault.identity import new_keys
from knowledge import KnowledgeBase
from tests.benchmarks.figures import Figure, median
from tests.tui.cases import office_in
from tui.app import QualifApp
from tui.office import Office
from tui.screens.start import StartScreen
from tui.services import load_services
from tui.widgets.catalogue_list import CatalogueList

COUNT = 10_000
_GOAL = 300
_FIRST_TIME = 20_000
_FACTS = 40


def listing(base: KnowledgeBase) -> list[Figure]:
    """List and filter: what the store remembers being there, then without it."""
    with tempfile.TemporaryDirectory() as name:
        office = office_in(Path(name))
        desk = office.desk
        assert desk is not None
        _fill(desk, base)
        first = _timed(desk)
        again = 1000 * median(lambda: _timed(desk), 5)
        listed, found = asyncio.run(_on_screen(office, base))
    return [
        Figure(f"list {COUNT} cases, nothing remembered", first, _FIRST_TIME, "ms"),
        Figure(f"list {COUNT} cases again", again, _GOAL, "ms"),
        Figure(f"list {COUNT} cases on screen, painted", listed, _GOAL, "ms"),
        Figure(f"filter {COUNT} cases on screen, painted", found, 200, "ms"),
    ]


def _fill(desk: Desk, base: KnowledgeBase) -> None:
    """Store the cases in one transaction: a save each would take minutes."""
    answers = {f"fait_{number}": "oui" for number in range(_FACTS)}
    by = {"account": desk.account.id, "at": "2026-11-20T16:40:00Z"}
    with desk.store.transaction() as connection:
        for number in range(COUNT):
            incident = Incident(f"Dossier été {number}", date(2026, 11, 20), answers)
            case = started_case(desk, base, incident).case
            keys, shred = new_keys(), new_keys()
            given = Envelope(
                case=case.id, account=desk.account.id, operations=EVERY_OPERATION,
                secret=keys.secret,
            )  # fmt: skip
            sealed = closed_envelope(given, desk.account.keys.public, shred.public)
            row = {"id": case.id, "head": 1, "shred_key": shred.secret}
            connection.execute(insert(casefile).values(**row))
            add_version(connection, Sealer(case.id, keys, type(case)), case, 1, by)
            held = {"casefile": case.id, "account": desk.account.id, "sealed": sealed}
            connection.execute(insert(envelope).values(**held))


def _timed(desk: Desk) -> float:
    start = time.perf_counter()
    assert len(case_lines(desk)) == COUNT
    return 1000 * (time.perf_counter() - start)


async def _on_screen(office: Office, base: KnowledgeBase) -> tuple[float, float]:
    """Return the milliseconds of a listing and of a word, each until it is painted."""
    app = QualifApp(office=office, load=lambda: load_services(base))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, StartScreen)
        start = time.perf_counter()
        screen.refresh_cases()
        await app.workers.wait_for_complete()
        listed = await _painted(app, start)
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
