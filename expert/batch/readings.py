"""The three-valued reading of every node, for all the rows of a group in one run.

`Statuses` begins with the reading of the whole graph, which costs more than the function of the
one conclusion it is asked. Here one run gives that reading to every row of the group: `Statuses`
looks its bits up, and says exactly what it would have said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from expert.batch.columns import with_unanswered
from expert.batch.group import Group
from expert.inference.graph import Node
from expert.inference.kleene import Truth
from expert.inference.settling import reached
from expert.inference.situation import Situation
from expert.inference.unsettled import Unsettled
from expert.inference.worlds import evaluate_partial
from knowledge.base_model import AtomId

_Bytes = tuple[bytes, bytes]
"""The rows in which a node surely holds, and those in which it surely fails: one bit a row."""


class Readings:
    """What each node is on each unit of each row of a group, for the status of some atoms."""

    def __init__(self, group: Group, atoms: Iterable[AtomId]) -> None:
        self._group = group
        self._units = _read(group, atoms)

    def of(self, row: int) -> RowReading:
        """Return the reading of one row."""
        return RowReading(self._group.situation(row), self._units, row)


class RowReading(Unsettled):
    """The reading of one row: truths looked up, the rest computed only when it is asked.

    `Statuses` takes it (`reading`) in place of its own.
    """

    def __init__(
        self, situation: Situation, units: Sequence[Mapping[Node, _Bytes]], row: int
    ) -> None:
        super().__init__(situation, late=True)
        self._read = units
        self._byte, self._bit = row >> 3, 1 << (row & 7)

    def truth(self, node: Node, unit: int | None = None) -> Truth:
        """Return the truth of a node read by a unit (None: by the incident)."""
        found = self._read[unit or 0].get(node)
        if found is None:
            return super().truth(node, unit)
        holds, fails = found
        if holds[self._byte] & self._bit:
            return True
        return False if fails[self._byte] & self._bit else None

    def with_unknown(self, situation: Situation) -> RowReading:
        """Return the reading of the same row with « je ne sais pas » where nothing was answered.

        Every value stays possible, as before: no truth moves.
        """
        found = RowReading(situation, self._read, 0)
        found._byte, found._bit = self._byte, self._bit
        return found


def _read(group: Group, atoms: Iterable[AtomId]) -> list[dict[Node, _Bytes]]:
    law, count = group.law, len(group.rows)
    graph, (counted, nodes) = law.program.graph, law.nodes(atoms)
    full = [with_unanswered(unit, law.widths, group.every) for unit in group.units]
    inside = [
        dict(zip(counted, evaluate_partial(graph, counted, columns, count), strict=True))
        for columns in full
    ]
    counts = {}
    for node in nodes:
        if graph.kinds[node] == "count":
            at_least, child = graph.count_of(node)
            holds = [unit[child][0] for unit in inside]
            may_hold = [group.every ^ unit[child][1] for unit in inside]
            fails = group.closed & (group.every ^ reached(may_hold, at_least, group.every))
            counts[node] = reached(holds, at_least, group.every), fails
    size = (count + 7) // 8
    return [
        {
            node: (holds.to_bytes(size, "little"), fails.to_bytes(size, "little"))
            for node, (holds, fails) in zip(
                nodes, evaluate_partial(graph, nodes, columns, count, counts), strict=True
            )
        }
        for columns in full
    ]
