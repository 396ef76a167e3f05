"""Many worlds at once: one Python integer a variable value, one bit a world.

Serves as the brute-force oracle of the tests, for campaigns, for files of incidents and for what
contested facts change: every node costs one `&`, `|` or `^` on integers of as many bits as there
are worlds. Single-passage worlds; counts are composed by the caller.

A graph read again with the same roots is compiled (`straight_code`). Past about 2^16 worlds the
integers leave the nearest cache: a large population goes faster as several columns of `BEST_COUNT`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from expert.inference.graph import Graph, Node
from expert.inference.straight_code import (
    Bits,
    Columns,
    complete_code,
    is_written,
    partial_code,
)

__all__ = [
    "BEST_COUNT",
    "Bits",
    "Columns",
    "columns_of",
    "evaluate",
    "evaluate_partial",
    "given_value",
    "product_columns",
    "repeated",
    "settled",
]

BEST_COUNT = 1 << 16
"""The number of worlds in one integer that costs least a world (measured on the real base)."""


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
    if is_written(graph, roots):
        return complete_code(graph, roots)(columns, every, counts or {})
    holds: dict[Node, Bits] = {}
    for node in graph.cone(roots):
        holds[node] = _value(graph, node, holds, columns, every, counts or {})
    return [holds[root] for root in roots]


def evaluate_partial(
    graph: Graph,
    roots: Sequence[Node],
    columns: Columns,
    count: int,
    counts: Mapping[Node, tuple[Bits, Bits]] | None = None,
) -> list[tuple[Bits, Bits]]:
    """Return, for each root, the worlds in which it surely holds, and surely fails.

    In each world every variable read has at least one possible value: the columns of all its
    possible values have the bit (all of them: unknown, or not asked). A world in neither integer
    is one where `kleene.Reference` cannot tell. `counts` gives such a pair for each count node.
    """
    return partial_code(graph, roots)(columns, (1 << count) - 1, counts or {})


def _value(
    graph: Graph,
    node: Node,
    holds: Mapping[Node, Bits],
    columns: Columns,
    every: Bits,
    counts: Mapping[Node, Bits],
) -> Bits:
    match graph.kinds[node]:
        case "true":
            return every
        case "false":
            return 0
        case "literal":
            variable, values = graph.literal_of(node)
            bits = 0
            for value in values:
                bits |= columns[variable][value]
            return bits
        case "not":
            return every ^ holds[graph.children(node)[0]]
        case "and":
            bits = every
            for child in graph.children(node):
                bits &= holds[child]
            return bits
        case "or":
            bits = 0
            for child in graph.children(node):
                bits |= holds[child]
            return bits
        case "count":
            return counts[node]


def columns_of(graph: Graph, worlds: Sequence[Mapping[int, int]]) -> dict[int, list[Bits]]:
    """Return the columns of explicit worlds (variable index -> value index)."""
    columns: dict[int, list[Bits]] = {
        index: [0] * len(variable.values) for index, variable in enumerate(graph.variables)
    }
    for bit, world in enumerate(worlds):
        for variable, value in world.items():
            columns[variable][value] |= 1 << bit
    return columns


def settled(column: Sequence[Bits]) -> Bits:
    """Return the worlds in which a variable has a single possible value."""
    once = twice = 0
    for bits in column:
        twice |= once & bits
        once |= bits
    return once & ~twice


def given_value(column: Sequence[Bits], value: int, every: Bits) -> list[Bits]:
    """Return the column of a variable given one value, or the first possible one where it is not.

    Every world has some possible value.
    """
    found = [0] * len(column)
    found[value] = column[value]
    missing = every ^ column[value]
    for other, bits in enumerate(column):
        taken = missing & bits
        found[other] |= taken
        missing ^= taken
    return found


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
            tuple(repeated(run << value * count, count * width, total) for value in range(width))
        )
        count *= width
    return columns[::-1], total


def repeated(pattern: Bits, period: int, length: int) -> Bits:
    """Return a pattern of `period` bits repeated until it is `length` bits long, by doubling."""
    size = period
    while size < length:
        pattern |= pattern << size
        size *= 2
    return pattern & ((1 << length) - 1)
