"""Where an incident stands in a tree: the path its answers take, and what they close.

Facts are read from the answers, conclusions of other chapters from their exact status; a
contested question keeps all its readings. Nothing is decided here: the status of a conclusion is
that of the interview, and a branch is called closed only when no answer left can lead to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from expert.inference.graph import Node
from expert.inference.situation import INCIDENT
from expert.inference.statuses import Statuses
from expert.trees.cutting import CONCLUSION, NO_VALUE, PASSAGES
from expert.trees.model import Ask, Branch, Tree


@dataclass(frozen=True)
class LivePath:
    """What the answers leave of a tree.

    `reached`: nodes that may still be reached; `settled`: questions whose answer is known, so that
    one branch is left; `certain`: nodes that the incident surely passes by, from the root down;
    `hidden`: questions answered apart (protected): their answer is not shown.
    """

    reached: frozenset[int]
    settled: frozenset[int]
    certain: frozenset[int]
    hidden: frozenset[int]
    open_branches: frozenset[tuple[int, int]]

    def is_open(self, node: int, branch: Branch) -> bool:
        """Whether a branch of a question may still be taken."""
        return (node, branch.to) in self.open_branches


def live_path(tree: Tree, statuses: Statuses, unit: int | None) -> LivePath:
    """Return where the incident of `statuses` stands in a tree, on one unit."""
    reader = _Reader(tree, statuses, unit)
    reached, settled, hidden = {0}, set(), set()
    branches: set[tuple[int, int]] = set()
    certain, sure = {0}, 0
    for node in tree.parents_first:
        asked = tree.nodes[node]
        if node not in reached or not isinstance(asked, Ask):
            continue
        possible = reader.possible(asked.variable)
        left = [branch for branch in asked.branches if possible & frozenset(branch.values)]
        reached.update(branch.to for branch in left)
        branches.update((node, branch.to) for branch in left)
        if reader.is_protected(asked.variable):
            hidden.add(node)
        elif len(left) == 1:
            settled.add(node)
        if node == sure and len(left) == 1:
            sure = left[0].to
            certain.add(sure)
    return LivePath(
        frozenset(reached),
        frozenset(settled),
        frozenset(certain),
        frozenset(hidden),
        frozenset(branches),
    )


class _Reader:
    """Reads what an incident leaves possible to the variables of a tree."""

    def __init__(self, tree: Tree, statuses: Statuses, unit: int | None) -> None:
        self._program, self._statuses, self._unit = tree.program, statuses, unit

    def possible(self, variable: int) -> frozenset[int]:
        """Return the value indexes still possible; all of them for a protected answer."""
        declared = self._program.graph.variables[variable]
        every = frozenset(range(len(declared.values)))
        if declared.scope == CONCLUSION:
            return self._conclusion(declared.source, declared.values)
        if declared.scope == PASSAGES:
            whole = self._statuses.program
            return _yes_no(self._truth(whole.node_of(self._program.counts[declared.id]), None))
        if declared.is_zone:
            return self._statuses.situation.allowed.get((variable, INCIDENT), every)
        if self.is_protected(variable):
            return every
        answered = self._statuses.situation.possible(variable, self._unit)
        return every if answered is None else answered

    def is_protected(self, variable: int) -> bool:
        """Whether a variable is a fact whose answer is kept apart."""
        fact = self._program.base.facts.get(self._program.graph.variables[variable].source)
        return fact is not None and fact.protected

    def _conclusion(self, name: str, values: tuple[str, ...]) -> frozenset[int]:
        base = self._program.base
        conclusion = base.conclusions[name]
        unit = None if conclusion.scope == "incident" else self._unit
        atoms = self._statuses.program.atoms
        if not conclusion.values:
            return _yes_no(self._truth(atoms[name], unit))
        truths = {v: self._truth(atoms[f"{name}={v}"], unit) for v in conclusion.values}
        held = [value for value, truth in truths.items() if truth]
        if held:
            return frozenset(values.index(value) for value in held)
        return frozenset(
            index
            for index, value in enumerate(values)
            if value == NO_VALUE or truths[value] is not False
        )

    def _truth(self, node: Node, unit: int | None) -> bool | None:
        status = self._statuses.node(node, unit).status
        return {"established": True, "excluded": False}.get(status)


def _yes_no(truth: bool | None) -> frozenset[int]:
    return frozenset((0, 1)) if truth is None else frozenset((0 if truth else 1,))
