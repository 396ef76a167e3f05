"""One program for every engine compared: the graph of a base on one passage, counts resolved.

On an incident of one passage whose list is closed, « at least one passage » is that passage and
« at least two » is never. The readings of the questions of law are values like the others.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from expert.inference.graph import FALSE, Graph, Node
from expert.inference.program import Program

World = Sequence[int]
"""The value index of each variable."""


@dataclass(frozen=True)
class Circuit:
    """An and/or/not graph over variables, and the node of each conclusion."""

    graph: Graph
    roots: Mapping[str, Node]

    def nodes(self) -> list[Node]:
        """Return every node under the conclusions, children first."""
        return self.graph.cone(list(self.roots.values()))

    def worlds(self, count: int, seed: int = 7) -> list[World]:
        """Return random complete worlds, the same for a seed."""
        chance = random.Random(seed)
        widths = [len(variable.values) for variable in self.graph.variables]
        return [[chance.randrange(width) for width in widths] for _ in range(count)]

    def expected(self, world: World) -> frozenset[str]:
        """Return what holds in a world, node by node: what every engine is checked against."""
        graph, holds = self.graph, {}
        for node in self.nodes():
            match graph.kinds[node]:
                case "literal":
                    variable, values = graph.literal_of(node)
                    holds[node] = world[variable] in values
                case "and":
                    holds[node] = all(holds[child] for child in graph.children(node))
                case "or":
                    holds[node] = any(holds[child] for child in graph.children(node))
                case "not":
                    holds[node] = not holds[graph.children(node)[0]]
                case kind:
                    holds[node] = kind == "true"
        return frozenset(name for name, node in self.roots.items() if holds[node])


def circuit_of(program: Program) -> Circuit:
    """Return the program of a base, for one passage."""
    source, graph = program.graph, Graph()
    for variable in source.variables:
        graph.add_variable(variable)
    known: dict[Node, Node] = {}

    def copied(node: Node) -> Node:
        if node not in known:
            known[node] = made(node)
        return known[node]

    def made(node: Node) -> Node:
        match source.kinds[node]:
            case "literal":
                variable, values = source.literal_of(node)
                return graph.literal(source.variables[variable].id, values)
            case "and":
                return graph.conjunction([copied(child) for child in source.children(node)])
            case "or":
                return graph.disjunction([copied(child) for child in source.children(node)])
            case "not":
                return graph.negation(copied(source.children(node)[0]))
            case "count":
                at_least, child = source.count_of(node)
                return copied(child) if at_least == 1 else FALSE
            case _:
                return node

    return Circuit(graph, {name: copied(node) for name, node in program.atoms.items()})
