"""The experta engine of the product: its own matcher and agenda, on the same clauses."""

from __future__ import annotations

from typing import Any

from expert.inference.engine import _HornEngine
from tests.benchmarks.circuit import Circuit, World
from tests.benchmarks.peers.horn_rules import declared, held, horn_of


def build(circuit: Circuit) -> Any:
    """Return what answers one world."""
    horn = horn_of(circuit)
    engine = _HornEngine(horn)

    def answer(world: World) -> frozenset[str]:
        return held(circuit, engine.derive(declared(circuit, horn, world)))

    return answer
