"""The graph as a Horn program in two polarities: « n holds » and « n fails ».

    and+ from all its children+      and- from one child-
    or+  from one child+             or-  from all its children-
    not  is a change of sign          literals and counts are declared, never derived

There is no negation as failure, no salience and no retraction: one least model, whatever the order
of firing. That is why experta's stale activations (it fires a rule whose NOT has become false) and
its undetermined order cannot matter here. The derivation of « x holds » is *why*; that of « x
fails » is *why not*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from expert.inference.graph import FALSE, TRUE, Graph, Node

Signed = int
"""2n + 1 for « node n holds », 2n for « node n fails »."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`head` is derived when every element of `body` is."""

    head: Signed
    body: tuple[Signed, ...]


@dataclass(frozen=True)
class HornProgram:
    """The clauses under some roots, and the leaves (literals, counts) to declare."""

    clauses: tuple[Clause, ...]
    literals: tuple[Node, ...]
    counts: tuple[Node, ...]
    nodes: tuple[Node, ...]


def signed(graph: Graph, node: Node, holds: bool) -> Signed:
    """Return the signed node, pushing « not » into the sign."""
    while graph.kinds[node] == "not":
        node, holds = graph.children(node)[0], not holds
    return 2 * node + holds


def compile_horn(graph: Graph, roots: Sequence[Node]) -> HornProgram:
    """Compile the nodes under `roots`."""
    nodes = [node for node in graph.cone(roots) if node not in (TRUE, FALSE)]
    clauses = dict.fromkeys(clause for node in nodes for clause in _clauses(graph, node))
    return HornProgram(
        tuple(clauses),
        tuple(node for node in nodes if graph.kinds[node] == "literal"),
        tuple(node for node in nodes if graph.kinds[node] == "count"),
        tuple(nodes),
    )


def _clauses(graph: Graph, node: Node) -> Iterator[Clause]:
    kind = graph.kinds[node]
    if kind not in ("and", "or"):
        return
    children = graph.children(node)
    together = kind == "and"
    whole = tuple(signed(graph, child, together) for child in children)
    yield Clause(2 * node + together, whole)
    for child in children:
        yield Clause(2 * node + (not together), (signed(graph, child, not together),))
