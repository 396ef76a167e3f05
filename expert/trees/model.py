"""A decision tree as data: questions, the branch of each answer, and outcomes.

It is a tree whose equal parts are one: a node may be reached by several branches. No two nodes of
a tree say the same, and no question has one branch only (`build` sees to it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from expert.trees.cutting import CutProgram


@dataclass(frozen=True, slots=True)
class Branch:
    """The answers (value indexes of the variable asked) that lead to one and the same node."""

    values: tuple[int, ...]
    to: int


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: the variable asked, and its branches in the order of the answers."""

    variable: int
    branches: tuple[Branch, ...]

    @classmethod
    def of(cls, variable: int, to: Mapping[int, Sequence[int]]) -> Ask:
        """Return a question from the values that lead to each node.

        The branch that gathers the rest comes last, as « toute autre réponse » is read.
        """
        branches = [Branch(tuple(values), node) for node, values in to.items()]
        width = sum(len(branch.values) for branch in branches)
        branches.sort(key=lambda branch: gathers_the_rest(branch.values, width))
        return cls(variable, tuple(branches))


FEW = 3
"""Answers named one by one on a branch, when it gathers most of those of its question."""


def gathers_the_rest(values: Sequence[int], width: int) -> bool:
    """Whether a branch is better said « toute autre réponse », of a question of `width` answers."""
    return len(values) > FEW and 2 * len(values) > width


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a path ends: for each subject of the tree, whether it holds."""

    holds: frozenset[str]


Subject = str
"""What a tree tells: an atom, or the id of a rule (a conclusion and a rule may share their id)."""


@dataclass(frozen=True, eq=False)
class Tree:
    """The tree of some subjects; node 0 is the root, questions numbered as they are first met.

    `of_rule`: it tells where a rule acts, rather than where atoms hold. `told_by` gives, for each
    outcome, the rules that may conclude it; `excepted_by`, the exceptions that may keep a rule
    from doing so there. `by_law`: the questions follow the order of the rules rather than that of
    the interview; `order` is that order, as variables.
    """

    program: CutProgram
    subjects: tuple[Subject, ...]
    nodes: tuple[Ask | Outcome, ...]
    order: tuple[int, ...]
    by_law: bool
    of_rule: bool = False
    told_by: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    excepted_by: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def questions(self) -> dict[int, int]:
        """The number shown for each question: 1, 2, 3... in the order of the nodes."""
        asked = [n for n, node in enumerate(self.nodes) if isinstance(node, Ask)]
        return {node: number for number, node in enumerate(asked, 1)}

    @cached_property
    def outcomes(self) -> dict[int, str]:
        """The letter shown for each outcome: A, B... Z, AA, AB..."""
        ends = [n for n, node in enumerate(self.nodes) if isinstance(node, Outcome)]
        return {node: _letters(number) for number, node in enumerate(ends)}

    @cached_property
    def parents_first(self) -> list[int]:
        """The nodes in an order where each comes after every question that leads to it."""
        levels = {variable: level for level, variable in enumerate(self.order)}

        def level(node: int) -> int:
            asked = self.nodes[node]
            return levels[asked.variable] if isinstance(asked, Ask) else len(levels)

        return sorted(range(len(self.nodes)), key=level)

    def is_zone(self, node: int) -> bool:
        """Whether a node is a contested question of law."""
        found = self.nodes[node]
        return isinstance(found, Ask) and self.program.graph.variables[found.variable].is_zone

    def follow(self, value: Callable[[int], int]) -> Outcome:
        """Walk the tree with the value of each variable asked, to the outcome."""
        node = self.nodes[0]
        while isinstance(node, Ask):
            answer = value(node.variable)
            node = self.nodes[next(b.to for b in node.branches if answer in b.values)]
        return node

    def variables(self) -> Iterator[int]:
        """Yield each variable asked, once."""
        yield from dict.fromkeys(n.variable for n in self.nodes if isinstance(n, Ask))


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
