"""Reduced ordered multi-valued decision diagrams: exact functions of the answers and the zones.

A diagram is an integer: 0 (never), 1 (always), or a node that tests one level and has one child
a value. Hash-consing makes two equal functions one integer, so « constant » and « does this answer
still matter » are exact. Each function gets a table of its own, whose levels follow the order in
which the rules mention the facts: that order keeps diagrams 10 to 50 times smaller than one order
shared by the whole base.
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
    """A table of diagrams; `cap` bounds its nodes."""

    def __init__(self, cap: int) -> None:
        self.levels: list[Level] = [_END, _END]
        self.children: list[tuple[Diagram, ...]] = [(), ()]
        self.cap = cap
        self._known: dict[tuple[Level, tuple[Diagram, ...]], Diagram] = {}
        self._joined: tuple[dict[tuple[Diagram, Diagram], Diagram], ...] = ({}, {})
        self._negated: dict[Diagram, Diagram] = {NEVER: ALWAYS, ALWAYS: NEVER}
        self._support: dict[Diagram, frozenset[Level]] = {NEVER: frozenset(), ALWAYS: frozenset()}

    def literal(self, level: Level, width: int, values: Iterable[int]) -> Diagram:
        """Return « this level has one of `values` »."""
        chosen = frozenset(values)
        return self.node(level, tuple(ALWAYS if i in chosen else NEVER for i in range(width)))

    def node(self, level: Level, children: tuple[Diagram, ...]) -> Diagram:
        """Return the reduced node testing `level`."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        key = (level, children)
        found = self._known.get(key)
        if found is None:
            found = len(self.levels)
            if found >= self.cap:
                raise DiagramTooLargeError
            self._known[key] = found
            self.levels.append(level)
            self.children.append(children)
        return found

    def negation(self, diagram: Diagram) -> Diagram:
        """Return the complement."""
        found = self._negated.get(diagram)
        if found is None:
            children = tuple(self.negation(child) for child in self.children[diagram])
            found = self._negated[diagram] = self.node(self.levels[diagram], children)
            self._negated[found] = diagram
        return found

    def join(self, a: Diagram, b: Diagram, absorbing: Diagram) -> Diagram:
        """Return a and b (`absorbing` NEVER), or a or b (`absorbing` ALWAYS)."""
        if a == b or b == 1 - absorbing:
            return a
        if a == 1 - absorbing:
            return b
        if absorbing in (a, b):
            return absorbing
        key = (a, b) if a < b else (b, a)
        memo = self._joined[absorbing]
        found = memo.get(key)
        if found is None:
            level_a, level_b = self.levels[a], self.levels[b]
            if level_a == level_b:
                pairs = zip(self.children[a], self.children[b], strict=True)
                children = tuple([self.join(x, y, absorbing) for x, y in pairs])
                found = self.node(level_a, children)
            else:
                if level_a > level_b:
                    a, b, level_a = b, a, level_b
                children = tuple([self.join(child, b, absorbing) for child in self.children[a]])
                found = self.node(level_a, children)
            memo[key] = found
        return found

    def all_of(self, diagrams: Iterable[Diagram]) -> Diagram:
        """Return the conjunction of many diagrams."""
        return self._fold(diagrams, NEVER)

    def any_of(self, diagrams: Iterable[Diagram]) -> Diagram:
        """Return the disjunction of many diagrams."""
        return self._fold(diagrams, ALWAYS)

    def at_least(self, count: int, diagrams: Sequence[Diagram]) -> Diagram:
        """Return « at least `count` of these hold »."""
        if count <= 0:
            return ALWAYS
        if len(diagrams) < count:
            return NEVER
        head, rest = diagrams[0], diagrams[1:]
        with_head = self.join(head, self.at_least(count - 1, rest), NEVER)
        return self.join(with_head, self.at_least(count, rest), ALWAYS)

    def restrict(self, diagram: Diagram, values: Mapping[Level, int]) -> Diagram:
        """Fix some levels to one value each."""
        return self._moved(diagram, self, values, max(values, default=-1), _constants())

    def restricted(
        self, roots: Sequence[Diagram], values: Mapping[Level, int]
    ) -> tuple[Diagrams, list[Diagram]]:
        """Fix some levels to one value each; the results are in a table of their own.

        A diagram never grows by being restricted: this cannot pass the cap.
        """
        fresh, known = Diagrams(self.cap), _constants()
        return fresh, [self._moved(root, fresh, values, _END, known) for root in roots]

    def forall(self, diagram: Diagram, values: Mapping[Level, frozenset[int]]) -> Diagram:
        """Return « whatever these levels, each within its possible values »."""
        return self._quantify(diagram, values, NEVER)

    def exists(self, diagram: Diagram, values: Mapping[Level, frozenset[int]]) -> Diagram:
        """Return « for some value of these levels »."""
        return self._quantify(diagram, values, ALWAYS)

    def forget_joins(self) -> None:
        """Drop what only served to build: a finished function is restricted and quantified."""
        self._joined = ({}, {})

    def under(self, diagram: Diagram) -> set[Diagram]:
        """Return the nodes under a diagram, itself included, the two constants aside."""
        seen: set[Diagram] = set()
        pending = [diagram]
        while pending:
            node = pending.pop()
            if node > ALWAYS and node not in seen:
                seen.add(node)
                pending.extend(self.children[node])
        return seen

    def support(self, diagram: Diagram) -> frozenset[Level]:
        """Return the levels the function really depends on."""
        found = self._support.get(diagram)
        if found is None:
            seen, pending, levels = {NEVER, ALWAYS}, [diagram], set()
            while pending:
                node = pending.pop()
                if node not in seen:
                    seen.add(node)
                    levels.add(self.levels[node])
                    pending.extend(self.children[node])
            found = self._support[diagram] = frozenset(levels)
        return found

    def _fold(self, diagrams: Iterable[Diagram], absorbing: Diagram) -> Diagram:
        """Join many diagrams, the deepest first: intermediate results stay small."""
        result = 1 - absorbing
        for diagram in sorted(diagrams, key=lambda d: -self.levels[d]):
            result = self.join(result, diagram, absorbing)
            if result == absorbing:
                break
        return result

    # The walks are methods, not functions that name themselves: those would keep the whole table
    # until the collector comes.

    def _moved(
        self,
        node: Diagram,
        table: Diagrams,
        values: Mapping[Level, int],
        deepest: Level,
        known: dict[Diagram, Diagram],
    ) -> Diagram:
        """Return a node in a table, some levels fixed; what is under `deepest` stays as it is."""
        found = known.get(node)
        if found is None:
            level, children = self.levels[node], self.children[node]
            if level > deepest:
                found = node
            elif level in values:
                found = self._moved(children[values[level]], table, values, deepest, known)
            else:
                moved = [self._moved(c, table, values, deepest, known) for c in children]
                found = table.node(level, tuple(moved))
            known[node] = found
        return found

    def _quantify(
        self, diagram: Diagram, values: Mapping[Level, frozenset[int]], absorbing: Diagram
    ) -> Diagram:
        return self._folded(diagram, values, absorbing, max(values, default=-1), _constants())

    def _folded(
        self,
        node: Diagram,
        values: Mapping[Level, frozenset[int]],
        absorbing: Diagram,
        deepest: Level,
        known: dict[Diagram, Diagram],
    ) -> Diagram:
        found = known.get(node)
        if found is None:
            level, children = self.levels[node], self.children[node]
            possible = values.get(level)
            if level > deepest:
                found = node
            else:
                kept = children if possible is None else [children[i] for i in sorted(possible)]
                folded = [self._folded(c, values, absorbing, deepest, known) for c in kept]
                if possible is None:
                    found = self.node(level, tuple(folded))
                else:
                    found = self._fold(folded, absorbing)
            known[node] = found
        return found


def _constants() -> dict[Diagram, Diagram]:
    return {NEVER: NEVER, ALWAYS: ALWAYS}
