"""What a survivor changes, shown on an incident: the answers that matter, before and after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from expert.assurance.mutants.dependence import Dependence
from expert.assurance.mutants.equivalence import difference
from expert.assurance.mutants.generation import Mutant
from expert.assurance.mutants.programs import Mutated, mutate
from expert.assurance.witness_words import Told, told_witness
from expert.inference.diagrams import DiagramTooLargeError
from expert.inference.program import Program
from expert.inference.situation import Instance, Situation
from expert.inference.statuses import Statuses
from expert.status import Status
from knowledge.base_model import AtomId


@dataclass(frozen=True)
class Witness:
    """An incident that tells a mutant apart, and the status of a conclusion before and after.

    The answers are enough to make the two differ in some reading of the contested questions.
    """

    atom: AtomId
    answers: tuple[Told, ...]
    before: Status
    after: Status


def witness(program: Program, dependence: Dependence, mutant: Mutant) -> Witness | None:
    """Return a witness against a mutant, or None where no diagram can be built."""
    mutated = mutate(program, dependence, mutant)
    for atom in sorted(mutated.near, key=lambda a: program.atoms[a]):
        try:
            found = difference(program, mutated, atom)
        except DiagramTooLargeError:
            continue
        if found is not None and found.answers is not None and found.situation is not None:
            return _told(program, mutated, atom, found.situation, found.answers)
    return None


def _told(
    program: Program,
    mutated: Mutated,
    atom: AtomId,
    situation: Situation,
    answers: dict[Instance, int],
) -> Witness:
    allowed = {
        instance: frozenset((value,)) for instance, value in answers.items() if instance[0] >= 0
    }
    unit = None if program.base.atom_conclusion(atom).scope == "incident" else 0
    statuses = [
        Statuses(replace(situation, program=each, allowed=allowed)).atom(atom, unit).status
        for each in (program, mutated.program)
    ]
    return Witness(atom, told_witness(situation, answers), statuses[0], statuses[1])
