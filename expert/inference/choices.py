"""What can be chosen about each answer, as diagrams: change it or keep it, count on it or not.

From the exact function of a conclusion (`functions`), each level becomes a choice about one answer.
*Changing*: choice 0 keeps what is answered (whatever it is, where nobody knows), choice v + 1 gives
value v instead. *Relying*: choice 0 relies on nothing (whatever the answer), choice 1 on the answer
given. The new diagram is true of the choices that bring the target, so that the smallest changes
and the smallest sufficient sets are its cheapest paths: exact, and in a fixed order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from expert.inference.diagrams import ALWAYS, NEVER, Diagram, Diagrams, Level
from expert.inference.functions import Function
from expert.inference.situation import Instance

KEEP = 0
"""The choice that changes nothing, or relies on nothing: it is always free."""

RELY = 1
"""The choice that relies on the answer given."""

Costs = Sequence[int]
"""The cost of each choice of one instance, `KEEP` first: 0. One cost alone: there is no choice."""

Split = Callable[[Instance, Sequence[Diagram]], Sequence[Diagram]]
"""From an instance and the diagram of each of its values, the diagram of each of its choices."""


@dataclass(frozen=True)
class Choices:
    """The choices that bring a target; `instances` tells what each level is about."""

    table: Diagrams
    root: Diagram
    instances: tuple[Instance, ...]
    costs: Callable[[Instance], Costs]

    def cheapest(self) -> dict[Instance, int] | None:
        """Return the cheapest choices (those kept left out), or None when none brings the target.

        Among equals, what the rules mention first is chosen, and its first value.
        """
        known: dict[Diagram, int | None] = {NEVER: None, ALWAYS: 0}
        if self._cost(self.root, known) is None:
            return None
        taken: dict[Instance, int] = {}
        node = self.root
        while node != ALWAYS:
            instance = self.instances[self.table.levels[node]]
            children = self.table.children[node]
            choice = min(
                (c for c, child in enumerate(children) if known[child] is not None),
                key=lambda c: (self.costs(instance)[c] + (known[children[c]] or 0), c == KEEP, c),
            )
            if choice != KEEP:
                taken[instance] = choice
            node = children[choice]
        return taken

    def brings(self, taken: Mapping[Instance, int]) -> bool:
        """Whether these choices, all the rest kept, bring the target."""
        node = self.root
        while node > ALWAYS:
            instance = self.instances[self.table.levels[node]]
            node = self.table.children[node][taken.get(instance, KEEP)]
        return node == ALWAYS

    def without(self, together: Iterable[Instance]) -> Choices:
        """Return the choices that do not touch all of these instances together.

        Raises `DiagramTooLargeError`.
        """
        kept = [self._literal(instance, (KEEP,)) for instance in together]
        return replace(self, root=self.table.join(self.root, self.table.any_of(kept), NEVER))

    def only_if(self, instance: Instance, needed: Diagram) -> Choices:
        """Return the choices that touch an instance only where `needed` holds too."""
        allowed = self.table.join(self._literal(instance, (KEEP,)), needed, ALWAYS)
        return replace(self, root=self.table.join(self.root, allowed, NEVER))

    def _literal(self, instance: Instance, choices: Iterable[int]) -> Diagram:
        level = self.instances.index(instance)
        return self.table.literal(level, len(self.costs(instance)), choices)

    def _cost(self, node: Diagram, known: dict[Diagram, int | None]) -> int | None:
        if node not in known:
            costs = self.costs(self.instances[self.table.levels[node]])
            found = [
                below + cost
                for cost, child in zip(costs, self.table.children[node], strict=True)
                if (below := self._cost(child, known)) is not None
            ]
            known[node] = min(found, default=None)
        return known[node]


class ChoiceBuilder:
    """Rewrites functions of the answers into diagrams of choices, in one table."""

    def __init__(self, split: Split, costs: Callable[[Instance], Costs], cap: int) -> None:
        self.table = Diagrams(cap)
        self._split = split
        self._costs = cache(costs)
        self._levels: dict[Instance, Level] = {}

    def choices(self, function: Function, root: Diagram) -> Choices:
        """Return the choices that make `root`, a diagram of the function, certain.

        Raises `DiagramTooLargeError`.
        """
        return self.of(self.rewrite(function, root))

    def of(self, root: Diagram) -> Choices:
        """Return a diagram of the table as choices."""
        return Choices(self.table, root, tuple(self._levels), self._costs)

    def rewrite(self, function: Function, root: Diagram) -> Diagram:
        """Return the diagram of choices of one diagram of a function."""
        for instance in function.instances:
            self._levels.setdefault(instance, len(self._levels))
        known: dict[Diagram, Diagram] = {NEVER: NEVER, ALWAYS: ALWAYS}

        def visit(node: Diagram) -> Diagram:
            found = known.get(node)
            if found is None:
                instance = function.instances[function.table.levels[node]]
                below = [visit(child) for child in function.table.children[node]]
                found = known[node] = self._choose(instance, self._split(instance, below))
            return found

        return visit(root)

    def _choose(self, instance: Instance, children: Sequence[Diagram]) -> Diagram:
        level = self._levels[instance]
        if all(self.table.levels[child] > level for child in children):
            return self.table.node(level, tuple(children))
        return self.table.any_of(
            self.table.join(self.table.literal(level, len(children), (choice,)), child, NEVER)
            for choice, child in enumerate(children)
        )
