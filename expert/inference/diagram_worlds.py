"""The exact function of a conclusion read on many incidents at once, one bit an incident.

A diagram built before any answer is the function of every incident of its shape: the answers only
close some of its branches. « Every branch still open leads to always » is then one `&` and one `|`
a branch, for all the incidents together, and is exact.

The diagram of one incident is never larger than this one, which fits the cap: `Statuses` answers
the same. Where this one does not fit, the caller asks `Statuses` for each incident.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from expert.inference.diagrams import ALWAYS, NEVER, Diagram, Diagrams
from expert.inference.functions import INTERVIEW_CAP, Function, build_function
from expert.inference.graph import Node
from expert.inference.situation import Instance, Situation
from expert.inference.worlds import Bits

Possible = Callable[[Instance], Sequence[Bits]]
"""For an instance, one integer a value: the incidents in which it is possible."""

_Branch = tuple[int, Diagram]
"""(number of a « one of these values » test, diagram that follows)."""


_LARGEST = 100_000
"""Nodes allowed to the part that tells contested from open, which `Statuses` never builds whole."""


@dataclass(frozen=True)
class Verdict:
    """The incidents in which a conclusion is established, excluded, contested (else: open)."""

    established: Bits
    excluded: Bits
    contested: Bits


class ExactFunction:
    """What a node is whatever the answers: read on columns, it gives exact statuses.

    Raises `DiagramTooLargeError` past `cap`.
    """

    def __init__(
        self, blank: Situation, node: Node, unit: int | None, cap: int = INTERVIEW_CAP
    ) -> None:
        function = build_function(blank, node, unit, cap)
        table = function.table
        table.cap = max(cap, _LARGEST)
        split = table.join(function.possibly, table.negation(function.surely), NEVER)
        self._roots = (function.surely, function.possibly, split)
        self._tests: list[tuple[Instance, tuple[int, ...]]] = []
        self._plans = [_plan(table, root, function, self._tests) for root in self._roots]
        self.size = len({n for plan in self._plans for n, _ in plan})

    def verdict(self, possible: Possible, every: Bits) -> Verdict:
        """Return the verdicts on the incidents of `every`."""
        barred = []
        for instance, values in self._tests:
            columns, bits = possible(instance), 0
            for value in values:
                bits |= columns[value]
            barred.append(every ^ bits)
        surely, possibly, split = self._plans
        established = self._whatever(surely, self._roots[0], barred, every, wanted=ALWAYS)
        excluded = self._whatever(possibly, self._roots[1], barred, every, wanted=NEVER)
        contested = self._whatever(split, self._roots[2], barred, every, wanted=ALWAYS)
        return Verdict(established, excluded, contested)

    def _whatever(
        self,
        plan: Sequence[tuple[Diagram, Sequence[_Branch]]],
        root: Diagram,
        barred: Sequence[Bits],
        every: Bits,
        *,
        wanted: Diagram,
    ) -> Bits:
        """Return the incidents in which every open branch leads to `wanted`."""
        known = {wanted: every, 1 - wanted: 0}
        for node, branches in plan:
            bits = every
            for test, child in branches:
                follows = known[child]
                if follows is not every:
                    bits &= barred[test] | follows if follows else barred[test]
            known[node] = bits
        return known[root]


def _plan(
    table: Diagrams,
    root: Diagram,
    function: Function,
    tests: list[tuple[Instance, tuple[int, ...]]],
) -> list[tuple[Diagram, list[_Branch]]]:
    """Return the nodes under a root, children first, values with the same child in one branch."""
    numbers = {test: number for number, test in enumerate(tests)}
    reached: set[Diagram] = set()
    pending = [root]
    while pending:
        node = pending.pop()
        if node > ALWAYS and node not in reached:
            reached.add(node)
            pending += table.children[node]
    plan = []
    for node in sorted(reached):
        instance = function.instances[table.levels[node]]
        together: dict[Diagram, list[int]] = {}
        for value, child in enumerate(table.children[node]):
            together.setdefault(child, []).append(value)
        branches = []
        for child, values in together.items():
            test = instance, tuple(values)
            if test not in numbers:
                numbers[test] = len(tests)
                tests.append(test)
            branches.append((numbers[test], child))
        plan.append((node, branches))
    return plan
