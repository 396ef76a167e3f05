"""A tree laid out in rows, for every form that is read from top to bottom.

A question, then one row a branch: what it answers, and where it leads: an outcome by its letter, a
question by its number. A question already written is referred to, never written twice. What
follows from a question stands under it; when only one branch goes on, it is not pushed to the
right, so that a long chain of conditions stays in its column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from expert.trees.model import Ask, Branch, Outcome, Tree
from expert.trees.words import branch_words, outcome_words, question_words

Mark = Literal["held", "not-held", "contested", "goes-on", "elsewhere"]
"""Where a branch leads: an outcome that concludes or not, a question of law, one written just
under, one written elsewhere."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of the tree, with its number."""

    depth: int
    node: int
    number: int
    text: str
    contested: bool


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch of the question above: `branch` of `node`, leading to `to`."""

    depth: int
    node: int
    branch: Branch
    text: str
    leads_to: str
    mark: Mark


Row = QuestionRow | BranchRow


def outline(tree: Tree) -> list[Row]:
    """Return the rows of a tree; a tree without a question is one outcome and has none."""
    return list(_Outline(tree).rows(0, 0)) if isinstance(tree.nodes[0], Ask) else []


class _Outline:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._written: set[int] = set()

    def rows(self, node: int, depth: int) -> Iterator[Row]:
        """Yield a question, its branches, then the questions they open."""
        asked = self.tree.nodes[node]
        assert isinstance(asked, Ask)
        self._written.add(node)
        text = question_words(self.tree.program, asked.variable)
        number, contested = self.tree.questions[node], self.tree.is_zone(node)
        yield QuestionRow(depth, node, number, text, contested)
        under = [b.to for b in asked.branches if self._is_new(b.to)]
        for branch in asked.branches:
            yield self._branch(node, asked, branch, depth)
        deeper = depth + (len(under) > 1)
        for child in under:
            if child not in self._written:  # a brother may have led there first
                yield from self.rows(child, deeper)

    def _is_new(self, node: int) -> bool:
        return isinstance(self.tree.nodes[node], Ask) and node not in self._written

    def _branch(self, node: int, asked: Ask, branch: Branch, depth: int) -> BranchRow:
        tree = self.tree
        text = branch_words(tree.program, asked.variable, branch.values)
        target = tree.nodes[branch.to]
        if isinstance(target, Outcome):
            said = outcome_words(tree, target, in_reading=tree.is_zone(node))
            mark: Mark = "held" if target.holds else "not-held"
            leads_to = f"{tree.outcomes[branch.to]}. {said}"
        else:
            number = tree.questions[branch.to]
            written = branch.to in self._written
            mark = "elsewhere" if written else "goes-on"
            leads_to = f"voir n° {number}" if written else f"n° {number}"
            if tree.is_zone(branch.to) and not tree.is_zone(node):
                mark, leads_to = "contested", f"contesté : {leads_to}"
        return BranchRow(depth, node, branch, text, leads_to, mark)
