"""Many changes of one situation at once: the exact status of a conclusion in each of them.

A scenario changes what is possible for a few instances and leaves all the rest as it is. The
three-valued reference is evaluated in every scenario together, one bit a scenario; where it cannot
tell, the diagram of the conclusion answers, built once with the changed instances left free and
then read within what each scenario leaves possible. Equal to `Statuses` on each changed situation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from expert.inference.diagrams import ALWAYS, NEVER, Diagram, Diagrams, DiagramTooLargeError, Level
from expert.inference.functions import Function
from expert.inference.graph import Node
from expert.inference.situation import Instance, Situation
from expert.inference.statuses import Statuses
from expert.inference.worlds import Bits
from expert.status import Status

Change = Mapping[Instance, frozenset[int] | None]
"""What becomes possible for each instance changed; None: its answer is withdrawn."""

Bounds = tuple[Bits, Bits]
"""The scenarios where a node surely holds, and those where it may hold."""


class Scenarios:
    """The statuses of one situation under each of some changes.

    `unsure` gathers the nodes whose diagram was too large: what the reference cannot tell of them
    is said « open », and whoever shows the result must say that it is not proved.
    """

    def __init__(self, statuses: Statuses, changes: Sequence[Change]) -> None:
        self._now = statuses
        self.situation = statuses.situation
        self.changes = changes
        self.program = self.situation.program
        self._graph = self.program.graph
        self._every: Bits = (1 << len(changes)) - 1
        self._changed: dict[Instance, list[tuple[int, frozenset[int] | None]]] = {}
        for number, change in enumerate(changes):
            for instance, values in change.items():
                self._changed.setdefault(instance, []).append((number, values))
        self.unsure: set[tuple[Node, int | None]] = set()
        self._known: dict[tuple[Node, int | None], Bounds] = {}
        self._functions: dict[tuple[Node, int | None, frozenset[Instance]], Function | None] = {}
        self._loosened: dict[frozenset[Instance], Statuses] = {}
        self._read: dict[tuple[Node, int | None], frozenset[Instance]] = {}

    def bounds(self, node: Node, unit: int | None = None) -> Bounds:
        """Return where a node surely holds, and where it may hold (three-valued: sound)."""
        for inner in self._graph.cone([node]):
            if (inner, unit) not in self._known:
                self._known[inner, unit] = self._compute(inner, unit)
        return self._known[node, unit]

    def statuses(self, node: Node, unit: int | None = None) -> list[Status]:
        """Return the exact status of a node in each scenario."""
        now = self._now.node(node, unit).status
        differing = self.differing(node, unit, now)
        return [differing.get(number, now) for number in range(len(self.changes))]

    def differing(self, node: Node, unit: int | None, now: Status) -> dict[int, Status]:
        """Return the exact status of a node in the scenarios where it is not the present one."""
        surely, possibly = self.bounds(node, unit)
        settled: dict[Status, Bits] = {"established": surely, "excluded": self._every ^ possibly}
        found: dict[int, Status] = {}
        for number in _bits(self._every & ~settled.get(now, 0)):
            status: Status
            if surely >> number & 1:
                status = "established"
            elif not possibly >> number & 1:
                status = "excluded"
            else:
                status = self._unsettled(node, unit, number)
            if status != now:
                found[number] = status
        return found

    def situation_in(self, number: int) -> Situation:
        """Return the situation of one scenario."""
        return _changed(self.situation, self.changes[number])

    def _unsettled(self, node: Node, unit: int | None, number: int) -> Status:
        """Return the status where the reference cannot tell; « open » where nothing can."""
        change = self.changes[number]
        touched = frozenset(change) & self._instances(node, unit)
        if not touched:
            return self._now.node(node, unit).status
        function = self._function(node, unit, touched)
        return "open" if function is None else self._judge(function, change)

    def _function(self, node: Node, unit: int | None, free: frozenset[Instance]) -> Function | None:
        """Return the function of a node where these instances are free; None when too large."""
        answered = frozenset(i for i in free if i in self.situation.allowed)
        key = (node, unit, answered)
        if key not in self._functions:
            found = None
            if self._now.node(node, unit).exact:
                with suppress(DiagramTooLargeError):
                    found = self._free_of(answered).function(node, unit)
            if found is None:
                self.unsure.add((node, unit))
            self._functions[key] = found
        return self._functions[key]

    def _free_of(self, answered: frozenset[Instance]) -> Statuses:
        """Return the statuses where these instances have no answer."""
        if not answered:
            return self._now
        found = self._loosened.get(answered)
        if found is None:
            free = _changed(self.situation, dict.fromkeys(answered))
            found = self._loosened[answered] = Statuses(free)
        return found

    def _judge(self, function: Function, change: Change) -> Status:
        """Read a function where each of its instances keeps to what a scenario leaves possible.

        Contested is « holds in some reading and fails in another, whatever the answers ».
        """
        possible = {
            level: values
            for level, instance in enumerate(function.instances)
            if (values := self._possible(instance, change)) is not None
        }
        surely = _ends(function.table, function.surely, possible)
        if surely == {ALWAYS}:
            return "established"
        possibly = _ends(function.table, function.possibly, possible)
        if possibly == {NEVER}:
            return "excluded"
        return "contested" if (surely, possibly) == ({NEVER}, {ALWAYS}) else "open"

    def _possible(self, instance: Instance, change: Change) -> frozenset[int] | None:
        if instance in change:
            return change[instance]
        return self.situation.allowed.get(instance)

    def _instances(self, node: Node, unit: int | None) -> frozenset[Instance]:
        """Return the changed instances that a node reads."""
        key = (node, unit)
        if key not in self._read:
            read = instances_read(self.situation, node, unit)
            self._read[key] = frozenset(i for i in read if i in self._changed)
        return self._read[key]

    def _compute(self, node: Node, unit: int | None) -> Bounds:
        graph, known = self._graph, self._known
        match graph.kinds[node]:
            case "true":
                return self._every, self._every
            case "false":
                return 0, 0
            case "literal":
                return self._literal(node, unit)
            case "not":
                surely, possibly = known[graph.children(node)[0], unit]
                return self._every ^ possibly, self._every ^ surely
            case "and":
                surely = possibly = self._every
                for child in graph.children(node):
                    one, other = known[child, unit]
                    surely, possibly = surely & one, possibly & other
                return surely, possibly
            case "or":
                surely = possibly = 0
                for child in graph.children(node):
                    one, other = known[child, unit]
                    surely, possibly = surely | one, possibly | other
                return surely, possibly
            case _:
                return self._count(node)

    def _literal(self, node: Node, unit: int | None) -> Bounds:
        variable, values = self._graph.literal_of(node)
        instance = self.situation.locate(variable, unit)
        surely, possibly = self._read_by(self.situation.allowed.get(instance), values, self._every)
        for number, possible in self._changed.get(instance, ()):
            bit = 1 << number
            one, other = self._read_by(possible, values, bit)
            surely, possibly = surely & ~bit | one, possibly & ~bit | other
        return surely, possibly

    @staticmethod
    def _read_by(possible: frozenset[int] | None, values: frozenset[int], where: Bits) -> Bounds:
        if possible is None:
            return 0, where
        return (
            where if possible <= values else 0,
            0 if possible.isdisjoint(values) else where,
        )

    def _count(self, node: Node) -> Bounds:
        """Count the passages that satisfy a node: `reached[j]` is where at least j do."""
        at_least, child = self._graph.count_of(node)
        found = []
        bounds = [self.bounds(child, unit) for unit in range(len(self.situation.units))]
        for side in (0, 1):
            reached = [self._every, *([0] * at_least)]
            for each in bounds:
                for number in range(at_least, 0, -1):
                    reached[number] |= reached[number - 1] & each[side]
            found.append(reached[at_least])
        return found[0], self._every if self.situation.list_is_open else found[1]


def _ends(
    table: Diagrams, diagram: Diagram, possible: Mapping[Level, frozenset[int]]
) -> set[Diagram]:
    """Return the ends (ALWAYS, NEVER) that a diagram reaches within the possible values."""
    ends: set[Diagram] = set()
    seen = {diagram}
    pending = [diagram]
    while pending and len(ends) < 2:
        node = pending.pop()
        if node in (NEVER, ALWAYS):
            ends.add(node)
            continue
        children = table.children[node]
        values = possible.get(table.levels[node], range(len(children)))
        for child in {children[value] for value in values} - seen:
            seen.add(child)
            pending.append(child)
    return ends


def _bits(bits: Bits) -> Iterator[int]:
    """Yield the places of the bits that are set, in order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _changed(situation: Situation, change: Change) -> Situation:
    """Return the situation under a change."""
    allowed = {i: v for i, v in situation.allowed.items() if i not in change}
    allowed |= {i: v for i, v in change.items() if v is not None}
    return replace(situation, allowed=allowed)


def instances_read(situation: Situation, node: Node, unit: int | None) -> frozenset[Instance]:
    """Return every instance that a node reads, those of the passages it counts included."""
    return frozenset(_literals(situation, node, unit))


def _literals(situation: Situation, node: Node, unit: int | None) -> Iterator[Instance]:
    graph = situation.program.graph
    for inner in graph.cone([node]):
        if graph.kinds[inner] == "literal":
            yield situation.locate(graph.literal_of(inner)[0], unit)
        elif graph.kinds[inner] == "count":
            child = graph.count_of(inner)[1]
            for number in range(len(situation.units)):
                yield from _literals(situation, child, number)
