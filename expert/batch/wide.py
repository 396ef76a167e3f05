"""The conclusions too wide for a function: what settles them alone, and the draws tried on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from expert.batch.draws import Draws, leaning
from expert.inference.program import Program
from expert.inference.settling import Settler
from knowledge.base_model import AtomId

_MOST_ALONE = 5
"""Conclusions towards which draws lean one at a time."""


class Wide:
    """Some conclusions of a program, read together."""

    def __init__(self, program: Program, atoms: tuple[AtomId, ...]) -> None:
        self.atoms = atoms
        self._program = program

    @cached_property
    def settler(self) -> Settler:
        """What settles them, and nothing else."""
        return Settler(self._program, self.atoms)

    @cached_property
    def draws(self) -> Sequence[Draws]:
        """The draws tried on rows in doubt, one after the other: even ones, then leaning ones."""
        graph = self._program.graph
        roots = [self._program.atoms[atom] for atom in self.atoms]
        towards = leaning(graph, roots)
        against = {v: [-weight for weight in weights] for v, weights in towards.items()}
        alone = [leaning(graph, [root]) for root in roots[:_MOST_ALONE]]
        leans = (None, against, towards, *alone)
        return [Draws(graph.variables, seed, lean) for seed, lean in enumerate(leans)]
