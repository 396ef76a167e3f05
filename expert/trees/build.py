"""From diagrams to a tree: several conclusions walked together, equal parts made one.

A node of the tree is the tuple of what is left of each conclusion's diagram after the answers
given; diagrams are canonical, so two equal tuples are one subtree and a question that changes
nothing is never asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expert.inference.diagrams import ALWAYS, NEVER, Diagram, Diagrams, DiagramTooLargeError
from expert.inference.functions import Builder, builder_in_order
from expert.trees.cutting import CutProgram, one_passage
from expert.trees.model import Ask, Outcome, Subject, Tree
from expert.trees.order import interview_order, law_order

_CAP = 20_000
"""Nodes allowed to the diagrams of one tree, far above what can be read."""

Left = tuple[Diagram, ...]
"""What is left of each subject's diagram after some answers."""


class TreeTooLargeError(Exception):
    """The tree has more nodes than can be read; the caller draws something smaller."""


def build_tree(
    program: CutProgram, subjects: Sequence[Subject], most: int, *, of_rule: bool = False
) -> Tree:
    """Build the tree of some atoms, or of a rule (`of_rule`), of at most `most` nodes.

    The order of the interview is kept unless that of the rules gives a smaller tree.

    Raises:
        TreeTooLargeError: in both orders.
    """
    found: list[Tree] = []
    for by_law in (False, True):
        try:
            found.append(_in_order(program, tuple(subjects), most, by_law, of_rule))
        except (DiagramTooLargeError, TreeTooLargeError):
            continue
    if not found:
        raise TreeTooLargeError
    return min(found, key=lambda tree: (len(tree.nodes), tree.by_law))


def builder_over(program: CutProgram, order: Sequence[int], cap: int) -> Builder:
    """Return a builder of diagrams on one passage whose levels are these variables."""
    situation = one_passage(program)
    return builder_in_order(situation, [situation.locate(v, 0) for v in order], cap)


def _in_order(
    program: CutProgram, subjects: tuple[Subject, ...], most: int, by_law: bool, of_rule: bool
) -> Tree:
    rules = program.base.rules
    nodes = [program.rule_node(rules[s]) if of_rule else program.atom(s) for s in subjects]
    order = (law_order if by_law else interview_order)(program, nodes)
    builder = builder_over(program, order, _CAP)
    roots = tuple(builder.diagram(node, 0, True) for node in nodes)
    drawing = _Drawing(builder.table, program, order)
    numbers = drawing.numbered(roots, most)
    drawn = tuple(drawing.node(subjects, left, numbers) for left in numbers)
    return Tree(program, subjects, drawn, tuple(order), by_law, of_rule)


@dataclass(frozen=True)
class _Drawing:
    table: Diagrams
    program: CutProgram
    order: Sequence[int]

    def numbered(self, root: Left, most: int) -> dict[Left, int]:
        """Number what is left under the root, each question before what follows from it."""
        numbers: dict[Left, int] = {}
        pending = [root]
        while pending:
            left = pending.pop()
            if left not in numbers:
                if len(numbers) >= most:
                    raise TreeTooLargeError
                numbers[left] = len(numbers)
                pending += reversed(self._children(left))
        return numbers

    def node(
        self, subjects: Sequence[Subject], left: Left, numbers: dict[Left, int]
    ) -> Ask | Outcome:
        """Return what stands where this is left."""
        values: dict[int, list[int]] = {}
        for value, child in enumerate(self._children(left)):
            values.setdefault(numbers[child], []).append(value)
        if not values:
            held = (s for s, d in zip(subjects, left, strict=True) if d == ALWAYS)
            return Outcome(frozenset(held))
        return Ask.of(self.order[self._level(left)], values)

    def _level(self, left: Left) -> int:
        return min(self.table.levels[diagram] for diagram in left)

    def _children(self, left: Left) -> list[Left]:
        """Return what is left after each answer to the next question; [] at an outcome."""
        if all(diagram in (NEVER, ALWAYS) for diagram in left):
            return []
        table, level = self.table, self._level(left)
        width = len(self.program.graph.variables[self.order[level]].values)
        return [
            tuple(table.children[d][value] if table.levels[d] == level else d for d in left)
            for value in range(width)
        ]
