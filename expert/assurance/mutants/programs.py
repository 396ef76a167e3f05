"""A mutant compiled in the graph of the base: only what may change is built again."""

from __future__ import annotations

from dataclasses import dataclass

from expert.assurance.mutants.dependence import Above, Dependence, concluded
from expert.assurance.mutants.generation import Mutant
from expert.inference.graph import Node
from expert.inference.program import Program
from knowledge.base_model import AtomId


@dataclass(frozen=True)
class Mutated:
    """A mutant compiled: its program, the atoms whose node changed, those it bears on at once.

    `near` are the atoms that see the change first: they change before anything above them does.
    """

    mutant: Mutant
    program: Program
    changed: tuple[AtomId, ...]
    near: tuple[AtomId, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What two mutants have in common when they are the same program: the changed nodes."""
        nodes: tuple[tuple[AtomId, Node], ...] = tuple(
            (atom, self.program.atoms[atom]) for atom in self.changed
        )
        return nodes


def mutate(program: Program, dependence: Dependence, mutant: Mutant) -> Mutated:
    """Compile a mutant of a program, in the graph of that program."""
    base = mutant.applied(program.base)
    rules = touched_rules(dependence, mutant)
    atoms = {atom for rule in rules for atom in concluded(program.base, program.base.rules[rule])}
    targets: set[str] = set()
    if mutant.new is not None:
        atoms |= concluded(base, mutant.new)
        targets = set(mutant.new.defeats)
    above = dependence.above({*rules, *targets}, atoms)
    compiled = Program(
        base,
        program.examined_on,
        program.domains,
        program.graph,
        program.law_day,
        atoms={a: n for a, n in program.atoms.items() if a not in above.atoms},
        applies={r: n for r, n in program.applies.items() if r not in above.rules},
        effective={r: n for r, n in program.effective.items() if r not in above.rules},
    )
    for atom in program.atoms:
        compiled.atom(atom)
    changed = tuple(a for a in program.atoms if compiled.atoms[a] != program.atoms[a])
    near = _near(program, {*rules, *targets}, atoms, above)
    return Mutated(mutant, compiled, changed, tuple(a for a in changed if a in near))


def touched_rules(dependence: Dependence, mutant: Mutant) -> list[str]:
    """Return the rules a mutant changes: its rule, or every reader of its question."""
    if mutant.is_guard:
        return dependence.readers_of_fact(mutant.target)
    return [mutant.target]


def _near(program: Program, rules: set[str], atoms: set[AtomId], above: Above) -> set[AtomId]:
    """Return the atoms concluded by the changed rules, and by those they defeat in a chain."""
    near = set(atoms)
    pending, seen = list(rules), set(rules)
    while pending:
        rule = program.base.rules[pending.pop()]
        near |= concluded(program.base, rule)
        new = set(rule.defeats) - seen
        seen |= new
        pending += new
    return near & above.atoms
