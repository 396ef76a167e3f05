"""A figure, its goal, and how durations are taken."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Figure:
    """One measure and its goal, in the same unit; `more`: the goal is to reach at least that."""

    name: str
    measured: float
    goal: float
    unit: str
    more: bool = False

    def __str__(self) -> str:
        """Return the line printed for this figure: a ratio of 1.00 or less is within the goal."""
        ratio = self.goal / self.measured if self.more else self.measured / self.goal
        return (
            f"{self.name:<58} {self.measured:13,.2f} {self.unit:<4} "
            f"goal {'>' if self.more else '<'} {self.goal:13,.2f}  x{ratio:.2f}"
        )


def median(action: Callable[[], object], times: int) -> float:
    """Return the median duration of an action, in seconds."""
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        durations.append(time.perf_counter() - start)
    return statistics.median(durations)


def each(action: Callable[[int], object], most: int, seconds: float) -> float:
    """Return the mean duration of an action done up to `most` times, or for about `seconds`."""
    start = time.perf_counter()
    for done in range(1, most + 1):
        action(done - 1)
        if time.perf_counter() - start > seconds:
            break
    return (time.perf_counter() - start) / done


def quiet(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a process and say nothing of what it prints."""
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY, env=environment)
