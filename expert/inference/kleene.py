"""The three-valued reference: short enough for any reader to check by hand.

Sound and incomplete: True means « holds in every world left », False « holds in none »; None
means that this reading of the graph cannot tell. On a complete world it is the whole semantics.
"""

from __future__ import annotations

from expert.inference.graph import Node
from expert.inference.situation import Situation

Truth = bool | None


class Reference:
    """Evaluates nodes of the graph in one situation, node by node."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self._graph = situation.program.graph
        self._memo: dict[tuple[Node, int | None], Truth] = {}

    def truth(self, node: Node, unit: int | None = None) -> Truth:
        """Return the truth of a node read by a unit (None: by the incident)."""
        key = (node, unit)
        if key not in self._memo:
            self._memo[key] = self._compute(node, unit)
        return self._memo[key]

    def _compute(self, node: Node, unit: int | None) -> Truth:
        match self._graph.kinds[node]:
            case "true":
                return True
            case "false":
                return False
            case "literal":
                variable, values = self._graph.literal_of(node)
                possible = self.situation.possible(variable, unit)
                if possible is None or not (possible <= values or possible.isdisjoint(values)):
                    return None
                return possible <= values
            case "not":
                inner = self.truth(self._graph.children(node)[0], unit)
                return None if inner is None else not inner
            case "count":
                return self._count(node)
            case kind:
                truths = [self.truth(child, unit) for child in self._graph.children(node)]
                decisive = kind == "or"
                if decisive in truths:
                    return decisive
                return None if None in truths else not decisive

    def _count(self, node: Node) -> Truth:
        at_least, child = self._graph.count_of(node)
        truths = [self.truth(child, unit) for unit in range(len(self.situation.units))]
        if sum(truth is True for truth in truths) >= at_least:
            return True
        still_possible = sum(truth is not False for truth in truths) >= at_least
        return None if still_possible or self.situation.list_is_open else False
