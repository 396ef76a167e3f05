"""The exact function of one conclusion: a diagram over the answers not given yet, and the zones.

Built for one node of the graph, on one unit (or on the incident, passages counted), under the
answers already definite. Its levels follow a depth-first walk of the rules. An answer given later
only restricts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from weakref import WeakKeyDictionary

from expert.inference.diagrams import ALWAYS, NEVER, Diagram, Diagrams, Level
from expert.inference.graph import Graph, Node
from expert.inference.kleene import Reference, Truth
from expert.inference.program import Program
from expert.inference.situation import INCIDENT, Instance, Situation

_MORE = -2


def is_more_publications(instance: Instance) -> bool:
    """Whether an instance is the free boolean of a count while the list is open.

    It is answered by « is there another publication? ».
    """
    return instance[0] == _MORE


def more_publications(count: Node) -> Instance:
    """Return the free boolean of a count node."""
    return _MORE, count


@dataclass(frozen=True)
class Function:
    """What a conclusion is under every reading (`surely`) and under some reading (`possibly`).

    Both are diagrams of one table; `instances` tells which instance each level stands for. The
    zones are eliminated once, when the function is built: an answer only restricts what is left.
    """

    table: Diagrams
    surely: Diagram
    possibly: Diagram
    instances: tuple[Instance, ...]

    def support(self) -> frozenset[Instance]:
        """Return the facts the conclusion still depends on."""
        return self.instances_of(self.surely) | self.instances_of(self.possibly)

    def instances_of(self, diagram: Diagram) -> frozenset[Instance]:
        """Return the instances a diagram of the table depends on."""
        return frozenset(self.instances[level] for level in self.table.support(diagram))

    def restricted(self, situation: Situation) -> Function:
        """Return the function under the answers of a situation that only narrows its own."""
        table, definite = self.table, situation.definite
        levels: dict[Level, int] = {}
        for level in table.support(self.surely) | table.support(self.possibly):
            instance = self.instances[level]
            if instance in definite:
                levels[level] = definite[instance]
            elif is_more_publications(instance) and not situation.list_is_open:
                levels[level] = 0
        if not levels:
            return self
        fresh, (surely, possibly) = table.restricted([self.surely, self.possibly], levels)
        return replace(self, table=fresh, surely=surely, possibly=possibly)


INTERVIEW_CAP = 10_000
"""Nodes allowed to a function while a reader waits; a check of the base allows itself more."""


class Reading(Protocol):
    """The three-valued reading of one situation (`kleene.Reference`, `unsettled.Unsettled`)."""

    def truth(self, node: Node, unit: int | None = None) -> Truth:
        """Return the truth of a node read by a unit (None: by the incident)."""


Readings = Mapping[int, frozenset[int]]
"""The readings to try of some zones: variable index -> value indexes."""


def build_function(
    situation: Situation,
    node: Node,
    unit: int | None,
    cap: int = INTERVIEW_CAP,
    reference: Reading | None = None,
) -> Function:
    """Build the function of a node. Raises `DiagramTooLargeError` past `cap` nodes.

    `reference` is the three-valued reading of the situation, when the caller has it.
    """
    builder = Builder(situation, cap, reference)
    return _function(builder, builder.root(node, unit), {})


def build_functions(
    situation: Situation,
    nodes: Sequence[tuple[Node, Readings]],
    unit: int | None,
    cap: int = INTERVIEW_CAP,
) -> list[Function]:
    """Build the functions of several nodes in one table, so that they can be compared.

    With each node, the readings to try of some zones; the others take all of theirs. Raises
    `DiagramTooLargeError` past `cap` nodes.
    """
    builder = Builder(situation, cap)
    builder.order([(node, unit) for node, _ in nodes])
    return [_function(builder, builder.diagram(n, unit, True), readings) for n, readings in nodes]


def build_in_order(
    situation: Situation, node: Node, unit: int | None, order: Sequence[Instance], cap: int
) -> Function:
    """Build the function of a node with its levels in a given order, which names every instance.

    Raises `DiagramTooLargeError` past `cap` nodes.
    """
    builder = builder_in_order(situation, order, cap)
    return _function(builder, builder.diagram(node, unit, True), {})


Wanted = tuple[Node, int | None, bool, Mapping[Instance, int]]
"""A node on a unit, whether it holds, and the instances fixed to one value."""


def build_together(
    situation: Situation, wanted: Sequence[Wanted], cap: int
) -> tuple[Diagrams, Diagram, tuple[Instance, ...]]:
    """Return the table, the diagram of « all of these at once » and its levels, zones included.

    Raises `DiagramTooLargeError` past `cap` nodes.
    """
    builder = Builder(situation, cap)
    builder.order([(node, unit) for node, unit, _, _ in wanted])
    found = ALWAYS
    for node, unit, holds, fixed in wanted:
        levels = {builder.levels[i]: value for i, value in fixed.items() if i in builder.levels}
        part = builder.table.restrict(builder.diagram(node, unit, holds), levels)
        found = builder.table.join(found, part, NEVER)
    return builder.table, found, tuple(builder.levels)


def builder_in_order(situation: Situation, order: Sequence[Instance], cap: int) -> Builder:
    """Return a builder whose level n is instance n of `order`, for several nodes in one table.

    Zones are kept, and equal functions are one integer.
    """
    builder = Builder(situation, cap)
    builder.levels = {instance: level for level, instance in enumerate(order)}
    return builder


def zones_of(situation: Situation, node: Node, unit: int | None) -> frozenset[int]:
    """Return the contested questions (variable indexes) a node depends on under the answers."""
    builder = Builder(situation, INTERVIEW_CAP)
    levels = list(builder.levels_of(builder.root(node, unit)))
    return frozenset(variable for variable, _ in levels if builder.is_zone(variable))


def _function(builder: Builder, root: Diagram, readings: Readings) -> Function:
    """Eliminate the zones of a finished diagram."""
    table, zones = builder.table, builder.zones(root, readings)
    surely, possibly = table.forall(root, zones), table.exists(root, zones)
    table.forget_joins()
    return Function(table, surely, possibly, tuple(builder.levels))


class Builder:
    """Builds one function; negation is pushed to the leaves, so no complement is ever stored."""

    def __init__(self, situation: Situation, cap: int, reference: Reading | None = None) -> None:
        self.table = Diagrams(cap)
        self.levels: Mapping[Instance, Level] = {}
        self._situation = situation
        self._reference: Reading = reference or Reference(situation)
        self._graph: Graph = situation.program.graph
        self._built: dict[tuple[Node, int | None, bool], Diagram] = {}

    def order(self, roots: Sequence[tuple[Node, int | None]]) -> None:
        """Give a level to each instance under some nodes, in the order the rules mention them."""
        publications = tuple(publication for publication, _ in self._situation.units)
        self.levels = _levels(self._situation.program, tuple(roots), publications)

    def root(self, node: Node, unit: int | None) -> Diagram:
        """Return the diagram of a node, zones included."""
        self.order([(node, unit)])
        return self.diagram(node, unit, True)

    def zones(self, root: Diagram, readings: Readings) -> dict[Level, frozenset[int]]:
        """Return the levels of the zones under a diagram, with their possible readings."""
        graph, levels = self._graph, self.table.support(root)
        return {
            level: readings.get(variable) or frozenset(range(len(graph.variables[variable].values)))
            for level, (variable, _) in enumerate(self.levels)
            if level in levels and self.is_zone(variable)
        }

    def levels_of(self, root: Diagram) -> Iterable[Instance]:
        """Return the instances under a diagram."""
        levels = self.table.support(root)
        return (instance for level, instance in enumerate(self.levels) if level in levels)

    def is_zone(self, variable: int) -> bool:
        """Whether a variable is a contested question of law."""
        return variable >= 0 and self._graph.variables[variable].is_zone

    def diagram(self, node: Node, unit: int | None, holds: bool) -> Diagram:
        """Return the diagram of « node holds », or of « node fails ».

        What the reference settles is constant: nothing under it is built.
        """
        key = (node, unit, holds)
        found = self._built.get(key)
        if found is None:
            settled = self._reference.truth(node, unit)
            if settled is not None:
                return ALWAYS if settled is holds else NEVER
            found = self._built[key] = self._build(node, unit, holds)
        return found

    def _build(self, node: Node, unit: int | None, holds: bool) -> Diagram:
        match self._graph.kinds[node]:
            case "true":
                return ALWAYS if holds else NEVER
            case "false":
                return NEVER if holds else ALWAYS
            case "literal":
                return self._literal(node, unit, holds)
            case "not":
                return self.diagram(self._graph.children(node)[0], unit, not holds)
            case "count":
                counted = self._count(node)
                return counted if holds else self.table.negation(counted)
            case kind:
                parts = [self.diagram(c, unit, holds) for c in self._graph.children(node)]
                together = (kind == "and") is holds
                return self.table.all_of(parts) if together else self.table.any_of(parts)

    def _literal(self, node: Node, unit: int | None, holds: bool) -> Diagram:
        variable, values = self._graph.literal_of(node)
        instance = self._situation.locate(variable, unit)
        possible = self._situation.allowed.get(instance)
        if possible is not None and (possible <= values or possible.isdisjoint(values)):
            return ALWAYS if (possible <= values) is holds else NEVER
        width = len(self._graph.variables[variable].values)
        chosen: Iterable[int] = values if holds else set(range(width)) - values
        return self.table.literal(self.levels[instance], width, chosen)

    def _count(self, node: Node) -> Diagram:
        at_least, child = self._graph.count_of(node)
        units = range(len(self._situation.units))
        counted = self.table.at_least(at_least, [self.diagram(child, u, True) for u in units])
        if self._situation.list_is_open:
            more = self.table.literal(self.levels[more_publications(node)], 2, (1,))
            counted = self.table.join(counted, more, ALWAYS)
        return counted


Roots = tuple[tuple[Node, int | None], ...]
Shape = tuple[int, ...]
"""The publication number of each unit."""

_MOST_ORDERS = 2_000
_ORDERS: WeakKeyDictionary[Program, dict[tuple[Roots, Shape], Mapping[Instance, Level]]]
_ORDERS = WeakKeyDictionary()


def _levels(program: Program, roots: Roots, shape: Shape) -> Mapping[Instance, Level]:
    """Return the levels under some nodes: they depend on the law and the shape alone, so stay."""
    kept = _ORDERS.setdefault(program, {})
    found = kept.get((roots, shape))
    if found is None:
        if len(kept) >= _MOST_ORDERS:
            kept.clear()
        found = kept[roots, shape] = _walked(program, roots, shape)
    return found


def _walked(program: Program, roots: Roots, publications: Shape) -> Mapping[Instance, Level]:
    """Give a level to each instance under some nodes, in the order the rules mention them."""
    graph = program.graph
    levels: dict[Instance, Level] = {}
    seen: set[tuple[Node, int | None]] = set()

    def visit(inner: Node, where: int | None) -> None:
        if (inner, where) in seen:
            return
        seen.add((inner, where))
        match graph.kinds[inner]:
            case "literal":
                variable = graph.literal_of(inner)[0]
                scope = graph.variables[variable].scope
                place = INCIDENT if where is None or scope in ("incident", "zone") else where
                if scope == "publication":
                    place = publications[place]
                levels.setdefault((variable, place), len(levels))
            case "count":
                child = graph.count_of(inner)[1]
                for number in range(len(publications)):
                    visit(child, number)
                levels.setdefault(more_publications(inner), len(levels))
            case _:
                for child in graph.children(inner):
                    visit(child, where)

    for node, unit in roots:
        visit(node, unit)
    return levels
