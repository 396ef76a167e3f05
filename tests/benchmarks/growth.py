"""How time grows with the rules and with the incidents, drawn in one SVG file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from expert.inference.program import compile_base
from knowledge import KnowledgeBase
from tests.benchmarks.circuit import circuit_of
from tests.benchmarks.compare import ENGINES, Table
from tests.benchmarks.figures import each
from tests.benchmarks.peers import compiled, plain_python
from tests.benchmarks.plot import Points, chart, page
from tests.benchmarks.synthetic import SIZES, synthetic_base

INCIDENTS = (100, 1_000, 10_000, 100_000, 1_000_000)
FILE = "bench-growth.svg"


def draw(table: Table, base: KnowledgeBase, folder: Path) -> Path:
    """Write the charts and return their file."""
    by_rules = {
        ENGINES[engine]: [(n, 1e6 / table[n, engine].batch) for n in SIZES if (n, engine) in table]
        for engine in ENGINES
    }
    charts = []
    known: dict[str, Points] = {name: points for name, points in by_rules.items() if points}
    if known:
        charts.append(
            chart("One incident, as the rules grow", "rules", "microseconds an incident", known)
        )
    charts.append(
        chart(
            "A batch, as the incidents grow",
            "incidents",
            "seconds (naive Python measured up to 10,000)",
            _by_incidents(base),
        )
    )
    folder.mkdir(exist_ok=True)
    path = folder / FILE
    path.write_text(page(charts), encoding="utf-8")
    return path


def _by_incidents(base: KnowledgeBase) -> dict[str, Points]:
    curves: dict[str, Points] = {}
    with tempfile.TemporaryDirectory() as folder:
        small = synthetic_base(300, Path(folder))
        for name, law in (("300 rules", small), ("real base", base)):
            circuit = circuit_of(compile_base(law, law.law_as_of))
            answer, worlds = plain_python.build(circuit), circuit.worlds(100)
            curves[f"compiled, {name}"] = [(n, compiled.seconds_of(circuit, n)) for n in INCIDENTS]
            curves[f"naive Python, {name}"] = [
                (n, n * each(lambda i, a=answer, w=worlds: a(w[i % 100]), n, 2))  # type: ignore[misc]
                for n in INCIDENTS[:3]
            ]
    return curves
