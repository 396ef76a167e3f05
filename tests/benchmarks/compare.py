"""The engines side by side, on the same program, at each size: build, one case, batch, memory.

The program is one circuit (`circuit`): the graph itself, Horn clauses for the engines of facts and
rules, expressions for zen-engine, a function for Python. Each answers every conclusion, and its
first cases are checked before it is timed. « Batch » is evaluation alone, on incidents already in
the form the engine reads; the whole way, from file to file, is measured apart (`whole`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tests.benchmarks.figures import REPOSITORY, Figure
from tests.benchmarks.synthetic import SIZES

ENGINES = {
    "compiled": "compiled worlds (ours)",
    "experta_ours": "experta engine (ours)",
    "experta_stock": "experta as shipped",
    "clips": "clipspy",
    "zen": "zen-engine",
    "plain_python": "naive Python",
}
REAL = 0
"""The size that stands for the real base."""

_LONGEST = 240


@dataclass(frozen=True)
class Measure:
    """Seconds to build and for one case, incidents a second in batch, megabytes, cases checked."""

    build: float
    case: float
    batch: float
    memory: float
    checked: int
    nodes: int


Table = dict[tuple[int, str], Measure]
"""By size (0: the real base) and engine."""


def compare() -> Iterator[tuple[int, str, Measure | str]]:
    """Yield each engine at each size; a sentence where it could not be measured."""
    for size in (*SIZES, REAL):
        for engine in ENGINES:
            yield size, engine, _measure(engine, size)


def _measure(engine: str, size: int) -> Measure | str:
    command = [sys.executable, "-m", "tests.benchmarks.one_peer", engine, str(size)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=REPOSITORY, timeout=_LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return f"not measured: more than {_LONGEST} s"
    if done.returncode:
        return f"not measured: {(done.stderr.strip().splitlines() or ['stopped'])[-1][:90]}"
    return Measure(**json.loads(done.stdout))


def run() -> tuple[list[Figure], Table]:
    """Print the table line by line, and return the figures that have a goal, and the table."""
    table: Table = {}
    print(f"{'rules':>6} {'engine':<24} {'build':>9} {'one case':>12} {'batch':>15} {'memory':>8}")
    for size, engine, found in compare():
        name = str(size) if size else "real"
        if isinstance(found, str):
            print(f"{name:>6} {ENGINES[engine]:<24} {found}", flush=True)
            continue
        table[size, engine] = found
        print(
            f"{name:>6} {ENGINES[engine]:<24} {found.build:7.3f} s {1000 * found.case:9.4f} ms "
            f"{found.batch:13,.0f}/s {found.memory:5.0f} MB{_ahead(table, size, engine)}",
            flush=True,
        )
    return list(_figures(table)), table


def _ahead(table: Table, size: int, engine: str) -> str:
    """Return how many times the compiled evaluator goes faster in batch."""
    ours = table.get((size, "compiled"))
    if ours is None or engine == "compiled":
        return ""
    return f"   compiled is {ours.batch / table[size, engine].batch:,.0f} times faster"


def _figures(table: Table) -> Iterator[Figure]:
    if (300, "compiled") in table:
        rate = table[300, "compiled"].batch / 1e6
        yield Figure("compiled worlds, 300 rules, one core", rate, 20, "M/s", more=True)
    if (REAL, "compiled") in table:
        million = 1e9 / table[REAL, "compiled"].batch
        yield Figure("10^6 worlds of the real base, every conclusion", million, 50, "ms")
    for size in (*SIZES, REAL):
        name = f"{size} rules" if size else "real base"
        ours, stock = table.get((size, "experta_ours")), table.get((size, "experta_stock"))
        if ours and stock:
            ratio = stock.case / ours.case
            yield Figure(
                f"our experta engine over experta as shipped, {name}", ratio, 10, "x", True
            )
        peers = [m.batch for (s, e), m in table.items() if s == size and e in _PEERS]
        if peers and (size, "compiled") in table:
            ahead = table[size, "compiled"].batch / max(peers)
            yield Figure(f"compiled in batch over the best peer, {name}", ahead, 1, "x", more=True)


_PEERS = ("experta_stock", "clips", "zen", "plain_python")
