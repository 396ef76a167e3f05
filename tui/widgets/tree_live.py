"""Where an incident stands in a tree, as the screen needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from expert.trees.chapter import atoms_of
from expert.trees.live import LivePath, live_path

if TYPE_CHECKING:
    from expert.incident import Key
    from expert.inference.statuses import Statuses
    from expert.status import Status
    from expert.trees.model import Tree
    from knowledge.models.rules import Conclusion


@dataclass(frozen=True)
class Live:
    """The statuses of an incident, read for one of its passages."""

    statuses: Statuses
    unit: int

    @property
    def place(self) -> str:
        """The name of the passage."""
        publication, spot = self.statuses.situation.units[self.unit]
        return spot.passage or str(publication + 1)

    def path(self, tree: Tree, scope: str) -> LivePath:
        """Return where the incident stands in a tree about terms of a scope."""
        return live_path(tree, self.statuses, self._unit_of(scope))

    def standing(self, conclusion: Conclusion) -> list[tuple[str, Status]]:
        """Return (value, status) of a conclusion; of a slot, the values not excluded only."""
        base = self.statuses.program.base
        found = [
            (conclusion.values.get(atom.partition("=")[2], ""), self._status(atom, conclusion))
            for atom in atoms_of(base, conclusion.id)
        ]
        if all(status == "excluded" for _, status in found):
            return [("", "excluded")]
        return [(value, status) for value, status in found if status != "excluded"]

    def key(self, variable: int) -> Key:
        """Return the question of a fact, on this passage."""
        situation = self.statuses.situation
        return situation.key_of(situation.locate(variable, self.unit))

    def _status(self, atom: str, conclusion: Conclusion) -> Status:
        return self.statuses.atom(atom, self._unit_of(conclusion.scope)).status

    def _unit_of(self, scope: str) -> int | None:
        return None if scope == "incident" else self.unit
