"""Many random incidents at once, to find witnesses cheaply: what they show needs no diagram.

They prove that something can happen, never that it cannot.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from expert.assurance.proofs.claims import World
from expert.inference.graph import Node
from expert.inference.program import Program
from expert.inference.situation import INCIDENT
from expert.inference.worlds import Bits, evaluate

WORLDS = 1 << 14


class Sample:
    """Random complete incidents of one passage, the same at every run, one bit an incident."""

    def __init__(self, program: Program, worlds: int = WORLDS, seed: int = 0) -> None:
        self.program = program
        self.count = worlds
        self.every: Bits = (1 << worlds) - 1
        chance = random.Random(seed)
        self.columns: dict[int, list[Bits]] = {
            index: _column(chance, len(variable.values), worlds)
            for index, variable in enumerate(program.graph.variables)
        }

    def held(self, roots: Sequence[Node], turned: int | None = None) -> list[Bits]:
        """Return the incidents in which each node holds; `turned`: a variable takes its next value.

        Turning a variable compares each incident with one that differs by that answer alone.
        """
        graph, columns = self.program.graph, self.columns
        if turned is not None:
            column = columns[turned]
            columns = {**columns, turned: [*column[-1:], *column[:-1]]}
        counted = {node: graph.count_of(node) for node in graph.counts_under(roots)}
        children = [child for _, child in counted.values()]
        held = evaluate(graph, children, columns, self.count)
        counts = {
            node: bits if at_least == 1 else 0
            for (node, (at_least, _)), bits in zip(counted.items(), held, strict=True)
        }
        return evaluate(graph, roots, columns, self.count, counts)

    def world(self, number: int) -> World:
        """Return one incident of the sample."""
        return {
            (variable, self._place(variable)): value
            for variable, column in self.columns.items()
            for value, bits in enumerate(column)
            if bits >> number & 1
        }

    def _place(self, variable: int) -> int:
        return INCIDENT if self.program.graph.variables[variable].scope in _WHOLE else 0


_WHOLE = ("incident", "zone")


def first(bits: Bits) -> int:
    """Return the number of the first incident of a non-empty set."""
    return (bits & -bits).bit_length() - 1


def _column(chance: random.Random, width: int, worlds: int) -> list[Bits]:
    """Return, for each value of a variable, the incidents in which it has that value.

    Drawn by splitting the remaining incidents at random, value after value: a few large random
    integers rather than one draw an incident.
    """
    column: list[Bits] = []
    left = (1 << worlds) - 1
    for number in range(width - 1):
        taken = left & _biased(chance, worlds, width - number)
        column.append(taken)
        left &= ~taken
    return [*column, left]


def _biased(chance: random.Random, worlds: int, one_in: int) -> Bits:
    """Return random bits, each set with a chance close to one in `one_in`."""
    numerator, bits = round((1 << 8) / one_in), 0
    for digit in range(8):  # from the least significant digit of the chance, in base two
        drawn = chance.getrandbits(worlds)
        bits = drawn | bits if numerator >> digit & 1 else drawn & bits
    return bits
