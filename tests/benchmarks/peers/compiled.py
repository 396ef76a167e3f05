"""The compiled evaluator of the product: one bit a world, as many worlds at once as pay."""

from __future__ import annotations

import random
import time
from typing import Any

from expert.inference.worlds import BEST_COUNT, columns_of, evaluate
from tests.benchmarks.circuit import Circuit, World

_ENOUGH = 0.4
"""Seconds of evaluation a rate is measured on."""


def build(circuit: Circuit) -> Any:
    """Return what answers one world."""
    names, roots = list(circuit.roots), list(circuit.roots.values())

    def answer(world: World) -> frozenset[str]:
        columns = columns_of(circuit.graph, [dict(enumerate(world))])
        found = evaluate(circuit.graph, roots, columns, 1)
        return frozenset(name for name, bits in zip(names, found, strict=True) if bits)

    answer(circuit.worlds(1)[0])
    answer(circuit.worlds(1)[0])  # the second reading of a graph compiles it
    return answer


def seconds_of(circuit: Circuit, count: int) -> float:
    """Return how long so many random worlds take, in blocks, every conclusion evaluated."""
    roots = list(circuit.roots.values())
    whole, rest = divmod(count, BEST_COUNT)
    sizes = [BEST_COUNT] * whole + [rest] * (rest > 0)
    drawn = {size: random_columns(circuit, size, size) for size in set(sizes)}
    for size, columns in drawn.items():
        evaluate(circuit.graph, roots, columns, size)  # the second reading compiles the graph
        evaluate(circuit.graph, roots, columns, size)
    start = time.perf_counter()
    for size in sizes:
        evaluate(circuit.graph, roots, drawn[size], size)
    return time.perf_counter() - start


def rate(circuit: Circuit) -> float:
    """Return how many incidents a second one core evaluates in batch."""
    count = 4 * BEST_COUNT
    while (seconds := seconds_of(circuit, count)) < _ENOUGH:
        count *= 4
    return count / seconds


def random_columns(circuit: Circuit, count: int, seed: int) -> dict[int, list[int]]:
    """Return random worlds as columns: each world has one value of each variable."""
    chance = random.Random(seed)
    columns = {}
    for index, variable in enumerate(circuit.graph.variables):
        left, column = (1 << count) - 1, []
        for _ in variable.values[:-1]:
            chosen = left & chance.getrandbits(count)
            column.append(chosen)
            left ^= chosen
        columns[index] = [*column, left]
    return columns
