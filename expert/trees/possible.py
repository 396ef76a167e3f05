"""What can be true together: the link between the tests of a tree and the facts behind them.

A test on a conclusion is not free: « confidentiel ? oui » cannot stand beside « lisible par tous ».
Each conclusion that a tree asks is therefore tied to its rules, and each count of passages to the
passages it counts; branches that no incident can follow are then left out (`pruning`).

Where a tie would be too large it is loosened, then dropped: an impossible branch may stay, a
possible one is never removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.inference.diagrams import ALWAYS, NEVER, Diagram, DiagramTooLargeError
from expert.inference.functions import Builder
from expert.inference.graph import Node
from expert.trees.build import builder_over
from expert.trees.cutting import CONCLUSION, PASSAGES, CutProgram
from expert.trees.model import Tree
from expert.trees.order import law_order

_BUDGET = 4_000
"""Nodes that tying one test may add."""


class Possible:
    """The possible combinations of the tests of one tree, as a diagram on its variables.

    `builder` builds any node of the tree's program over the same levels; `worlds` is ALWAYS where
    every combination is possible.
    """

    def __init__(self, tree: Tree, others: Sequence[Node] = ()) -> None:
        """Tie the tests of a tree; `others` are nodes whose variables need a level too."""
        self.tree, self._program = tree, tree.program
        ties = [list(self._ties(variable)) for variable in tree.order]
        nodes = [*others, *(node for tie in ties for node in tie)]
        inside = dict.fromkeys(tree.order)
        order = [*inside, *(v for v in law_order(self._program, nodes) if v not in inside)]
        self.builder: Builder = builder_over(self._program, order, _BUDGET)
        self._hidden = {
            level: frozenset(range(len(self._program.graph.variables[variable].values)))
            for level, variable in enumerate(order)
            if variable not in inside
        }
        self.worlds = self._tied(ties)

    def allow(self, nodes: int) -> None:
        """Allow so many nodes more to the table."""
        self.builder.table.cap = len(self.builder.table.levels) + nodes

    def _tied(self, ties: Sequence[Sequence[Node]]) -> Diagram:
        """Join what can be tied; the variables that the tree does not ask are then forgotten."""
        table = self.builder.table
        joined, apart = ALWAYS, ALWAYS
        for tie in filter(None, ties):
            found = self._first(tie)
            if found is None:
                continue
            try:
                self.allow(_BUDGET)
                joined = table.join(joined, found, NEVER)
            except DiagramTooLargeError:
                apart = self._and(apart, self._seen(found))
        return self._and(self._seen(joined), apart)

    def _first(self, tie: Sequence[Node]) -> Diagram | None:
        """Return the first form of a tie that is not too large."""
        for node in tie:
            try:
                self.allow(_BUDGET)
                return self.builder.diagram(node, 0, True)
            except DiagramTooLargeError:
                continue
        return None

    def _seen(self, diagram: Diagram) -> Diagram:
        try:
            self.allow(_BUDGET)
            return self.builder.table.exists(diagram, self._hidden)
        except DiagramTooLargeError:
            return ALWAYS

    def _and(self, a: Diagram, b: Diagram) -> Diagram:
        try:
            self.allow(_BUDGET)
            return self.builder.table.join(a, b, NEVER)
        except DiagramTooLargeError:
            return a

    def _ties(self, variable: int) -> Iterator[Node]:
        """Yield the tie of a test, in full, then stopping at the other chapters."""
        declared = self._program.graph.variables[variable]
        if declared.scope == CONCLUSION:
            base = self._program.base
            chapter = next(n for n in base.notions.values() if declared.source in n.conclusions)
            for kept in (None, chapter.conclusions):
                yield self._means(variable, self._program.following(kept))
        elif declared.scope == PASSAGES and self._on_a_passage:
            yield self._counted(variable)

    @property
    def _on_a_passage(self) -> bool:
        subject, base = self.tree.subjects[0], self._program.base
        if self.tree.of_rule:
            return base.rules[subject].scope != "incident"
        return base.atom_conclusion(subject).scope != "incident"

    def _means(self, variable: int, following: CutProgram) -> Node:
        """Return « the test has a value exactly where the rules of its conclusion give it »."""
        graph = self._program.graph
        declared = graph.variables[variable]
        named = self._program.base.conclusions[declared.source].values
        parts: list[Node] = []
        for value in named or ("",):
            asked = graph.literal(declared.id, (declared.values.index(value) if named else 0,))
            given = following.atom(f"{declared.source}={value}" if named else declared.source)
            parts.append(
                graph.disjunction(
                    (
                        graph.conjunction((asked, given)),
                        graph.conjunction((graph.negation(asked), graph.negation(given))),
                    )
                )
            )
        return graph.conjunction(parts)

    def _counted(self, variable: int) -> Node:
        """Return « if this passage satisfies it, at least one passage does »."""
        graph = self._program.graph
        count = self._program.counts[graph.variables[variable].id]
        if count.count != 1:
            return graph.conjunction(())
        there = self._program.following(None).node_of(count.part)
        asked = graph.literal(graph.variables[variable].id, (0,))
        return graph.disjunction((asked, graph.negation(there)))
