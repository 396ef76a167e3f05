"""Reduced ordered multi-valued decision diagrams: exact functions of the answers and the zones.

A diagram is an integer: 0 (never), 1 (always), or a node that tests one level and has one child
a value. Levels are ordered like the law's own order; levels of zones come last. Hash-consing makes
two equal functions one integer, so « constant » and « does this answer still matter » are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Diagram = int
Level = int

NEVER: Diagram = 0
ALWAYS: Diagram = 1
_END: Level = 1 << 60


class DiagramTooLargeError(Exception):
    """A function needs more nodes than the cap: the caller falls back to a sound answer."""


class Diagrams:
    """A table of diagrams over levels whose number of values is given by `width`."""

    def __init__(self, cap: int = 400_000) -> None:
        self.levels: list[Level] = [_END, _END]
        self.children: list[tuple[Diagram, ...]] = [(), ()]
        self.cap = cap
        self._known: dict[tuple[Level, tuple[Diagram, ...]], Diagram] = {}
        self._and: dict[tuple[Diagram, Diagram], Diagram] = {}
        self._not: dict[Diagram, Diagram] = {NEVER: ALWAYS, ALWAYS: NEVER}
        self._support: dict[Diagram, frozenset[Level]] = {NEVER: frozenset(), ALWAYS: frozenset()}

    def literal(self, level: Level, width: int, values: Iterable[int]) -> Diagram:
        """Return « this level has one of `values` »."""
        chosen = frozenset(values)
        return self.node(level, tuple(ALWAYS if i in chosen else NEVER for i in range(width)))

    def node(self, level: Level, children: tuple[Diagram, ...]) -> Diagram:
        """Return the reduced node testing `level`."""
        first = children[0]
        if all(child == first for child in children):
            return first
        key = (level, children)
        found = self._known.get(key)
        if found is None:
            if len(self.levels) >= self.cap:
                raise DiagramTooLargeError
            found = self._known[key] = len(self.levels)
            self.levels.append(level)
            self.children.append(children)
        return found

    def negation(self, diagram: Diagram) -> Diagram:
        """Return the complement."""
        found = self._not.get(diagram)
        if found is None:
            children = tuple(self.negation(child) for child in self.children[diagram])
            found = self._not[diagram] = self.node(self.levels[diagram], children)
            self._not[found] = diagram
        return found

    def both(self, a: Diagram, b: Diagram) -> Diagram:
        """Return the conjunction of two diagrams."""
        if a == b or b == ALWAYS:
            return a
        if a == ALWAYS:
            return b
        if a == NEVER or b == NEVER:
            return NEVER
        key = (a, b) if a < b else (b, a)
        found = self._and.get(key)
        if found is None:
            top = min(self.levels[a], self.levels[b])
            parts_a, parts_b = self._cofactors(a, top), self._cofactors(b, top)
            width = max(len(parts_a), len(parts_b))
            children = tuple(
                self.both(parts_a[i % len(parts_a)], parts_b[i % len(parts_b)])
                for i in range(width)
            )
            found = self._and[key] = self.node(top, children)
        return found

    def either(self, a: Diagram, b: Diagram) -> Diagram:
        """Return the disjunction of two diagrams (by De Morgan: one operation to prove)."""
        return self.negation(self.both(self.negation(a), self.negation(b)))

    def all_of(self, diagrams: Iterable[Diagram]) -> Diagram:
        """Return the conjunction of many diagrams."""
        result = ALWAYS
        for diagram in diagrams:
            result = self.both(result, diagram)
            if result == NEVER:
                break
        return result

    def any_of(self, diagrams: Iterable[Diagram]) -> Diagram:
        """Return the disjunction of many diagrams."""
        return self.negation(self.all_of(self.negation(diagram) for diagram in diagrams))

    def at_least(self, count: int, diagrams: Sequence[Diagram]) -> Diagram:
        """Return « at least `count` of these hold »."""
        if count <= 0:
            return ALWAYS
        if len(diagrams) < count:
            return NEVER
        head, rest = diagrams[0], diagrams[1:]
        with_head = self.both(head, self.at_least(count - 1, rest))
        return self.either(with_head, self.at_least(count, rest))

    def restrict(self, diagram: Diagram, values: Mapping[Level, int]) -> Diagram:
        """Fix some levels to one value each."""
        memo: dict[Diagram, Diagram] = {}

        def visit(node: Diagram) -> Diagram:
            if node <= ALWAYS:
                return node
            found = memo.get(node)
            if found is None:
                level, children = self.levels[node], self.children[node]
                fixed = values.get(level)
                if fixed is None:
                    found = self.node(level, tuple(visit(child) for child in children))
                else:
                    found = visit(children[fixed])
                memo[node] = found
            return found

        return visit(diagram) if values else diagram

    def forall(self, diagram: Diagram, values: Mapping[Level, frozenset[int]]) -> Diagram:
        """Return « whatever these levels, each within its possible values »."""
        memo: dict[Diagram, Diagram] = {}

        def visit(node: Diagram) -> Diagram:
            if node <= ALWAYS:
                return node
            found = memo.get(node)
            if found is None:
                level, children = self.levels[node], self.children[node]
                possible = values.get(level)
                if possible is None:
                    found = self.node(level, tuple(visit(child) for child in children))
                else:
                    found = self.all_of(visit(children[i]) for i in sorted(possible))
                memo[node] = found
            return found

        return visit(diagram) if values else diagram

    def exists(self, diagram: Diagram, values: Mapping[Level, frozenset[int]]) -> Diagram:
        """Return « for some value of these levels »."""
        return self.negation(self.forall(self.negation(diagram), values))

    def relabel(self, diagram: Diagram, levels: Mapping[Level, Level]) -> Diagram:
        """Move levels elsewhere; the mapping must keep their order."""
        memo: dict[Diagram, Diagram] = {NEVER: NEVER, ALWAYS: ALWAYS}

        def visit(node: Diagram) -> Diagram:
            if node not in memo:
                level = self.levels[node]
                children = tuple(visit(child) for child in self.children[node])
                memo[node] = self.node(levels.get(level, level), children)
            return memo[node]

        return visit(diagram)

    def support(self, diagram: Diagram) -> frozenset[Level]:
        """Return the levels the function really depends on."""
        found = self._support.get(diagram)
        if found is None:
            below = (self.support(child) for child in set(self.children[diagram]))
            found = self._support[diagram] = frozenset({self.levels[diagram]}).union(*below)
        return found

    def _cofactors(self, diagram: Diagram, level: Level) -> tuple[Diagram, ...]:
        return self.children[diagram] if self.levels[diagram] == level else (diagram,)
