"""Every completion of one incident at once: what each way of answering the open points gives.

The free instances (facts not settled, questions of law, « passages still to come suffice ») take
every combination of their possible values, one bit a world; all the others must be settled. That
answers exactly « what if », « whatever the others », and what contested facts change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import prod

from expert.inference.functions import more_publications
from expert.inference.graph import Node
from expert.inference.settling import reached
from expert.inference.situation import Instance, Situation
from expert.inference.worlds import Bits, product_columns

MOST_WORLDS = 1 << 22
"""Past this many worlds, diagrams answer instead."""


KEPT_WORLDS = 1 << 18
"""Past this many worlds, the nodes on the way to an asked one are not kept: they weigh too much."""


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
        if (node, unit) not in self._known:
            self._settle(node, unit)
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

    def _settle(self, node: Node, unit: int | None) -> None:
        """Compute a node and what it rests on; in a large population, keep the node alone."""
        graph, known = self._graph, self._known
        missing: set[Node] = set()
        pending = [node]
        while pending:
            inner = pending.pop()
            if inner not in missing and (inner, unit) not in known:
                missing.add(inner)
                pending += graph.children(inner)
        readers = Counter(child for inner in missing for child in graph.children(inner))
        readers[node] += 1
        for inner in sorted(missing):
            known[inner, unit] = self._compute(inner, unit)
            if self.count > KEPT_WORLDS:
                self._forget_read(inner, unit, readers, missing)

    def _forget_read(
        self, node: Node, unit: int | None, readers: Counter[Node], missing: set[Node]
    ) -> None:
        """Forget the children that nothing reads any more (a constant weighs nothing)."""
        for child in self._graph.children(node):
            readers[child] -= 1
            bits = self._known[child, unit]
            if not readers[child] and child in missing and bits and bits is not self.every:
                del self._known[child, unit]

    def _compute(self, node: Node, unit: int | None) -> Bits:
        graph, known, every = self._graph, self._known, self.every
        match graph.kinds[node]:
            case "true":
                return every
            case "false":
                return 0
            case "literal":
                return self._literal(node, unit)
            case "not":
                inner = known[graph.children(node)[0], unit]
                return every ^ inner if inner else every
            case "and":
                bits = every
                for child in graph.children(node):
                    other = known[child, unit]
                    if other is not every:  # most nodes are settled: the same integer everywhere
                        bits = other if bits is every else bits & other
                return bits
            case "or":
                bits = 0
                for child in graph.children(node):
                    other = known[child, unit]
                    if other is every:
                        return every
                    bits = bits | other if other else bits
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
        at_least, child = self._graph.count_of(node)
        units = [self.holds(child, unit) for unit in range(len(self.situation.units))]
        found = reached(units, at_least, self.every)
        if self.situation.list_is_open:
            found |= self.where(more_publications(node), 1)
        return found
