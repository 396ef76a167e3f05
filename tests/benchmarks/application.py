"""The application as it is felt: its first screen, an answer, its memory, its long lists."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import KnowledgeBase, load_base
from tests.benchmarks import incident_list, reading
from tests.benchmarks.figures import REPOSITORY, Figure, median, quiet
from tests.benchmarks.painting import Moment, answered, painted, spread
from tui.services import Services, load_services

DAY = date(2026, 11, 20)
INCIDENTS = 5
_SIZES = ((80, 24), (160, 50))
_GOALS = (50.0, 33.0, 25.0)
_PAINTED = (
    "import asyncio, os\nfrom tui.app import QualifApp\n"
    "async def painted(pilot):\n"
    "    while type(pilot.app.screen).__name__ not in ('StartScreen', 'FoundingScreen'):\n"
    "        await asyncio.sleep(0)\n"
    "    drawn = asyncio.Event()\n"
    "    pilot.app.screen.call_after_refresh(drawn.set)\n"
    "    await drawn.wait()\n"
    "    os._exit(0)\n"
    "QualifApp().run(headless=True, size=(80, 24), auto_pilot=painted)\n"
)


def application(base: KnowledgeBase) -> Iterator[Figure]:
    """Measure the application alone, then its two lists of thousands."""
    yield first_screen()
    yield from answers(base)
    yield from memory()
    yield from incident_list.listing(base)
    yield from reading.scrolling(base)


def first_screen() -> Figure:
    """Run a process until its first screen is painted, against importing Textual alone."""
    reference = median(lambda: quiet([sys.executable, "-c", "import textual.app"]), 5)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QUALIF_DOSSIER": folder}
        opened = median(lambda: quiet([sys.executable, "-c", _PAINTED], environment), 5)
    return Figure("first screen, in « import textual.app »", opened / reference, 3, "x")


def answers(base: KnowledgeBase) -> Iterator[Figure]:
    """Answer whole interviews of each reader by the keyboard: from a key to the next question."""
    services = load_services(base)
    for size in _SIZES:
        for profile in base.profiles:
            times = asyncio.run(_interviews(services, profile, size))
            yield from spread(f"answer to question, {profile}, {size[0]}x{size[1]}", times, _GOALS)


async def _interviews(services: Services, profile: str, size: tuple[int, int]) -> list[Moment]:
    times: list[Moment] = []
    for seed in range(2):
        with tempfile.TemporaryDirectory() as folder:
            async with painted(Path(folder), services, size) as pilot:
                app: Any = pilot.app
                app.open_new("mesure", DAY, profile)
                await pilot.pause()
                await pilot.pause()
                times += [time async for time in answered(pilot, random.Random(seed))]
    return times


def memory() -> Iterator[Figure]:
    """Answer five incidents one after the other, read each result, in a process of their own."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.application"],
        check=True, capture_output=True, text=True, cwd=REPOSITORY,
    )  # fmt: skip
    for name, measured in zip(("now", "peak"), run.stderr.split()[-2:], strict=True):
        yield Figure(f"memory after {INCIDENTS} incidents, {name}", float(measured), 200, "MB")


async def _five() -> None:
    services = load_services(load_base())
    with tempfile.TemporaryDirectory() as folder:
        async with painted(Path(folder), services, (80, 24)) as pilot:
            app: Any = pilot.app
            for seed in range(INCIDENTS):
                app.open_new(f"mesure {seed}", DAY, "juriste")
                await pilot.pause()
                await pilot.pause()
                async for _ in answered(pilot, random.Random(seed)):
                    pass
                await pilot.press("f8", *["f8"] * 8)  # the result, and each of its tabs
                app.go_home()
                await pilot.pause()
            _say_memory()


def _say_memory() -> None:
    """Print the memory of this process and its peak, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    for name in ("VmRSS", "VmHWM"):
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith(name))
        print(int(kilobytes) / 1024, file=sys.__stderr__)


if __name__ == "__main__":
    asyncio.run(_five())
