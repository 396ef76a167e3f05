"""Values drawn for every variable of a program, the same from one run to the next.

A draw may lean: towards what makes some conclusions hold, or towards what makes them fail. A wide
conclusion holds in nearly every even draw, or in none; leaning, both kinds of witness are met.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from expert.inference.graph import Graph, Node, Variable
from expert.inference.worlds import Bits

WORLDS = 1 << 15
"""Worlds of one run: twice as many find little more, and weigh twice as much."""

_PLACES = 3
"""Passages past the third draw as the first ones do."""


class Draws:
    """Drawn values for every variable of a program, on as many worlds as one run takes."""

    def __init__(
        self,
        variables: Sequence[Variable],
        seed: int,
        towards: Mapping[int, Sequence[float]] | None = None,
    ) -> None:
        self._chance = random.Random(seed)
        self._variables = variables
        self._towards = towards or {}
        self._drawn: dict[tuple[int, int], list[Bits]] = {}

    def column(self, variable: int, place: int) -> list[Bits]:
        """Return which worlds draw each value of a variable; each place draws its own."""
        key = variable, place % _PLACES
        if key not in self._drawn:
            self._drawn[key] = self._draw(variable)
        return self._drawn[key]

    def _draw(self, variable: int) -> list[Bits]:
        left: Bits = (1 << WORLDS) - 1
        values = range(len(self._variables[variable].values))
        columns = [0 for _ in values]
        weights = self._towards.get(variable)
        if weights is not None and min(weights) < max(weights):
            best = [value for value in values if weights[value] == max(weights)]
            columns[self._chance.choice(best)] = leaning = self._share(2) | self._share(2)
            left ^= leaning
        for value in values[:-1]:
            chosen = left & self._share(len(values) - value)
            columns[value] |= chosen
            left ^= chosen
        columns[-1] |= left
        return columns

    def _share(self, rest: int) -> Bits:
        """Return worlds drawn with a chance of about one in `rest`."""
        bits: Bits = self._chance.getrandbits(WORLDS)
        while rest > 2:
            bits &= self._chance.getrandbits(WORLDS)
            rest //= 2
        return bits


def leaning(graph: Graph, roots: Sequence[Node]) -> dict[int, list[float]]:
    """Return, for each variable under some roots, how much each value makes them hold.

    A child weighs the share of one among its siblings, and against the root under a « not ».
    """
    under = [graph.count_of(node)[1] for node in graph.counts_under(roots)]
    weights: dict[Node, float] = dict.fromkeys([*roots], 1.0)
    found: dict[int, list[float]] = {}
    for node in reversed(graph.cone([*roots, *under])):
        weight = weights.get(node, 0.0)
        if graph.kinds[node] == "literal":
            variable, values = graph.literal_of(node)
            width = len(graph.variables[variable].values)
            scores = found.setdefault(variable, [0.0] * width)
            for value in values:
                scores[value] += weight
        else:
            counted = graph.kinds[node] == "count"
            children = (graph.count_of(node)[1],) if counted else graph.children(node)
            sign = -1 if graph.kinds[node] == "not" else 1
            for child in children:
                weights[child] = weights.get(child, 0.0) + sign * weight / len(children)
    return found
