"""P12: experta, the reference, the worlds, the diagrams and z3 say the same of the same base.

z3 and the diagrams are compared symbolically, conclusion by conclusion: in every incident of one
passage. The diagrams and the worlds are compared on the whole sample, one bit an incident; experta
and the reference, on incidents steered to each conclusion both ways, complete then partial.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.claims import Requirement, World, shape, unit_of
from expert.assurance.proofs.exact import path
from expert.assurance.proofs.judge import DIAGRAMS, SOLVER, TIMED_OUT
from expert.assurance.proofs.model import Failure, Findings
from expert.assurance.proofs.second_opinion import Drawn, SecondOpinion, SolverTimeoutError
from expert.assurance.proofs.witness import told
from expert.explanation.truths import EngineTruths
from expert.inference.diagrams import ALWAYS, NEVER, DiagramTooLargeError
from expert.inference.functions import INTERVIEW_CAP, build_together
from expert.inference.graph import Node
from expert.inference.kleene import Reference
from expert.inference.situation import Situation
from expert.inference.worlds import Bits

EXPERTA, REFERENCE, WORLDS = "experta", "référence", "mondes"
_WHOLE = 600
"""Nodes up to which a diagram is compared with z3 at once; a larger one, part by part."""
_PART = 3_000
"""Nodes allowed to draw one part: past them it is cut again."""


def evaluators_agree(bench: Bench) -> Findings:
    """P12: the same truth from every evaluator, for every conclusion."""
    found = Findings("comparaisons", methods={EXPERTA, REFERENCE, WORLDS, DIAGRAMS})
    _Comparison(bench, found).run()
    return found


@dataclass
class _Comparison:
    """Compares the evaluators of one program, and keeps the diagrams to steer incidents."""

    bench: Bench
    found: Findings

    def run(self) -> None:
        bench, program = self.bench, self.bench.program
        atoms = [(a, unit_of(c.scope)) for a, c, _ in bench.base.atoms()]
        held = bench.sample.held([program.atoms[atom] for atom, _ in atoms])
        parts = _Parts(bench)
        drawn: dict[str, Drawn] = {}
        for (atom, unit), bits in zip(atoms, held, strict=True):
            diagram = parts.drawn(program.atoms[atom], unit)
            if diagram is not None:
                drawn[atom] = diagram
                self._worlds(atom, diagram, bits)
            if bench.second_opinion:
                self._solver(parts, atom, unit, diagram)
        if bench.second_opinion:
            self.found.methods.add(SOLVER)
        self._too_large([atom for atom, _ in atoms if atom not in drawn], parts)
        incidents = self._steered(drawn)
        for number, world in enumerate(incidents):
            self._engine(number, world)
        self.found.only_sampled = not bench.second_opinion
        self.found.sampled.append(
            f"mondes et diagrammes sur {bench.sample.count} incidents tirés au hasard ; experta et "
            f"référence sur {len(incidents)} incidents conduits à chaque conclusion"
        )

    def _too_large(self, atoms: list[str], parts: _Parts) -> None:
        if atoms:
            labels = ", ".join(f"« {self.bench.label(atom)} »" for atom in atoms)
            self.found.remarks.append(f"diagramme trop grand, comparé par ses parties : {labels}")
        if parts.split:
            self.found.remarks.append(
                f"{parts.split} conclusions comparées à z3 par leurs parties, le reste d'un bloc"
            )

    def _worlds(self, atom: str, drawn: Drawn, bits: Bits) -> None:
        self.found.checked += 1
        differing = _held(drawn, self.bench.sample.columns, self.bench.sample.every) ^ bits
        if differing:
            number = (differing & -differing).bit_length() - 1
            self._refute(atom, "les diagrammes et les mondes", self.bench.sample.world(number))

    def _solver(self, parts: _Parts, atom: str, unit: int | None, drawn: Drawn | None) -> None:
        self.found.checked += 1
        node = self.bench.program.atoms[atom]
        try:
            agreed = parts.agree(node, unit, drawn)
        except SolverTimeoutError:
            self.found.unproved.append(f"« {self.bench.label(atom)} » : {TIMED_OUT}")
            return
        if not agreed:
            self._refute(atom, "les diagrammes et z3", {})

    def _steered(self, drawn: Mapping[str, Drawn]) -> list[World]:
        """Return complete incidents that lead to each conclusion, then away from it."""
        chance = random.Random(self.bench.seed)
        found = []
        for atom in drawn:
            table, root, levels = drawn[atom]
            for holds in (True, False):
                if root != (NEVER if holds else ALWAYS):
                    any_world = self.bench.sample.world(chance.randrange(self.bench.sample.count))
                    found.append({**any_world, **path(table, root, tuple(levels), holds=holds)})
        chance.shuffle(found)
        while len(found) < self.bench.incidents:
            found.append(self.bench.sample.world(chance.randrange(self.bench.sample.count)))
        return found[: self.bench.incidents]

    def _engine(self, number: int, world: World) -> None:
        """Compare experta with the reference, on the complete incident and on a part of it."""
        chance = random.Random(number)
        empty = shape(self.bench.program)
        kept = {i: v for i, v in world.items() if chance.random() < 0.6}
        for answers in (world, kept):
            allowed = {i: frozenset((v,)) for i, v in answers.items()}
            situation = Situation(self.bench.program, empty.incident, allowed)
            engine, reference = EngineTruths(situation), Reference(situation)
            for atom, node in self.bench.program.atoms.items():
                unit = unit_of(self.bench.base.atom_conclusion(atom).scope)
                if engine.truth(node, unit) != reference.truth(node, unit):
                    self._refute(atom, "experta et la référence", answers)
                    return
            self.found.checked += 1

    def _refute(self, atom: str, which: str, world: World) -> None:
        sentence = f"{which} diffèrent sur « {self.bench.label(atom)} »"
        self.found.failures.append(Failure(atom, sentence, told(shape(self.bench.program), world)))


class _Parts:
    """The diagrams of nodes, and their comparison with z3, whole or part by part.

    `split` counts the conclusions compared by their parts: what joins them (« and », « or »,
    « not », « at least k ») is the same few lines in every compiler.
    """

    def __init__(self, bench: Bench) -> None:
        self.split = 0
        self._bench = bench
        self._graph = bench.program.graph
        self._empty = shape(bench.program)
        self._agreed: dict[tuple[Node, int | None], bool] = {}

    def drawn(self, node: Node, unit: int | None, cap: int = INTERVIEW_CAP) -> Drawn | None:
        """Return the diagram of a node, None when it is too large."""
        try:
            return build_together(self._empty, [(node, unit, True, {})], cap)
        except DiagramTooLargeError:
            return None

    def agree(self, node: Node, unit: int | None, drawn: Drawn | None) -> bool:
        """Return whether z3 and the diagram of a node agree."""
        whole = drawn is not None and len(drawn[0].under(drawn[1])) <= _WHOLE
        self.split += not whole
        return self._agree(node, unit, drawn)

    def _agree(self, node: Node, unit: int | None, drawn: Drawn | None) -> bool:
        key = (node, unit)
        if key not in self._agreed:
            if drawn is not None and len(drawn[0].under(drawn[1])) <= _WHOLE:
                solver = SecondOpinion(self._empty, self._bench.seconds)
                self._agreed[key] = solver.same(Requirement(node, unit), drawn)
            else:
                self._agreed[key] = all(
                    self._agree(*part, self.drawn(*part, _PART)) for part in self._below(node, unit)
                )
        return self._agreed[key]

    def _below(self, node: Node, unit: int | None) -> Iterator[tuple[Node, int | None]]:
        if self._graph.kinds[node] == "count":
            yield self._graph.count_of(node)[1], 0
        yield from ((child, unit) for child in self._graph.children(node))


def _held(drawn: Drawn, columns: Mapping[int, list[Bits]], every: Bits) -> Bits:
    """Return the incidents of a sample that a diagram leads to true."""
    table, root, levels = drawn
    known: dict[int, Bits] = {NEVER: 0, ALWAYS: every}
    for diagram in sorted(table.under(root)):  # children come before parents
        variable = levels[table.levels[diagram]][0]
        bits = 0
        for column, child in zip(columns[variable], table.children[diagram], strict=True):
            bits |= column & known[child]
        known[diagram] = bits
    return known[root]
