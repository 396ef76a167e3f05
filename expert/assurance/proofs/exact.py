"""Requirements decided by diagrams: exact, with a witness, or too large to be built.

A diagram that would pass the cap is not given up at once when the question is « does this answer
only ever push one way? »: the connectives keep directions, so the parts are proved one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

from expert.assurance.proofs.claims import Requirement, World
from expert.inference.diagrams import ALWAYS, NEVER, Diagram, Diagrams, DiagramTooLargeError
from expert.inference.functions import build_together
from expert.inference.graph import Node
from expert.inference.situation import Instance, Situation

CAP = 40_000
"""Nodes allowed to one proof: four times what an interview allows itself."""
_SMALL = 20
"""A twentieth of the cap is tried first: most parts of the law are small."""


class Exact:
    """Decides requirements on incidents of one shape, by diagrams."""

    def __init__(self, situation: Situation, cap: int = CAP) -> None:
        self.situation = situation
        self._cap = cap
        self._graph = situation.program.graph
        self._pushes: dict[tuple[Node, int | None, Instance, int, int], bool] = {}

    def witness(self, wanted: Sequence[Requirement]) -> World | None:
        """Return values under which all requirements hold, or None when they never do.

        Raises:
            DiagramTooLargeError: no exact answer.
        """
        table, found, levels = build_together(
            self.situation, [(w.node, w.unit, w.holds, dict(w.fixed)) for w in wanted], self._cap
        )
        return None if found == NEVER else path(table, found, levels)

    def pushes(
        self, node: Node, unit: int | None, instance: Instance, before: int, after: int
    ) -> bool:
        """Whether « the node holds with `before` » surely implies « it holds with `after` ».

        False also means « not shown »: a node too large is judged by its parts, and « and », « or »
        and « at least k » push the way all their parts do, « not » the other way. A node that
        counts passages which read the answer is always judged by its parts: they are the same for
        any number of publications. Asked in an open list, the answer holds for any number.
        """
        key = (node, unit, instance, before, after)
        if key not in self._pushes:
            self._pushes[key] = self._decide(*key)
        return self._pushes[key]

    def _decide(
        self, node: Node, unit: int | None, instance: Instance, before: int, after: int
    ) -> bool:
        """Decide by a small diagram, else by the parts, else by a large diagram."""
        if instance[0] not in self._graph.variables_under([node]):
            return True
        step = (node, unit, instance, before, after)
        counts = self._counts_with(node, instance)
        shown = None if counts else self._implied(*step, self._cap // _SMALL)
        if shown is None:
            shown = self._by_parts(*step) or (not counts and bool(self._implied(*step, self._cap)))
        return shown

    def _by_parts(
        self, node: Node, unit: int | None, instance: Instance, before: int, after: int
    ) -> bool:
        graph, kind = self._graph, self._graph.kinds[node]
        if kind == "literal":
            values = graph.literal_of(node)[1]
            return before not in values or after in values
        if kind == "not":
            return self.pushes(graph.children(node)[0], unit, instance, after, before)
        if kind == "count":
            return self.pushes(graph.count_of(node)[1], 0, instance, before, after)
        children = graph.children(node)
        readers = [child for child in children if instance[0] in graph.variables_under([child])]
        if len(readers) < len(children):  # what does not read the answer stays equal
            joined = graph.conjunction(readers) if kind == "and" else graph.disjunction(readers)
            return self.pushes(joined, unit, instance, before, after)
        return all(self.pushes(child, unit, instance, before, after) for child in readers)

    def _counts_with(self, node: Node, instance: Instance) -> bool:
        """Whether a count under the node counts passages by what the instance says of them."""
        graph = self._graph
        counted = [graph.count_of(count)[1] for count in graph.counts_under([node])]
        return instance[0] in graph.variables_under(counted)

    def _implied(
        self, node: Node, unit: int | None, instance: Instance, before: int, after: int, cap: int
    ) -> bool | None:
        """Decide by one diagram of at most `cap` nodes; None when it is too large."""
        holds = (node, unit, True, {instance: before})
        fails = (node, unit, False, {instance: after})
        try:
            return build_together(self.situation, [holds, fails], cap)[1] == NEVER
        except DiagramTooLargeError:
            return None


def path(
    table: Diagrams, diagram: Diagram, levels: tuple[Instance, ...], *, holds: bool = True
) -> World:
    """Return the choices of one path to « always » (or to « never »): each inner node has both."""
    world: World = {}
    avoided = NEVER if holds else ALWAYS
    while diagram > ALWAYS:
        children = table.children[diagram]
        value = next(number for number, child in enumerate(children) if child != avoided)
        world[levels[table.levels[diagram]]] = value
        diagram = children[value]
    return world
