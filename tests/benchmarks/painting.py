"""The application painted as on a terminal, each frame with its moment; interviews typed in it."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.widgets import Static

from expert.interview.session import Question
from tests.benchmarks.figures import Figure
from tests.tui.cases import office_in
from tui.app import QualifApp
from tui.services import Services
from tui.widgets.group_list import GroupList
from tui.widgets.row_list import RowList
from tui.widgets.rows import letter_of

_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_SOUGHT = 24
"""Characters of a title that are enough to know it, on one line whatever the width."""
_DATES = ("01/11/2026", "02/11/2026", "12/10/2026", "14/03/2026")
_NUMBERS = ("3", "15", "120", "500")
_LONGEST = 200
_PATIENCE, _LOOK = 2.0, 0.0005
"""Seconds after which a frame that does not come is given up, and between two looks for it."""
_ROLE = "reporter_role"
"""Who is party to the facts only writes a report: here, nobody is."""


class Moment(NamedTuple):
    """Seconds on the clock of the machine, and of the processor for this process alone."""

    clock: float
    processor: float

    def since(self, start: Moment) -> Moment:
        """Return the time from an earlier moment."""
        return Moment(self.clock - start.clock, self.processor - start.processor)


def now() -> Moment:
    """Return the present moment."""
    return Moment(time.perf_counter(), time.process_time())


class PaintingDriver(HeadlessDriver):
    """Takes what a terminal would be sent, whole, with the moment of each frame."""

    frames: list[tuple[Moment, str]]

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        self.frames = []

    @property
    def is_headless(self) -> bool:
        """The frames are written as on a terminal."""
        return False

    def write(self, data: str) -> None:
        """Keep a frame."""
        self.frames.append((now(), data))

    def seen(self, text: str) -> Moment | None:
        """Return the moment of the first frame kept that shows a text."""
        sought = "".join(text[:_SOUGHT].split())
        for moment, data in self.frames:
            if sought in "".join(_ESCAPES.sub("", data).split()):
                return moment
        return None


@asynccontextmanager
async def painted(
    folder: Path, services: Services, size: tuple[int, int]
) -> AsyncIterator[Pilot[None]]:
    """Open the application on a terminal that only remembers."""
    app = QualifApp(office=office_in(folder), load=lambda: services)
    app.driver_class = PaintingDriver
    async with app.run_test(headless=False, size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield pilot


async def to_frame(pilot: Pilot[None], act: Callable[[], object]) -> Moment:
    """Return the time from an act to the first frame that follows it."""
    driver: Any = pilot.app._driver
    driver.frames.clear()
    start = now()
    act()
    while not driver.frames and time.perf_counter() - start.clock < _PATIENCE:
        await asyncio.sleep(_LOOK)
    return (driver.frames[0][0] if driver.frames else now()).since(start)


async def to_text(pilot: Pilot[None], act: Callable[[], object], text: Callable[[], str]) -> Moment:
    """Return the time from an act to the frame that shows what is then the `text`."""
    driver: Any = pilot.app._driver
    driver.frames.clear()
    start = now()
    act()
    await asyncio.sleep(0)
    while (seen := driver.seen(text())) is None and now().since(start).clock < _PATIENCE:
        await pilot.pause()
    return (seen or now()).since(start)


def pressed(pilot: Pilot[None], key: str) -> Callable[[], object]:
    """Return the act of pressing a key."""
    character = " " if key == "space" else key if len(key) == 1 else None
    return lambda: pilot.app.post_message(events.Key(key, character))


async def answered(pilot: Pilot[None], chance: random.Random) -> AsyncIterator[Moment]:
    """Answer by the keyboard until nothing is asked; yield the time to each next question.

    From the key that answers to the frame that shows the title of the next question.
    """
    for _ in range(_LONGEST):
        screen: Any = pilot.app.screen
        if type(screen).__name__ != "InterviewScreen":
            return
        *before, last = _keys(screen, chance)
        for key in before:
            await _typed(pilot, key)
        driver: Any = pilot.app._driver
        driver.frames.clear()
        start = now()
        await _typed(pilot, last)
        seen = None if screen is not pilot.app.screen else driver.seen(_title(screen))
        if seen is not None:
            yield seen.since(start)


def spread(name: str, times: list[Moment], goals: tuple[float, ...]) -> Iterator[Figure]:
    """Yield the percentiles of times, in milliseconds: `goals` are those of p99, p95, p50.

    What the processor spent is told beside the p99: on a busy machine the clock says more.
    """
    clock = sorted(1000 * each.clock for each in times)
    spent = sorted(1000 * each.processor for each in times)
    for percent, goal in zip((99, 95, 50), goals, strict=False):
        at = int(len(times) * percent / 100)
        yield Figure(f"{name}, p{percent} of {len(times)}", clock[at], goal, "ms")
    yield Figure(f"{name}, p99, processor alone", spent[int(len(times) * 0.99)], goals[0], "ms")


async def _typed(pilot: Pilot[None], key: str) -> None:
    """Press a key, and wait until the application has nothing left to do."""
    pressed(pilot, key)()
    await asyncio.sleep(0)
    await pilot.pause()
    await pilot.pause()


def _title(screen: Any) -> str:
    shown = screen.query_one("#title", Static).content
    return str(getattr(shown, "plain", shown))


def _keys(screen: Any, chance: random.Random) -> list[str]:
    """Return the keys that answer what is shown; the last one brings the next question."""
    asked, focused = screen._asked, screen.focused
    if asked.group is not None:
        group = screen.query_one(GroupList)
        lines = [group.lines[number] for number in group.missing]
        return ["home", *_to_first(group), *(k for q in lines for k in _line(q, chance)), "enter"]
    question = asked.questions[0]
    if question.kind == "date":
        return [*_cleared(focused), *chance.choice(_DATES), "enter"]
    if question.kind == "nombre":
        return [*_cleared(focused), *chance.choice(_NUMBERS), "enter"]
    assert isinstance(focused, RowList)
    row = _row(question, len(focused.rows), chance)
    letter = letter_of(row).strip()
    keys = [letter] if letter else ["end", *["up"] * (len(focused.rows) - 1 - row), "enter"]
    return [*keys, "enter"] if question.kind == "liste" else keys


def _cleared(focused: Any) -> Iterator[str]:
    return iter(["backspace"] * len(getattr(focused, "value", "")))


def _row(question: Question, rows: int, chance: random.Random) -> int:
    """Return the row to choose: who answers instructs, and there is no other publication."""
    if question.fact is None:
        return 1
    return _instructs(question) if question.fact.id == _ROLE else chance.randrange(rows)


def _instructs(question: Question) -> int:
    return next(n for n, choice in enumerate(question.choices) if choice.value == "instruit")


def _to_first(group: GroupList) -> Iterator[str]:
    return iter(["down"] * (group.missing[0] if group.missing else 0))


def _line(question: Question, chance: random.Random) -> Iterator[str]:
    """Yield the keys that answer one line of a group."""
    if question.kind == "oui-non":
        yield chance.choice("ooonnnj")
    elif question.kind == "date":
        yield from (*chance.choice(_DATES), "enter")
    elif question.kind == "nombre":
        yield from (*chance.choice(_NUMBERS), "enter")
    elif question.kind == "liste":
        yield letter_of(len(question.choices) + chance.randrange(2))
    else:
        role = question.fact is not None and question.fact.id == _ROLE
        yield letter_of(_instructs(question) if role else chance.randrange(len(question.choices)))
