"""In which order a tree asks: that of the rules, or that of the interview, questions of law last.

Whatever the order, what a guard reads comes before the fact it guards, so that no question is
shown where it has no object; and the contested questions come last, so that the facts are settled
before two readings are set side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from expert.inference.graph import Node
from expert.trees.cutting import CONCLUSION, PASSAGES, CutProgram


def law_order(program: CutProgram, nodes: Sequence[Node]) -> list[int]:
    """Return the variables under some nodes, in the order in which the rules mention them."""
    graph = program.graph
    found: dict[int, None] = {}
    seen: set[Node] = set()

    def visit(node: Node) -> None:
        if node in seen:
            return
        seen.add(node)
        if graph.kinds[node] == "literal":
            _after_its_guard(program, graph.literal_of(node)[0], found)
        for child in graph.children(node):
            visit(child)

    for node in nodes:
        visit(node)
    return _zones_last(program, found)


def interview_order(program: CutProgram, nodes: Sequence[Node]) -> list[int]:
    """Return the variables under some nodes: other conclusions first, then as they are asked."""
    graph, base = program.graph, program.base
    blocks = {block: rank for rank, block in enumerate(base.blocks)}
    declared = {fact: rank for rank, fact in enumerate(base.facts)}

    def rank(variable: int) -> tuple[int, int, int]:
        source = graph.variables[variable].source
        if source not in base.facts:
            return -1, 0, variable
        return blocks[base.facts[source].block], declared[source], variable

    found: dict[int, None] = {}
    for variable in sorted(graph.variables_under(nodes), key=rank):
        _after_its_guard(program, variable, found)
    return _zones_last(program, found)


def _after_its_guard(program: CutProgram, variable: int, found: dict[int, None]) -> None:
    """Add a variable after everything its guard reads."""
    if variable in found:
        return
    declared = program.graph.variables[variable]
    if declared.scope not in (CONCLUSION, PASSAGES) and declared.source in program.base.guards:
        guard = program.node_of(program.base.guards[declared.source])
        for read in sorted(program.graph.variables_under([guard])):
            _after_its_guard(program, read, found)
    found[variable] = None


def _zones_last(program: CutProgram, found: Iterable[int]) -> list[int]:
    variables = program.graph.variables
    return sorted(found, key=lambda variable: variables[variable].is_zone)
