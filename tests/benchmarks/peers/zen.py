"""zen-engine: a decision of one expression node, one expression a node of the circuit, in Rust."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from expert.inference.graph import Node
from tests.benchmarks.circuit import Circuit, World


def build(circuit: Circuit) -> Any:
    """Return what answers one world. Raises `ImportError` when zen-engine is not installed."""
    expressions = [
        {"id": f"e{node}", "key": f"n{node}", "value": _expression(circuit, node)}
        for node in circuit.nodes()
    ]
    content = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {
                "id": "all", "type": "expressionNode", "name": "all",
                "position": {"x": 1, "y": 0}, "content": {"expressions": expressions},
            },
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "all", "type": "edge"},
            {"id": "b", "sourceId": "all", "targetId": "out", "type": "edge"},
        ],
    }  # fmt: skip
    decision = import_module("zen").ZenEngine().create_decision(json.dumps(content))
    roots = circuit.roots.items()

    def answer(world: World) -> frozenset[str]:
        result = decision.evaluate({f"v{n}": value for n, value in enumerate(world)})["result"]
        return frozenset(name for name, node in roots if result[f"n{node}"])

    answer(circuit.worlds(1)[0])  # expressions are compiled when they are first read
    return answer


def _expression(circuit: Circuit, node: Node) -> str:
    graph = circuit.graph
    match graph.kinds[node]:
        case "literal":
            variable, values = graph.literal_of(node)
            return " or ".join(f"v{variable} == {value}" for value in sorted(values))
        case "and" | "or" as kind:
            return f" {kind} ".join(f"$.n{child}" for child in graph.children(node))
        case "not":
            return f"not $.n{graph.children(node)[0]}"
        case kind:
            return kind
