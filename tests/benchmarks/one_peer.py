"""One engine on one base, in a process of its own: checked, then timed; prints one JSON line.

python -m tests.benchmarks.one_peer ENGINE RULES     (RULES 0: the real base)
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import resource
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from expert.inference.program import compile_base
from knowledge import load_base
from tests.benchmarks.circuit import Circuit, circuit_of
from tests.benchmarks.figures import each
from tests.benchmarks.synthetic import synthetic_base

CHECKED, TIMED = 6, 5_000
_SECONDS = {"check": 1.5, "time": 1.0}


def main() -> None:
    """Measure and print."""
    engine, rules = sys.argv[1], int(sys.argv[2])
    circuit = _circuit(rules)
    peer = import_module(f"tests.benchmarks.peers.{engine}")
    worlds = circuit.worlds(100)
    before = _resident()
    start = time.perf_counter()
    answer = peer.build(circuit)
    built = time.perf_counter() - start
    spent, checked = 0.0, 0
    while checked < CHECKED and spent < _SECONDS["check"]:
        start = time.perf_counter()
        found = answer(worlds[checked])
        spent += time.perf_counter() - start
        expected = circuit.expected(worlds[checked])
        if found != expected:
            raise SystemExit(f"{engine}: {sorted(found ^ expected)[:5]} differ")
        checked += 1
    case = spent / checked
    if spent < _SECONDS["check"]:  # else what was checked has been timed for long enough
        case = each(lambda n: answer(worlds[n % len(worlds)]), TIMED, _SECONDS["time"])
    batch = peer.rate(circuit) if hasattr(peer, "rate") else 1 / case
    print(json.dumps({
        "build": built, "case": case, "batch": batch, "memory": _resident() - before,
        "checked": checked, "nodes": len(circuit.nodes()),
    }))  # fmt: skip


def _circuit(rules: int) -> Circuit:
    if not rules:
        base = load_base()
        return circuit_of(compile_base(base, base.law_as_of))
    with tempfile.TemporaryDirectory() as folder:
        base = synthetic_base(rules, Path(folder))
        return circuit_of(compile_base(base, base.law_as_of))


def _resident() -> float:
    """Return the memory this process holds now, in megabytes, what is freed given back."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):  # only where the C library can
        ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
