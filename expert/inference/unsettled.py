"""The three-valued reference over the whole base at once, and what each node still meets.

One pass over the graph, children first, gives every node its truth (as `kleene.Reference` does,
node by node) and the set of the answers, zones and free booleans it still rests on without being
settled. A set is a whole number, one bit an instance. One answer later, only the nodes above what
changed are computed again: an interview asks this of every goal, at every step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from heapq import heapify, heappop, heappush

from expert.inference.functions import more_publications
from expert.inference.graph import Node
from expert.inference.kleene import Truth
from expert.inference.program import Program
from expert.inference.situation import INCIDENT, Instance, Situation

Met = int
"""A set of instances: one bit each, numbered by the layout."""


class _Layout:
    """What the passes over one program share: who reads what, and the number of each instance.

    The graph of a program may grow while it is used (a deadline, another law day); the layout
    follows it (`cover`).
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.graph = program.graph
        self.size = 0
        self.narrow: list[bool] = []
        self.parents: list[list[Node]] = []
        self.literals: dict[int, list[Node]] = {}
        self.instances: list[Instance] = []
        self.zones: Met = 0
        self._bits: dict[Instance, Met] = {}

    def cover(self) -> None:
        """Take in the nodes added to the graph since the last call."""
        graph = self.graph
        for node in range(self.size, len(graph.kinds)):
            self.parents.append([])
            children = graph.children(node)
            narrow = any(self.narrow[child] for child in children)
            if graph.kinds[node] == "literal":
                variable = graph.literal_of(node)[0]
                self.literals.setdefault(variable, []).append(node)
                narrow = graph.variables[variable].scope not in ("incident", "zone")
            elif graph.kinds[node] == "count":
                children = (graph.count_of(node)[1],)
            for child in children:
                self.parents[child].append(node)
            self.narrow.append(narrow)
        self.size = len(graph.kinds)

    def bit(self, instance: Instance) -> Met:
        """Return the bit of an instance."""
        found = self._bits.get(instance)
        if found is None:
            found = self._bits[instance] = 1 << len(self.instances)
            self.instances.append(instance)
            if instance[0] >= 0 and self.graph.variables[instance[0]].is_zone:
                self.zones |= found
        return found


@lru_cache(maxsize=32)
def _layout_of(program: Program) -> _Layout:
    return _Layout(program)


