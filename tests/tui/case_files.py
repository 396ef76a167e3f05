"""Opens the case file of a stored incident in a test, and fills its forms as a user does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from expert.cases.casefile import CaseFile
from expert.incident import Incident
from expert.office.recording import read_rows
from tests.tui.cases import desk_in, one_case
from tests.tui.support import (
    complete_incident,
    one,
    press,
    screen_of,
    working_on,
)
from tui.services import Services


@asynccontextmanager
async def casefile(
    folder: Path,
    incident: Incident | None = None,
    size: tuple[int, int] = (80, 24),
    services: Services | None = None,
) -> AsyncIterator[Pilot[None]]:
    """Open the case file of an incident from the screen it was left on."""
    async with working_on(folder, incident or complete_incident(), "rh", size, services) as pilot:
        await press(pilot, "ctrl+d")
        assert screen_of(pilot) == "CaseFileScreen"
        yield pilot


async def start(pilot: Pilot[None], label: str) -> None:
    """Choose a line of the list that begins a form."""
    await choose(pilot, label)
    assert screen_of(pilot) == "CaseFormScreen"


async def choose(pilot: Pilot[None], label: str) -> None:
    lines = one(pilot, "LineList")
    shown = ["".join(p.text.plain for p in line.paragraphs) for line in lines.lines]
    lines.highlighted = next(n for n, text in enumerate(shown) if label in text)
    await press(pilot, "enter")


async def fill(pilot: Pilot[None], **values: str) -> None:
    """Fill fields one after the other, by the dialog that each opens."""
    for name, value in values.items():
        lines = one(pilot, "#fields")
        lines.highlighted = [line.target for line in lines.lines].index(name)
        await press(pilot, "enter")
        if screen_of(pilot) == "ChooseDialog":
            await choose(pilot, value)
        else:
            one(pilot, "#line").value = value
            await press(pilot, "enter")


def kept(folder: Path) -> CaseFile:
    return one_case(folder).case


def acts(folder: Path) -> list[str]:
    with desk_in(folder).store.transaction() as connection:
        return [row.act for row in read_rows(connection)]


def told(pilot: Pilot[None]) -> str:
    """The sentence of the last notice."""
    return [notice.message for notice in pilot.app._notifications][-1]
