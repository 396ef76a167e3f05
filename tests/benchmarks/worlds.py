"""How fast worlds are evaluated: for the table of `make bench`, which calls these functions.

Worlds are drawn at random, each variable with exactly one value, in columns of `BEST_COUNT` worlds
(what one integer holds at the least cost); drawing them is not timed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

from expert.inference.graph import Graph, Node
from expert.inference.program import Program
from expert.inference.worlds import BEST_COUNT, Bits, evaluate


def seconds_for_atoms(program: Program, count: int = 1_000_000, seed: int = 1) -> float:
    """Return the seconds spent on every atom of `count` worlds of one passage, counts composed.

    That is the passage atoms and what the incident counts, then the incident atoms: on one passage
    « at least one » is the passage itself, « at least two » never holds.
    """
    graph, base = program.graph, program.base
    incident = [program.atoms[a] for a, c, _ in base.atoms() if c.scope == "incident"]
    passage = [program.atoms[a] for a, c, _ in base.atoms() if c.scope != "incident"]
    counts = list(graph.counts_under(incident))
    counted = [graph.count_of(node) for node in counts]
    first = [*passage, *(child for _, child in counted)]
    chance, spent, done, warm = random.Random(seed), 0.0, 0, 2
    while done < count:
        size = min(BEST_COUNT, count - done)
        columns = random_columns(graph, size, chance)
        start = time.perf_counter()
        found = evaluate(graph, first, columns, size)[len(passage) :]
        held = {
            node: bits if at_least == 1 else 0
            for node, (at_least, _), bits in zip(counts, counted, found, strict=True)
        }
        evaluate(graph, incident, columns, size, held)
        if warm:  # read from the graph, then compiled: neither is timed
            warm -= 1
            continue
        spent += time.perf_counter() - start
        done += size
    return spent


def seconds_for_roots(
    graph: Graph, roots: Sequence[Node], count: int = 1_000_000, seed: int = 1
) -> float:
    """Return the seconds spent on some roots (no count under them) of `count` worlds."""
    chance, spent, done = random.Random(seed), 0.0, 0
    evaluate(graph, roots, random_columns(graph, 1, chance), 1)
    evaluate(graph, roots, random_columns(graph, 1, chance), 1)  # compiled from here on
    while done < count:
        size = min(BEST_COUNT, count - done)
        columns = random_columns(graph, size, chance)
        start = time.perf_counter()
        evaluate(graph, roots, columns, size)
        spent += time.perf_counter() - start
        done += size
    return spent


def random_columns(graph: Graph, count: int, chance: random.Random) -> dict[int, list[Bits]]:
    """Return random worlds: each variable has one value, the first values more often."""
    every = (1 << count) - 1
    columns: dict[int, list[Bits]] = {}
    for index, variable in enumerate(graph.variables):
        left, found = every, []
        for _ in variable.values[1:]:
            chosen = left & chance.getrandbits(count)
            found.append(chosen)
            left ^= chosen
        columns[index] = [*found, left]
    return columns
