"""Which nodes of a program the status of a conclusion may read."""

from __future__ import annotations

from collections.abc import Iterable

from expert.inference.graph import Node
from expert.inference.program import Program
from knowledge.base_model import AtomId


def nodes_to_read(program: Program, atoms: Iterable[AtomId]) -> tuple[list[Node], list[Node]]:
    """Return the nodes inside counts, and every node, that the status of some atoms may read."""
    graph = program.graph
    roots = [*(program.atoms[atom] for atom in atoms), *program.guards.values()]
    counted = list(dict.fromkeys(graph.count_of(node)[1] for node in graph.counts_under(roots)))
    return counted, graph.cone([*roots, *counted])
