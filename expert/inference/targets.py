"""What a conclusion would have to be, as one diagram: established, excluded or contested."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from expert.inference.diagrams import NEVER, Diagram
from expert.inference.functions import Function
from expert.inference.graph import Graph, Node
from expert.inference.kleene import Reference
from expert.inference.situation import Instance, Situation
from expert.status import Status

EXPLANATION_CAP = 40_000
"""Nodes allowed to a function built on demand: about a fifth of a second when it is too large."""


def target(function: Function, status: Status) -> Diagram:
    """Return where the conclusion of a function has a status whatever the answers still free.

    Raises:
        ValueError: for « open », which is no target.
        DiagramTooLargeError: past the cap of the table.
    """
    table = function.table
    if status == "established":
        return function.surely
    if status == "excluded":
        return table.negation(function.possibly)
    if status == "contested":
        return table.join(function.possibly, table.negation(function.surely), NEVER)
    raise ValueError(status)


def freed(situation: Situation, instances: Collection[Instance] | None = None) -> Situation:
    """Return the situation without some answers (all of them by default), in the same places."""
    if instances is None:
        return replace(situation, allowed={})
    kept = {i: values for i, values in situation.allowed.items() if i not in instances}
    return replace(situation, allowed=kept)


def blocking(situation: Situation, node: Node, unit: int | None) -> frozenset[Instance]:
    """Return the answers that keep a node from holding, each in its own place in the rules.

    Every branch that fails is followed down to the answers it fails by; what holds is left aside.
    """
    graph, reference = situation.program.graph, Reference(situation)
    found: set[Instance] = set()
    seen: set[tuple[Node, int | None, bool]] = set()
    pending = [(node, unit, True)]
    while pending:
        place = pending.pop()
        inner, where, wanted = place
        if place in seen or reference.truth(inner, where) is wanted:
            continue
        seen.add(place)
        if graph.kinds[inner] == "literal":
            found.add(situation.locate(graph.literal_of(inner)[0], where))
        pending += _under(graph, situation, inner, where, wanted)
    return frozenset(found)


def _under(
    graph: Graph, situation: Situation, node: Node, unit: int | None, wanted: bool
) -> Iterable[tuple[Node, int | None, bool]]:
    if graph.kinds[node] == "count":
        child = graph.count_of(node)[1]
        return [(child, number, wanted) for number in range(len(situation.units))]
    below = wanted if graph.kinds[node] != "not" else not wanted
    return [(child, unit, below) for child in graph.children(node)]
