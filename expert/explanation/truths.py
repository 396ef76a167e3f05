"""Where a proof reads the truth of each node: from experta for the law, checked by the reference."""

from __future__ import annotations

from typing import Protocol

from expert.inference.engine import Derivation
from expert.inference.graph import Node
from expert.inference.kleene import Reference, Truth
from expert.inference.situation import Situation


class DisagreementError(RuntimeError):
    """Two evaluators differ on one incident: nothing may be shown."""


class Truths(Protocol):
    """The truth of a node read by a unit (None: by the incident) in one situation."""

    situation: Situation

    def truth(self, node: Node, unit: int | None = None) -> Truth:
        """Return True, False, or None when it is not settled."""
        ...


class EngineTruths:
    """Atoms and rules as experta derived them; the small tests inside a condition by reference."""

    def __init__(self, situation: Situation, derivation: Derivation) -> None:
        self.situation = situation
        self._derivation = derivation
        self._reference = Reference(situation)
        program = situation.program
        self._derived = {*program.atoms.values(), *program.effective.values()}

    def truth(self, node: Node, unit: int | None = None) -> Truth:
        """Return the truth of a node, from experta where it derives it."""
        graph = self.situation.program.graph
        if graph.kinds[node] == "not":
            inner = self.truth(graph.children(node)[0], unit)
            return None if inner is None else not inner
        if node in self._derived and graph.kinds[node] in ("and", "or"):
            return self._derivation.truth(node, unit)
        return self._reference.truth(node, unit)

    def check(self) -> None:
        """Compare experta with the reference on every atom. Raises `DisagreementError`."""
        program = self.situation.program
        for atom, conclusion, _ in program.base.atoms():
            node = program.atoms[atom]
            places = [None] if conclusion.scope == "incident" else range(len(self.situation.units))
            for unit in places:
                if self.truth(node, unit) != self._reference.truth(node, unit):
                    raise DisagreementError(f"les évaluateurs diffèrent sur « {atom} »")
