"""Values of the nodes of a graph that still grows, one bit a row; each node is computed once.

A row is one incident with its own passages. `Partial` gives, on answers known in part, where a
node surely holds and where it surely fails (the three-valued reference, many rows at once);
`Complete` gives, on complete worlds, where it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from expert.inference.graph import Graph, Node
from expert.inference.situation import Situation
from expert.inference.worlds import Bits

_Columns = list[dict[int, list[Bits]]]
"""For each unit number, for each variable, the rows in which each value is possible."""


class Partial:
    """Three-valued truths on every row, by unit: `surely[u][n]` and `never[u][n]`.

    A row without the unit u has nothing to say there: `present[u]` masks it.
    """

    def __init__(self, graph: Graph, rows: Sequence[Situation]) -> None:
        self.graph = graph
        self.every: Bits = (1 << len(rows)) - 1
        most = max((len(row.units) for row in rows), default=1)
        self.present = [_mask(len(row.units) > unit for row in rows) for unit in range(most)]
        self._open = _mask(row.list_is_open for row in rows)
        self._columns = [_possible(graph, rows, unit) for unit in range(most)]
        self.surely: list[list[Bits]] = [[] for _ in range(most)]
        self.never: list[list[Bits]] = [[] for _ in range(most)]

    def grow(self) -> None:
        """Compute the nodes added to the graph since the last time."""
        graph = self.graph
        for node in range(len(self.surely[0]), len(graph.kinds)):
            kind = graph.kinds[node]
            if kind == "count":
                holds, fails = self._count(node)
                for unit in range(len(self.surely)):
                    self.surely[unit].append(holds)
                    self.never[unit].append(fails)
                continue
            for unit, (surely, never) in enumerate(zip(self.surely, self.never, strict=True)):
                holds, fails = self._node(node, kind, unit, surely, never)
                surely.append(holds)
                never.append(fails)

    def _node(
        self, node: Node, kind: str, unit: int, surely: list[Bits], never: list[Bits]
    ) -> tuple[Bits, Bits]:
        graph, every = self.graph, self.every
        match kind:
            case "true":
                return every, 0
            case "false":
                return 0, every
            case "literal":
                variable, values = graph.literal_of(node)
                column = self._columns[unit][variable]
                inside = outside = 0
                for value, bits in enumerate(column):
                    if value in values:
                        inside |= bits
                    else:
                        outside |= bits
                return every & ~outside, every & ~inside
            case "not":
                (child,) = graph.children(node)
                return never[child], surely[child]
            case "and":
                holds, fails = every, 0
                for child in graph.children(node):
                    holds &= surely[child]
                    fails |= never[child]
                return holds, fails
            case _:
                holds, fails = 0, every
                for child in graph.children(node):
                    holds |= surely[child]
                    fails &= never[child]
                return holds, fails

    def _count(self, node: Node) -> tuple[Bits, Bits]:
        """Count passages: those that surely satisfy the child, and those that still may."""
        at_least, child = self.graph.count_of(node)
        sure = [self.every, *([0] * at_least)]
        may = [self.every, *([0] * at_least)]
        for unit, here in enumerate(self.present):
            surely = self.surely[unit][child] & here
            possibly = ~self.never[unit][child] & here
            for number in range(at_least, 0, -1):
                sure[number] |= sure[number - 1] & surely
                may[number] |= may[number - 1] & possibly
        return sure[at_least], self.every & ~may[at_least] & ~self._open


def _mask(rows: Iterable[bool]) -> Bits:
    """Return the rows that are true, one bit each."""
    found = 0
    for row, true in enumerate(rows):
        found |= true << row
    return found


def _possible(graph: Graph, rows: Sequence[Situation], unit: int) -> dict[int, list[Bits]]:
    """Return, for each variable, the rows in which the unit may have each value."""
    every = (1 << len(rows)) - 1
    columns = {v: [every] * len(d.values) for v, d in enumerate(graph.variables)}
    for number, row in enumerate(rows):
        for (variable, place), values in row.allowed.items():
            if unit < len(row.units) and row.locate(variable, unit) == (variable, place):
                for value in range(len(graph.variables[variable].values)):
                    if value not in values:
                        columns[variable][value] &= ~(1 << number)
    return columns


class Complete:
    """Truths on complete worlds of two passages: `holds[u][n]`, for each unit number u.

    `columns[u]` gives, for each variable read by unit u, one integer a value.
    """

    def __init__(self, graph: Graph, columns: _Columns, count: int) -> None:
        self.graph = graph
        self.every: Bits = (1 << count) - 1
        self._columns = columns
        self.holds: list[list[Bits]] = [[] for _ in columns]

    def grow(self) -> None:
        """Compute the nodes added to the graph since the last time."""
        graph = self.graph
        for node in range(len(self.holds[0]), len(graph.kinds)):
            kind = graph.kinds[node]
            if kind == "count":
                bits = self._count(node)
                for known in self.holds:
                    known.append(bits)
                continue
            for unit, known in enumerate(self.holds):
                known.append(self._node(node, kind, unit, known))

    def _node(self, node: Node, kind: str, unit: int, known: list[Bits]) -> Bits:
        graph = self.graph
        match kind:
            case "true":
                return self.every
            case "false":
                return 0
            case "literal":
                variable, values = graph.literal_of(node)
                bits = 0
                for value in values:
                    bits |= self._columns[unit][variable][value]
                return bits
            case "not":
                return self.every ^ known[graph.children(node)[0]]
            case "and":
                bits = self.every
                for child in graph.children(node):
                    bits &= known[child]
                return bits
            case _:
                bits = 0
                for child in graph.children(node):
                    bits |= known[child]
                return bits

    def _count(self, node: Node) -> Bits:
        at_least, child = self.graph.count_of(node)
        reached = [self.every, *([0] * at_least)]
        for known in self.holds:
            for number in range(at_least, 0, -1):
                reached[number] |= reached[number - 1] & known[child]
        return reached[at_least]
