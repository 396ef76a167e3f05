"""What becomes of one conclusion from one base to the other: from which status to which, and when.

With the zones of each side eliminated, a conclusion is two functions of the answers: what holds in
every reading (E) and in some reading (P). Equal E and P give equal statuses for every incident,
known in part or in whole; where they differ, each change of status has a witness. Where the
diagrams would be too large, random incidents look for one: finding none proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from expert.assurance.comparison.regions import SETTLED, region
from expert.assurance.comparison.sides import Sides
from expert.assurance.comparison.trials import Answers, Trial
from expert.assurance.paths import shortest_path, spared
from expert.inference.diagrams import NEVER, Diagram, DiagramTooLargeError
from expert.inference.functions import Function, build_functions
from expert.inference.graph import Node
from expert.inference.situation import Situation
from expert.status import Status
from knowledge.base_model import AtomId

CAP = 12_000
"""Nodes allowed to the diagrams of one conclusion: a comparison may take longer than a screen."""

Verdict = Literal["same", "changed", "unproved"]


@dataclass(frozen=True)
class Transition:
    """A change of status, and the answers that show it whatever the others are.

    `new_answer`: one of the answers exists in one of the two bases only.
    """

    before: Status
    after: Status
    answers: Answers
    new_answer: bool = False


@dataclass(frozen=True)
class Compared:
    """The verdict on one conclusion, its transitions, and the situation their answers speak of."""

    verdict: Verdict
    situation: Situation
    transitions: tuple[Transition, ...] = ()


def compare_atoms(sides: Sides, cap: int = CAP) -> dict[AtomId, Compared]:
    """Compare every conclusion that both bases have, the lower ones first."""
    shared = sides.shared_atoms()
    old, new = sides.old.program.atoms, sides.new.program.atoms
    known: list[Answers] = []
    found: dict[AtomId, Compared] = {}
    for atom in sorted(shared, key=lambda a: max(old[a], new[a])):
        found[atom] = compare_atom(sides, atom, known, cap)
        known += [transition.answers for transition in found[atom].transitions]
    return {atom: found[atom] for atom in shared}


def compare_atom(
    sides: Sides, atom: AtomId, known: Sequence[Answers] = (), cap: int = CAP
) -> Compared:
    """Compare one conclusion of both bases. Two passages are tried where passages are counted.

    `known` are answers that tell lower conclusions apart: trials start from them.
    """
    old, new = sides.old.program.atoms[atom], sides.new.program.atoms[atom]
    graph = sides.new.program.graph
    unit = None if sides.new.program.base.atom_conclusion(atom).scope == "incident" else 0
    counted = [graph.count_of(node)[0] for node in graph.counts_under([old, new])]
    situation = sides.situation(max(2, *counted) if counted else 1)
    if _is_same(sides, old, new):
        return Compared("same", situation)
    try:
        found = tuple(_transitions(sides, situation, old, new, unit, cap))
    except DiagramTooLargeError:
        tried = Trial(sides, situation, old, new, unit).differences(known)
        found = tuple(Transition(*pair, answers) for pair, answers in tried.items())
        return Compared("changed" if found else "unproved", situation, found)
    return Compared("changed" if found else "same", situation, found)


def _is_same(sides: Sides, old: Node, new: Node) -> bool:
    """Whether both sides are one node, each zone under it read the same ways."""
    if old != new:
        return False
    graph = sides.new.program.graph
    return all(
        sides.old.readings.get(v) == sides.new.readings.get(v)
        for v in graph.variables_under([old])
        if graph.variables[v].is_zone
    )


def _transitions(
    sides: Sides, situation: Situation, old: Node, new: Node, unit: int | None, cap: int
) -> Iterator[Transition]:
    nodes = [(old, sides.old.readings), (new, sides.new.readings)]
    before, after = build_functions(situation, nodes, unit, cap)
    if (before.surely, before.possibly) == (after.surely, after.possibly):
        return
    for first, second in permutations(SETTLED, 2):
        both = before.table.join(region(before, first), region(after, second), NEVER)
        if both == NEVER:
            continue
        told = _told_in_both(sides, before, both)
        chosen = told if told != NEVER else both
        path = spared(before.table, chosen, shortest_path(before.table, chosen))
        answers = {before.instances[level]: value for level, value in path.items()}
        yield Transition(first, second, answers, told == NEVER)


def _told_in_both(sides: Sides, function: Function, where: Diagram) -> Diagram:
    """Return the part of a region that can be told in the words of both bases."""
    table, graph = function.table, sides.new.program.graph
    for level in table.support(where):
        variable = function.instances[level][0]
        known = sides.common.get(variable)
        width = len(graph.variables[variable].values)
        if known is not None and len(known) < width:
            where = table.join(where, table.literal(level, width, known), NEVER)
    return where
