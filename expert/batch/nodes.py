"""Which nodes of a program the status of a conclusion may read."""

from __future__ import annotations

from expert.inference.graph import Node
from expert.inference.program import Program


def nodes_to_read(program: Program) -> tuple[list[Node], list[Node]]:
    """Return the nodes inside the counts of a program, and every node that a status may read."""
    graph = program.graph
    roots = [*program.atoms.values(), *program.guards.values()]
    counted = list(dict.fromkeys(graph.count_of(node)[1] for node in graph.counts_under(roots)))
    return counted, graph.cone([*roots, *counted])
