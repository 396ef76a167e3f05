"""Naive Python: one function written from the same circuit, one line a node, one world a call."""

from __future__ import annotations

from typing import Any

from expert.inference.graph import Node
from tests.benchmarks.circuit import Circuit, World


def build(circuit: Circuit) -> Any:
    """Return what answers one world."""
    lines = [f"    n{node} = {_expression(circuit, node)}" for node in circuit.nodes()]
    found = ", ".join(f"n{node}" for node in circuit.roots.values())
    source = "\n".join(["def decide(w):", *lines, f"    return ({found},)"])
    namespace: dict[str, Any] = {}
    exec(compile(source, "<circuit>", "exec"), namespace)
    decide, names = namespace["decide"], list(circuit.roots)

    def answer(world: World) -> frozenset[str]:
        return frozenset(n for n, holds in zip(names, decide(world), strict=True) if holds)

    return answer


def _expression(circuit: Circuit, node: Node) -> str:
    graph = circuit.graph
    match graph.kinds[node]:
        case "literal":
            variable, values = graph.literal_of(node)
            return f"w[{variable}] in {tuple(sorted(values))}"
        case "and" | "or" as kind:
            return f" {kind} ".join(f"n{child}" for child in graph.children(node))
        case "not":
            return f"not n{graph.children(node)[0]}"
        case kind:
            return str(kind == "true")
