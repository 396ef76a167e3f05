"""Whether a mutant differs from the base for some incident, and a witness when it does.

The atoms a mutant bears on at once are compared as functions of one passage (of as many as a count
needs, and at least two, where passages are counted). If none of them differs, nothing above them
does: they are all that the rest of the base sees. Two diagrams that would be too large prove
nothing, unless a steered incident tells them apart, or the neighbours of the changed test make it
idle (`local_proof`).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from expert.assurance.mutants.growing import Complete
from expert.assurance.mutants.local_proof import (
    exclusive_or,
    numbers_of_passages,
    passages,
    same_in_its_place,
)
from expert.assurance.mutants.programs import Mutated
from expert.assurance.paths import shortest_path, spared
from expert.inference.diagrams import NEVER, DiagramTooLargeError
from expert.inference.functions import build_function
from expert.inference.program import Program
from expert.inference.situation import Instance, Situation
from expert.inference.worlds import Bits
from knowledge.base_model import AtomId

CAP = 12_000
"""Nodes allowed to the difference of one atom."""
PLACE_CAP = 200_000
"""Nodes allowed in the place of the change: only what the atoms leave unproved is read there."""

Difference = Literal["none", "shown", "unproved"]
_KEPT = 0.9
"""How often a steered world keeps a value of the test incident it comes from."""


@dataclass(frozen=True)
class Judged:
    """Whether a mutant differs, and, where a diagram showed it, the atom and the answers."""

    difference: Difference
    atom: AtomId | None = None
    answers: dict[Instance, int] | None = None
    situation: Situation | None = None


def judge(program: Program, mutated: Mutated, worlds: Complete | None = None) -> Judged:
    """Compare a mutant with its program, in worlds first, then by diagrams."""
    if worlds is not None and (atom := _told_apart(program, mutated, worlds)) is not None:
        return Judged("shown", atom)
    unproved = False
    for atom in sorted(mutated.near, key=lambda a: program.atoms[a]):
        try:
            found = difference(program, mutated, atom)
        except DiagramTooLargeError:
            unproved = True
            continue
        if found is not None:
            return found
    if unproved and same_in_its_place(program, mutated, PLACE_CAP):
        return Judged("none")
    return Judged("unproved" if unproved else "none")


def difference(program: Program, mutated: Mutated, atom: AtomId, cap: int = CAP) -> Judged | None:
    """Return the shortest witness on one atom, or None when it is the same function.

    Raises `DiagramTooLargeError`.
    """
    graph = program.graph
    before, after = program.atoms[atom], mutated.program.atoms[atom]
    counted = [graph.count_of(node)[0] for node in graph.counts_under([before, after])]
    unit = None if program.base.atom_conclusion(atom).scope == "incident" else 0
    apart = exclusive_or(graph, before, after)
    for number in reversed(numbers_of_passages(counted, max(2, *counted) if counted else 1)):
        situation = passages(program, number)
        function = build_function(situation, apart, unit, cap)
        if function.possibly != NEVER:
            path = shortest_path(function.table, function.possibly)
            path = spared(function.table, function.possibly, path)
            answers = {function.instances[level]: value for level, value in path.items()}
            return Judged("shown", atom, answers, situation)
    return None


def _told_apart(program: Program, mutated: Mutated, worlds: Complete) -> AtomId | None:
    worlds.grow()
    for atom in mutated.near:
        before, after = program.atoms[atom], mutated.program.atoms[atom]
        if worlds.holds[0][before] != worlds.holds[0][after]:
            return atom
    return None


def steered_columns(
    program: Program, rows: Sequence[Situation], count: int
) -> list[dict[int, list[Bits]]]:
    """Return the columns of complete worlds of two passages, close to the incidents of some rows.

    Each world keeps most answers of a row and draws the others.
    """
    chance = random.Random(0)
    variables = program.graph.variables
    taken: list[list[list[int]]] = [[[] for _ in variables] for _ in range(2)]
    for _ in range(count):
        chosen = [chance.choice(rows), chance.choice(rows)]
        if chance.random() < 0.5:
            chosen[1] = chosen[0]
        units = [chance.randrange(len(row.units)) for row in chosen]
        for number, variable in enumerate(variables):
            width = len(variable.values)
            shared = None
            for unit in range(2):
                if shared is None:
                    value = _drawn(chance, chosen[unit], number, units[unit], width)
                taken[unit][number].append(value)
                if variable.scope in ("incident", "zone"):
                    shared = value
    return [
        {
            number: [
                int("".join("1" if value == wanted else "0" for value in reversed(values)), 2)
                for wanted in range(len(variables[number].values))
            ]
            for number, values in enumerate(by_variable)
        }
        for by_variable in taken
    ]


def _drawn(chance: random.Random, row: Situation, variable: int, unit: int, width: int) -> int:
    possible = row.allowed.get(row.locate(variable, unit))
    if possible is None or chance.random() > _KEPT:
        return chance.randrange(width)
    return chance.choice(sorted(possible)) if len(possible) > 1 else next(iter(possible))
