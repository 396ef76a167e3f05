"""Many incidents of one shape settled at once: what `kleene.Reference` says, one bit an incident.

Each passage is a run of the passage program on its own columns; the counts of the incident are
composed from what the passages surely satisfy and surely fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expert.inference.graph import Node
from expert.inference.program import Program
from expert.inference.worlds import Bits, Columns, evaluate_partial
from knowledge.base_model import AtomId

Pair = tuple[Bits, Bits]
"""The incidents in which a node surely holds, and those in which it surely fails."""


@dataclass(frozen=True)
class Settled:
    """What was settled: the pairs of each passage by node, and those of the incident."""

    units: Sequence[dict[Node, Pair]]
    incident: dict[Node, Pair]

    def pair(self, node: Node, unit: int | None) -> Pair:
        """Return the pair of a root read by a unit (None: by the incident)."""
        return self.incident[node] if unit is None else self.units[unit][node]


class Settler:
    """Settles the atoms of a program named in `wanted`, in groups of incidents of one shape."""

    def __init__(self, program: Program, wanted: Sequence[AtomId]) -> None:
        graph = program.graph
        scopes = {atom: program.base.atom_conclusion(atom).scope for atom in wanted}
        self._graph = graph
        self._incident = [program.atoms[a] for a in wanted if scopes[a] == "incident"]
        self._counts = list(graph.counts_under(self._incident))
        counted = [graph.count_of(node)[1] for node in self._counts]
        passages = [program.atoms[a] for a in wanted if scopes[a] != "incident"]
        self._passages = list(dict.fromkeys([*passages, *counted]))

    def settle(self, units: Sequence[Columns], count: int, closed: Bits) -> Settled:
        """Settle `count` incidents; `units` has the columns of each passage, incident included.

        `closed` are the incidents to which no publication can be added.
        """
        graph, found = self._graph, []
        for columns in units:
            pairs = evaluate_partial(graph, self._passages, columns, count)
            found.append(dict(zip(self._passages, pairs, strict=True)))
        every = (1 << count) - 1
        counts = {node: self._count(node, found, every, closed) for node in self._counts}
        pairs = evaluate_partial(graph, self._incident, units[0], count, counts)
        return Settled(found, dict(zip(self._incident, pairs, strict=True)))

    def _count(
        self, node: Node, units: Sequence[dict[Node, Pair]], every: Bits, closed: Bits
    ) -> Pair:
        at_least, child = self._graph.count_of(node)
        pairs = [unit[child] for unit in units]
        surely = reached([holds for holds, _ in pairs], at_least, every)
        possibly = reached([every ^ fails for _, fails in pairs], at_least, every)
        return surely, closed & (every ^ possibly)


def reached(units: Sequence[Bits], at_least: int, every: Bits) -> Bits:
    """Return the worlds in which at least so many of the units have the bit."""
    found = [every, *([0] * at_least)]
    for bits in units:
        for number in range(at_least, 0, -1):
            found[number] |= found[number - 1] & bits
    return found[at_least]
