"""Values drawn for every variable of a program, the same from one run to the next."""

from __future__ import annotations

import random
from collections.abc import Sequence

from expert.inference.graph import Variable
from expert.inference.worlds import BEST_COUNT, Bits

_PLACES = 3
"""Passages past the third draw as the first ones do."""


class Draws:
    """Drawn values for every variable of a program, on as many worlds as one run takes."""

    def __init__(self, variables: Sequence[Variable], seed: int) -> None:
        self._chance = random.Random(seed)
        self._variables = variables
        self._drawn: dict[tuple[int, int], list[Bits]] = {}

    def column(self, variable: int, place: int) -> list[Bits]:
        """Return which worlds draw each value of a variable; each place draws its own."""
        key = variable, place % _PLACES
        if key not in self._drawn:
            left, columns = (1 << BEST_COUNT) - 1, []
            for rest in range(len(self._variables[variable].values), 1, -1):
                chosen = left & self._share(rest)
                columns.append(chosen)
                left ^= chosen
            self._drawn[key] = [*columns, left]
        return self._drawn[key]

    def _share(self, rest: int) -> Bits:
        """Return worlds drawn with a chance of about one in `rest`."""
        bits: Bits = self._chance.getrandbits(BEST_COUNT)
        while rest > 2:
            bits &= self._chance.getrandbits(BEST_COUNT)
            rest //= 2
        return bits
