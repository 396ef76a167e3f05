"""A long file of incidents through the command, piped: no line is kept, here or on disk.

The lines are decisions of the registry, each altered in its own way. What is said along the way:
lines qualified, lines for each second of processor since the first block (what starting costs is
left out, and so is what other programs take), peak of memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO

from expert.batch.lines import LINES_IN_A_BLOCK
from knowledge import KnowledgeBase
from tests.benchmarks.altered import altered_decisions
from tests.benchmarks.figures import REPOSITORY, Figure

_SAID_EVERY = 50_000
_LONGEST = 450.0
"""Seconds after which no more line is given: the figures then say how far the run went."""

_COMMAND = "from expert.command.main import main; raise SystemExit(main())"
_WORDS = ["qualifier", "--lot", "-", "--lecteur"]


@dataclass
class _Run:
    """How a run goes: lines written, seconds of processor, memory at each saying."""

    process: int
    lines: int = 0
    first: float = 0.0
    rate: float = 0.0
    memory: list[float] = field(default_factory=list)

    def add(self, lines: int) -> None:
        """Count lines; the first block, which pays for starting, sets the clock."""
        self.lines += lines
        now = _seconds(self.process)
        if not self.first:
            self.first = now
        elif now > self.first:
            self.rate = (self.lines - LINES_IN_A_BLOCK) / (now - self.first)


def altered(base: KnowledgeBase, lines: int = 5 * LINES_IN_A_BLOCK) -> Iterator[Figure]:
    """Qualify altered decisions for the readers that want many conclusions."""
    for reader in ("rh", "juriste"):
        run = _qualified(base, reader, lines)
        yield Figure(
            f"{run.lines:,} altered decisions, {reader}, a core", run.rate, 30_000, "/s", more=True
        )


def million(base: KnowledgeBase, lines: int = 1_000_000) -> Iterator[Figure]:
    """Qualify 10^6 altered decisions: minutes, so only when asked for by its name."""
    run = _qualified(base, "juriste", lines)
    yield Figure(
        f"{run.lines:,} altered decisions, juriste, a core", run.rate, 30_000, "/s", more=True
    )
    if run.memory:
        yield Figure(f"{run.lines:,} altered decisions, peak of memory", max(run.memory), 200, "MB")
        grown = max(run.memory) / run.memory[0]
        yield Figure(f"{run.lines:,} altered decisions, memory, end over start", grown, 1.3, "x")


def _qualified(base: KnowledgeBase, reader: str, lines: int) -> _Run:
    """Give lines to the command and read what it writes, until all are written or time is up."""
    process = subprocess.Popen(
        [sys.executable, "-c", _COMMAND, *_WORDS, reader],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=REPOSITORY,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    enough = Event()
    giver = Thread(target=_give, args=(base, process.stdin, lines, enough), daemon=True)
    giver.start()
    start, run = time.perf_counter(), _Run(process.pid)
    for number in count(1):
        if not process.stdout.readline():
            break
        if number % LINES_IN_A_BLOCK == 0:
            run.add(LINES_IN_A_BLOCK)
            if run.lines // _SAID_EVERY > (run.lines - LINES_IN_A_BLOCK) // _SAID_EVERY:
                _say(run)
            if time.perf_counter() - start > _LONGEST:
                enough.set()
    run.lines += (number - 1) % LINES_IN_A_BLOCK
    giver.join()
    process.wait()
    return run


def _say(run: _Run) -> None:
    memory = _memory(run.process)
    if memory:
        run.memory.append(memory)
    print(f"  {run.lines:>9,} lines · {run.rate:,.0f}/s · {memory:.0f} MB", flush=True)


def _seconds(process: int) -> float:
    """Return the seconds of processor a process has used; wall time where nothing tells."""
    try:
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return time.perf_counter()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    """Return the peak memory of a process in megabytes; 0 where the system does not say."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0


def _give(base: KnowledgeBase, stream: BinaryIO, lines: int, enough: Event) -> None:
    drawn = altered_decisions(base)
    with suppress(BrokenPipeError), stream:
        for number in range(lines):
            if enough.is_set():
                break
            line = {"id": f"i{number}", **next(drawn)}
            stream.write(json.dumps(line).encode() + b"\n")