class Unsettled:
    """The truth of every node of a program in one situation, and what the unsettled ones meet.

    `before` is the same for a situation close to this one: only what changed is computed again.
    With `late`, nothing is computed before it is asked.
    """

    def __init__(
        self, situation: Situation, before: Unsettled | None = None, *, late: bool = False
    ) -> None:
        self.situation = situation
        self._layout = _layout_of(situation.program)
        self._units = len(situation.units)
        self._truths: list[list[Truth]]
        self._met: list[list[Met]]
        if before is not None and before._is_close_to(situation):
            before._cover()
            self._truths = [list(row) for row in before._truths]
            self._met = [list(row) for row in before._met]
            self._propagate(before.situation)
        else:
            rows = max(1, self._units)
            self._truths = [[] for _ in range(rows)]
            self._met = [[] for _ in range(rows)]
            if not late:
                self._cover()

    def with_unknown(self, situation: Situation) -> Unsettled:
        """Return the same for a situation with a few more « je ne sais pas »."""
        return Unsettled(situation, self)

    def truth(self, node: Node, unit: int | None = None) -> Truth:
        """Return the truth of a node read by a unit (None: by the incident)."""
        row = self._truths[unit or 0]
        if node >= len(row):
            self._cover()
        return row[node]

    def met(self, node: Node, unit: int | None = None) -> Met:
        """Return what an unsettled node still rests on: answers, zones, free booleans."""
        row = self._met[unit or 0]
        if node >= len(row):
            self._cover()
        return row[node]

    def rests_on(self, node: Node, unit: int | None = None) -> frozenset[Instance]:
        """Return what an unsettled node still rests on, as instances."""
        return frozenset(self.instances(self.met(node, unit)))

    def instances(self, met: Met) -> Iterator[Instance]:
        """Yield the instances of a set."""
        named = self._layout.instances
        while met:
            lowest = met & -met
            yield named[lowest.bit_length() - 1]
            met ^= lowest

    def met_by(self, instances: Iterable[Instance]) -> Met:
        """Return the set of some instances."""
        met = 0
        for instance in instances:
            met |= self._layout.bit(instance)
        return met

    def askable(self, met: Met) -> Met:
        """Return what can still be asked of a set: no zone, and nothing answered yet."""
        left = met & ~self._layout.zones & ~self._answered
        if self.situation.incident.publications_closed is None:
            return left
        return left & ~self.met_by(i for i in self.instances(left) if i[0] < 0)

    @cached_property
    def _answered(self) -> Met:
        return self.met_by(self.situation.unknown)

    def _is_close_to(self, situation: Situation) -> bool:
        """Whether two situations differ by answers only."""
        mine = self.situation
        return (
            mine.program is situation.program
            and mine.units == situation.units
            and mine.list_is_open == situation.list_is_open
        )

    def _cover(self) -> None:
        """Compute the nodes that the graph has and the rows do not have yet."""
        self._layout.cover()
        narrow = self._layout.narrow
        first, *others = range(len(self._truths))
        for node in range(len(self._truths[0]), self._layout.size):
            found = self._compute(node, first)
            self._truths[0].append(found[0])
            self._met[0].append(found[1])
            for unit in others:
                truth, met = self._compute(node, unit) if narrow[node] else found
                self._truths[unit].append(truth)
                self._met[unit].append(met)

    def _propagate(self, before: Situation) -> None:
        """Compute again what stands above the answers that changed, children first."""
        rows, layout = len(self._truths), self._layout
        pending = [
            node * rows + unit
            for variable, place in _changed(before, self.situation)
            for node in layout.literals.get(variable, ())
            for unit in self._readers(variable, place)
        ]
        heapify(pending)
        waiting = set(pending)
        while pending:
            place = heappop(pending)
            waiting.discard(place)
            node, unit = divmod(place, rows)
            for above in self._renew(node, unit):
                if above not in waiting:
                    waiting.add(above)
                    heappush(pending, above)

    def _renew(self, node: Node, unit: int) -> Iterator[int]:
        """Compute a node again; yield the places above it when it changed."""
        truth, met = self._compute(node, unit)
        if truth is self._truths[unit][node] and met == self._met[unit][node]:
            return
        narrow, rows = self._layout.narrow, len(self._truths)
        for row in (unit,) if narrow[node] else range(rows):
            self._truths[row][node] = truth
            self._met[row][node] = met
        for above in self._layout.parents[node]:
            if not narrow[above]:
                yield above * rows
            else:
                yield from (above * rows + u for u in ((unit,) if narrow[node] else range(rows)))

    def _readers(self, variable: int, place: int) -> Iterable[int]:
        """Return the rows in which a variable in one place is read."""
        scope = self._layout.graph.variables[variable].scope
        if scope == "publication":
            units = enumerate(self.situation.units)
            return [unit for unit, (publication, _) in units if publication == place]
        return (0,) if place == INCIDENT else (place,)

    def _compute(self, node: Node, unit: int) -> tuple[Truth, Met]:
        graph, truths = self._layout.graph, self._truths[unit]
        match graph.kinds[node]:
            case "true":
                return True, 0
            case "false":
                return False, 0
            case "literal":
                return self._literal(node, unit)
            case "not":
                child = graph.children(node)[0]
                inner = truths[child]
                return (None if inner is None else not inner), self._met[unit][child]
            case "count":
                return self._count(node)
            case kind:
                decisive, met, open_ = kind == "or", 0, False
                for child in graph.children(node):
                    truth = truths[child]
                    if truth is decisive:
                        return decisive, 0
                    if truth is None:
                        open_ = True
                        met |= self._met[unit][child]
                return (None if open_ else not decisive), met

    def _literal(self, node: Node, unit: int) -> tuple[Truth, Met]:
        if not self._units and self._layout.narrow[node]:
            return None, 0  # no passage reads it
        variable, values = self._layout.graph.literal_of(node)
        instance = self.situation.locate(variable, unit)
        possible = self.situation.allowed.get(instance)
        if possible is None or not (possible <= values or possible.isdisjoint(values)):
            return None, self._layout.bit(instance)
        return possible <= values, 0

    def _count(self, node: Node) -> tuple[Truth, Met]:
        at_least, child = self._layout.graph.count_of(node)
        truths = [self._truths[unit][child] for unit in range(self._units)]
        if sum(truth is True for truth in truths) >= at_least:
            return True, 0
        still_possible = sum(truth is not False for truth in truths) >= at_least
        is_open = self.situation.list_is_open
        if not still_possible and not is_open:
            return False, 0
        met = self._layout.bit(more_publications(node)) if is_open else 0
        for unit in range(self._units):
            met |= self._met[unit][child]
        return None, met


def _changed(before: Situation, after: Situation) -> Iterator[Instance]:
    """Yield the instances whose possible values changed."""
    for instance in before.allowed.keys() | after.allowed.keys():
        if before.allowed.get(instance) != after.allowed.get(instance):
            yield instance
