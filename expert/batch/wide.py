"""The conclusions too wide for a function: what settles them alone, and what is tried on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from expert.batch.completions import Completions
from expert.batch.draws import Draws, leaning
from expert.inference.graph import Node
from expert.inference.one_answer import facts_under
from expert.inference.program import Program
from expert.inference.settling import Settler
from knowledge.base_model import AtomId

_MOST_ALONE = 5
"""Conclusions towards which draws lean one at a time."""


class Wide:
    """Some conclusions of a program, read together.

    `telling` are the facts whose answer was seen to settle one of them on its own, on as many rows
    as `sampled`.
    """

    def __init__(self, program: Program, atoms: tuple[AtomId, ...]) -> None:
        self.atoms = atoms
        self.telling: set[int] = set()
        self.sampled = 0
        self._program = program

    @property
    def nodes(self) -> list[Node]:
        """Their nodes, in the order of the atoms."""
        return [self._program.atoms[atom] for atom in self.atoms]

    @cached_property
    def facts(self) -> list[int]:
        """The facts they read."""
        return facts_under(self._program, self.nodes)

    @cached_property
    def settler(self) -> Settler:
        """What settles them, and nothing else."""
        return Settler(self._program, self.atoms)

    @cached_property
    def completions(self) -> Completions:
        """The completions tried on every row in doubt."""
        return Completions(self._program.graph, self.nodes, self.settler)

    @cached_property
    def draws(self) -> Sequence[Draws]:
        """The draws tried on the rows left, one after the other: even ones, then leaning ones."""
        graph = self._program.graph
        roots = self.nodes
        towards = leaning(graph, roots)
        against = {v: [-weight for weight in weights] for v, weights in towards.items()}
        alone = [leaning(graph, [root]) for root in roots[:_MOST_ALONE]]
        leans = (None, against, towards, *alone)
        return [Draws(graph.variables, seed, lean) for seed, lean in enumerate(leans)]
