"""Where a proof reads each truth: from experta for the law, checked by the reference."""

from __future__ import annotations

from typing import Protocol

from expert.inference.engine import Derivation, engine_of
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
    """The truths experta derived; the reference for groups that have no clause of their own."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self._engine = engine_of(situation.program)
        self._derivation: Derivation = self._engine.run(situation)
        self._reference = Reference(situation)

    def truth(self, node: Node, unit: int | None = None) -> Truth:
        """Return the truth of a node, from experta where it derives it."""
        graph = self.situation.program.graph
        if graph.kinds[node] == "not":
            inner = self.truth(graph.children(node)[0], unit)
            return None if inner is None else not inner
        if self._engine.derives(node, unit):
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
