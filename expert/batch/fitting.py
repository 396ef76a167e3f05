"""Where `Statuses` surely does not meet its cap: what a batch may then say in its place.

The function of a large conclusion passes the cap of `Statuses` before any answer, and fits once a
few telling answers are there. What is built under those few alone is never smaller than under all
the answers of a row: where it fits in half of the cap, it fits for every row that has them. Rows
are told apart by their telling answers, one at a time; an attempt costs as much as a dozen rows
asked of `Statuses`, so it waits for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from expert.batch.columns import settled
from expert.inference.diagrams import DiagramTooLargeError
from expert.inference.functions import INTERVIEW_CAP, build_function
from expert.inference.graph import Node
from expert.inference.situation import Instance, Situation
from expert.inference.worlds import Bits

_MOST_SPLITS = 4
"""Telling answers looked at: past that, a row is one of too few to be worth an attempt."""

_WORTH_A_TRY = 16
"""Rows met before an attempt."""

_MOST_KEPT = 5_000
"""Attempts remembered for one conclusion."""

State = tuple[tuple[Instance, int], ...]


class Fitting:
    """Tells where the function of one conclusion fits; `blank` is its shape without an answer."""

    def __init__(self, blank: Situation, node: Node, unit: int | None) -> None:
        self._blank = blank
        self._node = node
        self._unit = unit
        self._telling = _telling(blank, node)
        self._known: dict[State, bool] = {}
        self._met: Counter[State] = Counter()

    def among(self, possible: Callable[[Instance], Sequence[Bits]], rows: Bits) -> Bits:
        """Return those of the rows in which it surely fits."""
        return self._among(possible, rows, (), 0)

    def _among(
        self, possible: Callable[[Instance], Sequence[Bits]], rows: Bits, state: State, rank: int
    ) -> Bits:
        if not rows or self._fits(state, rows.bit_count()):
            return rows
        if rank == len(self._telling):
            return 0
        instance = self._telling[rank]
        columns = possible(instance)
        sure = rows & settled(columns)
        found = self._among(possible, rows ^ sure, state, rank + 1)
        for value, bits in enumerate(columns):
            further = (*state, (instance, value))
            found |= self._among(possible, sure & bits, further, rank + 1)
        return found

    def _fits(self, state: State, rows: int) -> bool:
        known = self._known.get(state)
        if known is None:
            self._met[state] += rows
            if self._met[state] < _WORTH_A_TRY:
                return False
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
                self._met.clear()
            known = self._known[state] = self._try(state)
        return known

    def _try(self, state: State) -> bool:
        answers = {instance: frozenset((value,)) for instance, value in state}
        situation = Situation(self._blank.program, self._blank.incident, answers)
        try:
            build_function(situation, self._node, self._unit, INTERVIEW_CAP // 2)
        except DiagramTooLargeError:
            return False
        return True


def _telling(blank: Situation, node: Node) -> list[Instance]:
    """Return the answers with the most values under a node: each closes most of the others.

    A date is left aside: its values are days cut by delays, which close nothing.
    """
    program = blank.program
    variables = program.graph.variables
    dates = {fact.id for fact in program.base.facts.values() if fact.kind == "date"}
    under = [
        number
        for number in program.graph.variables_under([node])
        if not variables[number].is_zone and variables[number].source not in dates
    ]
    under.sort(key=lambda number: (-len(variables[number].values), number))
    return [blank.locate(number, 0) for number in under[:_MOST_SPLITS]]
