"""What the engines of facts and rules share: the circuit as Horn clauses, a world as facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.inference.horn import HornProgram, compile_horn, signed
from tests.benchmarks.circuit import Circuit, World


def horn_of(circuit: Circuit) -> HornProgram:
    """Return the clauses of a circuit, in two polarities."""
    return compile_horn(circuit.graph, list(circuit.roots.values()))


def declared(circuit: Circuit, horn: HornProgram, world: World) -> Iterator[int]:
    """Yield the signed literals of a world."""
    for node in horn.literals:
        variable, values = circuit.graph.literal_of(node)
        yield 2 * node + (world[variable] in values)


def held(circuit: Circuit, derived: Iterable[int]) -> frozenset[str]:
    """Return the conclusions among the signed nodes derived."""
    found = {*derived, 3}  # 3: the node « always » holds
    graph = circuit.graph
    return frozenset(n for n, node in circuit.roots.items() if signed(graph, node, True) in found)
