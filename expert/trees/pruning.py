"""A tree without the branches that no incident can follow, and the rules behind its outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from expert.inference.diagrams import ALWAYS, NEVER, Diagram, DiagramTooLargeError
from expert.inference.graph import Node
from expert.trees.model import Ask, Branch, Outcome, Tree
from expert.trees.possible import Possible

_WALK = 20_000
"""Nodes that walking a tree may add to the diagram of what is possible, and places it may visit."""


def complete(tree: Tree, most: int) -> Tree:
    """Return the tree without its impossible branches, with the rules behind each outcome.

    A part shared by several paths may lose other branches on each, and be shared no more: where
    that gives more than `most` nodes, only what is impossible on every path is left out.
    """
    told, excepted = _rules(tree)
    possible = Possible(tree, [node for _, node in (*told, *excepted)])
    pruned = _pruned(tree, possible, most)
    reasons = _Reasons(tree, possible, pruned)
    return replace(
        pruned,
        told_by=reasons.behind(told, held=True),
        excepted_by=reasons.behind(excepted, held=False),
    )


def _pruned(tree: Tree, possible: Possible, most: int) -> Tree:
    possible.allow(_WALK)
    try:
        pruned = _Pruning(tree, possible).by_path()
        if len(pruned.nodes) <= max(most, len(tree.nodes)):
            return pruned
    except DiagramTooLargeError:
        possible.allow(_WALK)
    try:
        return _Pruning(tree, possible).by_node()
    except DiagramTooLargeError:
        return tree


def _rules(tree: Tree) -> tuple[list[tuple[str, Node]], list[tuple[str, Node]]]:
    """Return (rule, where it acts) for the rules that conclude, and for their exceptions."""
    program, base = tree.program, tree.program.base
    if tree.of_rule:
        concluding = [base.rules[name] for name in tree.subjects]
        told: list[tuple[str, Node]] = []
    else:
        found = [pair for atom in tree.subjects for pair in program.rule_nodes(atom)]
        concluding = [rule for rule, _ in found]
        told = [(rule.id, node) for rule, node in found]
    exceptions = {
        derogation.id: program.rule_node(derogation)
        for rule in concluding
        for derogation in base.derogations.get(rule.id, ())
    }
    return told, list(exceptions.items())


class _Pruning:
    """Walks a tree with what stays possible, and makes equal parts one again."""

    def __init__(self, tree: Tree, possible: Possible) -> None:
        self._tree, self._table = tree, possible.builder.table
        self._worlds = possible.worlds
        self._levels = {variable: level for level, variable in enumerate(tree.order)}
        self._done: dict[tuple[int, Diagram], int] = {}
        self._known: dict[Ask | Outcome, int] = {}
        self._nodes: list[Ask | Outcome] = []

    def by_path(self) -> Tree:
        """Return the tree without what is impossible on each path."""
        return replace(self._tree, nodes=renumbered(self._nodes, self._walk(0, self._worlds)))

    def by_node(self) -> Tree:
        """Return the tree without what is impossible on every path; no part is copied."""
        worlds = {0: self._worlds}
        numbers: dict[int, int] = {}
        order = self._tree.parents_first
        for node in order:
            for branch, value in self._answers(node):
                left = self._given(worlds[node], node, value)
                worlds[branch.to] = self._table.join(worlds.get(branch.to, NEVER), left, ALWAYS)
        for node in reversed(order):
            asked = self._tree.nodes[node]
            if isinstance(asked, Outcome):
                numbers[node] = self._number(asked)
                continue
            values: dict[int, list[int]] = {}
            for branch, value in self._answers(node):
                if self._given(worlds[node], node, value) != NEVER:
                    values.setdefault(numbers[branch.to], []).append(value)
            numbers[node] = self._asked(asked, values)
        return replace(self._tree, nodes=renumbered(self._nodes, numbers[0]))

    def _walk(self, node: int, worlds: Diagram) -> int:
        key = (node, worlds)
        if key not in self._done:
            if len(self._done) >= _WALK:
                raise DiagramTooLargeError
            asked = self._tree.nodes[node]
            if isinstance(asked, Outcome):
                self._done[key] = self._number(asked)
            else:
                values: dict[int, list[int]] = {}
                for branch, value in self._answers(node):
                    left = self._given(worlds, node, value)
                    if left != NEVER:
                        values.setdefault(self._walk(branch.to, left), []).append(value)
                self._done[key] = self._asked(asked, values)
        return self._done[key]

    def _answers(self, node: int) -> Iterator[tuple[Branch, int]]:
        asked = self._tree.nodes[node]
        if isinstance(asked, Ask):
            for branch in asked.branches:
                for value in branch.values:
                    yield branch, value

    def _asked(self, asked: Ask, values: dict[int, list[int]]) -> int:
        """Return the node of a question: what follows, when one answer only is possible."""
        if len(values) == 1:
            return next(iter(values))
        return self._number(Ask.of(asked.variable, values))

    def _given(self, worlds: Diagram, node: int, value: int) -> Diagram:
        asked = self._tree.nodes[node]
        assert isinstance(asked, Ask)
        return self._table.restrict(worlds, {self._levels[asked.variable]: value})

    def _number(self, node: Ask | Outcome) -> int:
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = len(self._nodes)
            self._nodes.append(node)
        return found


def renumbered(nodes: Sequence[Ask | Outcome], root: int) -> tuple[Ask | Outcome, ...]:
    """Return the nodes under a root, numbered in the order in which they are met."""
    numbers: dict[int, int] = {}
    pending = [root]
    while pending:
        node = pending.pop()
        if node not in numbers:
            numbers[node] = len(numbers)
            asked = nodes[node]
            if isinstance(asked, Ask):
                pending += [branch.to for branch in reversed(asked.branches)]
    return tuple(_moved(nodes[node], numbers) for node in numbers)


def _moved(node: Ask | Outcome, numbers: dict[int, int]) -> Ask | Outcome:
    if isinstance(node, Outcome):
        return node
    return replace(node, branches=tuple(Branch(b.values, numbers[b.to]) for b in node.branches))


class _Reasons:
    """Tells which rules may act where a path ends."""

    def __init__(self, tree: Tree, possible: Possible, pruned: Tree) -> None:
        self._tree, self._possible, self._pruned = tree, possible, pruned
        self._levels = {variable: level for level, variable in enumerate(tree.order)}
        self._ends = {node: n for n, node in enumerate(pruned.nodes) if isinstance(node, Outcome)}

    def behind(
        self, rules: Sequence[tuple[str, Node]], *, held: bool
    ) -> dict[int, tuple[str, ...]]:
        """Return the rules that may act at each outcome that concludes (or does not)."""
        found: dict[int, dict[str, None]] = {}
        for name, node in rules:
            for outcome in self._reached(node):
                if bool(outcome.holds) is held and outcome in self._ends:
                    found.setdefault(self._ends[outcome], {})[name] = None
        return {outcome: tuple(names) for outcome, names in found.items()}

    def _reached(self, rule: Node) -> set[Outcome]:
        """Return the outcomes that some possible incident reaches where a rule acts."""
        table = self._possible.builder.table
        self._possible.allow(_WALK)
        try:
            acts = self._possible.builder.diagram(rule, 0, True)
            acts = table.join(acts, self._possible.worlds, NEVER)
        except DiagramTooLargeError:
            acts = self._possible.worlds
        self._possible.allow(_WALK)
        reached: set[Outcome] = set()
        seen: set[tuple[int, Diagram]] = set()
        pending = [(0, acts)]
        while pending:
            place = pending.pop()
            node, left = place
            if left == NEVER or place in seen:
                continue
            seen.add(place)
            asked = self._tree.nodes[node]
            if isinstance(asked, Outcome):
                reached.add(asked)
                continue
            level = self._levels[asked.variable]
            pending += [
                (branch.to, table.restrict(left, {level: value}))
                for branch in asked.branches
                for value in branch.values
            ]
        return reached
