"""Many worlds at once: one Python integer a variable value, one bit a world.

Serves as the brute-force oracle of the tests and for campaigns: every node costs one `&`, `|` or
`^` on integers of as many bits as there are worlds. Single-passage worlds; counts are composed by
the caller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from expert.inference.graph import Graph, Node

Bits = int
Columns = Mapping[int, Sequence[Bits]]
"""For each variable index, one integer a value: the worlds in which it has that value."""


def evaluate(
    graph: Graph,
    roots: Sequence[Node],
    columns: Columns,
    count: int,
    counts: Mapping[Node, Bits] | None = None,
) -> list[Bits]:
    """Return, for each root, the worlds (of `count`) in which it holds.

    `counts` gives the worlds in which each count node holds (incident roots only).
    """
    every = (1 << count) - 1
    holds: dict[Node, Bits] = {}
    for node in graph.cone(roots):
        match graph.kinds[node]:
            case "true":
                holds[node] = every
            case "false":
                holds[node] = 0
            case "literal":
                variable, values = graph.literal_of(node)
                bits = 0
                for value in values:
                    bits |= columns[variable][value]
                holds[node] = bits
            case "not":
                holds[node] = every ^ holds[graph.children(node)[0]]
            case "and":
                bits = every
                for child in graph.children(node):
                    bits &= holds[child]
                holds[node] = bits
            case "or":
                bits = 0
                for child in graph.children(node):
                    bits |= holds[child]
                holds[node] = bits
            case "count":
                holds[node] = (counts or {})[node]
    return [holds[root] for root in roots]


def columns_of(graph: Graph, worlds: Sequence[Mapping[int, int]]) -> dict[int, list[Bits]]:
    """Return the columns of explicit worlds (variable index -> value index)."""
    columns: dict[int, list[Bits]] = {
        index: [0] * len(variable.values) for index, variable in enumerate(graph.variables)
    }
    for bit, world in enumerate(worlds):
        for variable, value in world.items():
            columns[variable][value] |= 1 << bit
    return columns


def product_columns(widths: Sequence[int]) -> tuple[list[tuple[Bits, ...]], int]:
    """Return the columns of every combination of so many values, and how many there are.

    World number n gives value (n // stride) % width to each variable, the last one moving fastest.
    """
    count = 1
    columns: list[tuple[Bits, ...]] = []
    total = prod(widths)
    for width in reversed(widths):
        run = (1 << count) - 1
        columns.append(
            tuple(_repeated(run << value * count, count * width, total) for value in range(width))
        )
        count *= width
    return columns[::-1], total


def _repeated(pattern: Bits, period: int, length: int) -> Bits:
    """Repeat a pattern of `period` bits until it is `length` bits long, by doubling."""
    size = period
    while size < length:
        pattern |= pattern << size
        size *= 2
    return pattern & ((1 << length) - 1)
