"""A conclusion over several publications, when its exact function would be too large.

The exact statuses of each passage are computed apart, then counted in three values: established,
excluded, not settled. Sound: what it settles is settled in every world, and whatever can change
the conclusion is among what it says may still matter. A passage that rests on no question of law
and on nothing answered « je ne sais pas » is a function of its own questions alone, so only those
that matter to it are kept; otherwise two passages may share a reading or an unknown, and all that
the three-valued reference meets under it is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expert.inference.functions import more_publications
from expert.inference.graph import Node
from expert.inference.kleene import Truth

if TYPE_CHECKING:
    from expert.inference.statuses import Statuses
    from expert.inference.unsettled import Met

_SETTLED = {"established": True, "excluded": False}


def composed(statuses: Statuses, node: Node, unit: int | None) -> tuple[Truth, Met]:
    """Return the truth of a node from the statuses of its passages, and what it still meets."""
    return _Composition(statuses, unit).visit(node)


class _Composition:
    def __init__(self, statuses: Statuses, unit: int | None) -> None:
        self._statuses = statuses
        self._unsettled = statuses.unsettled
        self._situation = statuses.situation
        self._graph = statuses.program.graph
        self._unit = unit
        self._known: dict[Node, tuple[Truth, Met]] = {}

    def visit(self, node: Node) -> tuple[Truth, Met]:
        """Return the truth of a node, and what it meets while it is not settled."""
        if node not in self._known:
            self._known[node] = self._visit(node)
        return self._known[node]

    def _visit(self, node: Node) -> tuple[Truth, Met]:
        settled = self._unsettled.truth(node, self._unit)
        kind = self._graph.kinds[node]
        if settled is not None or kind == "literal":
            return settled, self._unsettled.met(node, self._unit)
        if kind == "count":
            return self._count(node)
        found = [self.visit(child) for child in self._graph.children(node)]
        if kind == "not":
            truth, met = found[0]
            return (None if truth is None else not truth), met
        decisive = kind == "or"
        truths = [truth for truth, _ in found]
        if decisive in truths:
            return decisive, 0
        met = 0
        for truth, under in found:
            met |= under if truth is None else 0
        return (None if None in truths else not decisive), met

    def _count(self, node: Node) -> tuple[Truth, Met]:
        at_least, child = self._graph.count_of(node)
        found = [self._passage(child, unit) for unit in range(len(self._situation.units))]
        truths = [truth for truth, _ in found]
        is_open = self._situation.list_is_open
        if truths.count(True) >= at_least:
            return True, 0
        if len(truths) - truths.count(False) < at_least and not is_open:
            return False, 0
        met = self._unsettled.met_by([more_publications(node)]) if is_open else 0
        for _, under in found:
            met |= under
        return None, met

    def _passage(self, child: Node, unit: int) -> tuple[Truth, Met]:
        met = self._unsettled.met(child, unit)
        status = self._statuses.node(child, unit)
        if status.status in _SETTLED:
            return _SETTLED[status.status], 0
        if status.exact and self._unsettled.askable(met) == met:
            return None, self._unsettled.met_by(status.matters)
        return None, met
