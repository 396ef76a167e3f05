"""Every completion of one incident at once: what each way of answering the open points gives.

The free instances (facts not settled, questions of law, « passages still to come suffice ») take
every combination of their possible values, one bit a world; all the others must be settled. That
answers exactly « what if », « whatever the others », and what contested facts change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from expert.inference.functions import more_publications
from expert.inference.graph import Node
from expert.inference.situation import Instance, Situation
from expert.inference.worlds import Bits, product_columns

MOST_WORLDS = 1 << 22
"""Past this many worlds, diagrams answer instead."""


class TooManyWorldsError(Exception):
    """The free instances span more worlds than are worth enumerating."""


class Population:
    """The worlds in which the free instances take every combination of their possible values.

    `free` gives, for each free instance, the value indexes to try. World n gives to free instance
    i the value `values[i][(n // stride) % len(values[i])]`, the last one moving fastest
    (`value_in`).

    Raises:
        TooManyWorldsError: past `most` worlds.
    """

    def __init__(
        self,
        situation: Situation,
        free: Mapping[Instance, Sequence[int]],
        most: int = MOST_WORLDS,
    ) -> None:
        if prod(len(values) for values in free.values()) > most:
            raise TooManyWorldsError
        self.situation = situation
        self.free = {instance: tuple(values) for instance, values in free.items()}
        self._graph = situation.program.graph
        columns, self.count = product_columns([len(values) for values in self.free.values()])
        self.every: Bits = (1 << self.count) - 1
        self._columns = {
            instance: dict(zip(values, column, strict=True))
            for (instance, values), column in zip(self.free.items(), columns, strict=True)
        }
        self._known: dict[tuple[Node, int | None], Bits] = {}

    def holds(self, node: Node, unit: int | None = None) -> Bits:
        """Return the worlds in which a node read by a unit (None: by the incident) holds.

        Raises:
            KeyError: the node rests on an instance that is neither settled nor free.
        """
        for inner in self._graph.cone([node]):
            if (inner, unit) not in self._known:
                self._known[inner, unit] = self._compute(inner, unit)
        return self._known[node, unit]

    def where(self, instance: Instance, value: int) -> Bits:
        """Return the worlds in which an instance has a value."""
        column = self._columns.get(instance)
        if column is not None:
            return column.get(value, 0)
        (settled,) = self.situation.allowed[instance]
        return self.every if settled == value else 0

    def value_in(self, world: int, instance: Instance) -> int:
        """Return the value of a free instance in one world."""
        return next(v for v, bits in self._columns[instance].items() if bits >> world & 1)

    def _compute(self, node: Node, unit: int | None) -> Bits:
        graph, known = self._graph, self._known
        match graph.kinds[node]:
            case "true":
                return self.every
            case "false":
                return 0
            case "literal":
                return self._literal(node, unit)
            case "not":
                return self.every ^ known[graph.children(node)[0], unit]
            case "and":
                bits = self.every
                for child in graph.children(node):
                    bits &= known[child, unit]
                return bits
            case "or":
                bits = 0
                for child in graph.children(node):
                    bits |= known[child, unit]
                return bits
            case _:
                return self._count(node)

    def _literal(self, node: Node, unit: int | None) -> Bits:
        variable, values = self._graph.literal_of(node)
        instance = self.situation.locate(variable, unit)
        if instance in self._columns:
            bits = 0
            for value, column in self._columns[instance].items():
                if value in values:
                    bits |= column
            return bits
        possible = self.situation.allowed.get(instance)
        if possible is not None and possible <= values:
            return self.every
        if possible is not None and possible.isdisjoint(values):
            return 0
        raise KeyError(instance)

    def _count(self, node: Node) -> Bits:
        """Count the passages that satisfy a node, in every world: `reached[j]`, at least j do."""
        at_least, child = self._graph.count_of(node)
        reached = [self.every, *([0] * at_least)]
        for unit in range(len(self.situation.units)):
            bits = self.holds(child, unit)
            for number in range(at_least, 0, -1):
                reached[number] |= reached[number - 1] & bits
        found = reached[at_least]
        if self.situation.list_is_open:
            found |= self.where(more_publications(node), 1)
        return found
