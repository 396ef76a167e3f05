"""The exact function of a conclusion read on many incidents at once, one bit an incident.

A diagram built before any answer is the function of every incident of its shape: the answers only
close some of its branches. Each node, from the root down, says which incidents still reach it; a
branch lets through those in which one of its values is possible. Whether an incident can reach
« always » or « never » is then one `&` and one `|` a branch, for all the incidents together, and
is exact: a path tests each fact once.

    established   what holds in every reading (`surely`) never reaches « never »
    excluded      what holds in some reading (`possibly`) never reaches « always »
    contested     `possibly` never reaches « never », `surely` never reaches « always »
                  (« for all U, both » is « for all U the one, and for all U the other »)

Where the function is too large, the caller asks `Statuses` for each incident.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from expert.inference.diagrams import ALWAYS, NEVER, Diagram, Diagrams, DiagramTooLargeError
from expert.inference.functions import (
    INTERVIEW_CAP,
    Function,
    build_function,
    build_in_order,
)
from expert.inference.graph import Node
from expert.inference.short_orders import short_order
from expert.inference.situation import Instance, Situation
from expert.inference.worlds import Bits

Possible = Callable[[Instance], Sequence[Bits]]
"""For an instance, one integer a value: the incidents in which it is possible."""

_Branch = tuple[int, int]
"""(number of a « one of these values » test, number of the node that follows)."""


@dataclass(frozen=True)
class _Plan:
    """The branches of each node, parents first; « never » and « always » come after the nodes."""

    root: int
    nodes: Sequence[Sequence[_Branch]]


@dataclass(frozen=True)
class Verdict:
    """The incidents in which a conclusion is established, excluded, contested (else: open)."""

    established: Bits
    excluded: Bits
    contested: Bits


LARGE_CAP = 100_000
"""Nodes allowed to a large function: it is built once for a whole file."""

_MOST_INSTANCES = 90
"""A function of more instances than that is not tried past `INTERVIEW_CAP`: none was ever seen to
fit, and trying costs a second."""

_SMALL = 300
"""A function of so few nodes is read as it is: no order is worth looking for."""


class ExactFunction:
    """What a node is whatever the answers: read on columns, it gives exact statuses.

    `Statuses` says the same of each incident: its own function, whose levels follow the rules, fits
    its cap before any answer, and answers only make it smaller. With `large`, it does not, and
    `Statuses` may say « open » of what is settled here.

    Raises `DiagramTooLargeError` where the function passes the cap of `Statuses`; with `large`,
    where it passes `LARGE_CAP`.
    """

    def __init__(
        self, blank: Situation, node: Node, unit: int | None, *, large: bool = False
    ) -> None:
        if large:
            function = _large(blank, node, unit)
        else:
            function = build_function(blank, node, unit)
            if _size(function) > _SMALL:
                function = _smaller(function, blank, node, unit)
        self.size = _size(function)
        self._tests: list[tuple[Instance, tuple[int, ...]]] = []
        planner = _Planner(function, self._tests)
        self._surely = planner.plan(function.surely)
        same = function.surely == function.possibly
        self._possibly = self._surely if same else planner.plan(function.possibly)

    def verdict(self, possible: Possible, asked: Bits) -> Verdict:
        """Return the verdicts on the incidents that are asked."""
        through = []
        for instance, values in self._tests:
            columns, bits = possible(instance), 0
            for value in values:
                bits |= columns[value]
            through.append(bits & asked)
        may_fail, may_hold = _reached(self._surely, through, asked)
        if self._possibly is self._surely:
            return Verdict(asked ^ may_fail, asked ^ may_hold, 0)
        never_fails, never_holds = _reached(self._possibly, through, asked)
        contested = asked & ~(never_fails | may_hold)
        return Verdict(asked ^ may_fail, asked ^ never_holds, contested)


def _reached(plan: _Plan, through: Sequence[Bits], asked: Bits) -> tuple[Bits, Bits]:
    """Return the incidents that can reach « never », and those that can reach « always »."""
    reached = [0] * (len(plan.nodes) + 2)
    reached[plan.root] = asked
    for number, branches in enumerate(plan.nodes):
        here = reached[number]
        if here:
            for test, follows in branches:
                reached[follows] |= here & through[test]
    return reached[-2], reached[-1]


def _large(blank: Situation, node: Node, unit: int | None) -> Function:
    order = short_order(blank, node, unit)
    if len(order) > _MOST_INSTANCES:
        raise DiagramTooLargeError
    return build_in_order(blank, node, unit, order, LARGE_CAP)


def _smaller(function: Function, blank: Situation, node: Node, unit: int | None) -> Function:
    """Return the same function in a shorter order, unless building it meets the cap."""
    order = short_order(blank, node, unit)
    try:
        found = build_in_order(blank, node, unit, order, INTERVIEW_CAP)
    except DiagramTooLargeError:
        return function
    return min(function, found, key=_size)


def _size(function: Function) -> int:
    return len(function.table.under(function.surely) | function.table.under(function.possibly))


class _Planner:
    """Lays out the nodes under a root, parents first, values with the same child in one branch."""

    def __init__(self, function: Function, tests: list[tuple[Instance, tuple[int, ...]]]) -> None:
        self._table: Diagrams = function.table
        self._instances = function.instances
        self._tests = tests
        self._numbers: dict[tuple[Instance, tuple[int, ...]], int] = {}

    def plan(self, root: Diagram) -> _Plan:
        """Return the plan of a root."""
        levels = self._table.levels
        nodes = sorted(self._table.under(root), key=lambda node: (levels[node], node))
        ranks = {node: rank for rank, node in enumerate([*nodes, NEVER, ALWAYS])}
        return _Plan(ranks[root], [self._branches(node, ranks) for node in nodes])

    def _branches(self, node: Diagram, ranks: dict[Diagram, int]) -> list[_Branch]:
        instance = self._instances[self._table.levels[node]]
        together: dict[Diagram, list[int]] = {}
        for value, child in enumerate(self._table.children[node]):
            together.setdefault(child, []).append(value)
        return [
            (self._number(instance, tuple(values)), ranks[child])
            for child, values in together.items()
        ]

    def _number(self, instance: Instance, values: tuple[int, ...]) -> int:
        test = instance, values
        if test not in self._numbers:
            self._numbers[test] = len(self._tests)
            self._tests.append(test)
        return self._numbers[test]
