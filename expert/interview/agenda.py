"""What an interview does not compute again at each answer: goals, questions, and their places.

All of it follows from the law, the reader, and which publications and passages there are; no
answer is kept here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from expert.incident import Incident, Key, Passage, Publication, Spot
from expert.inference.graph import Node
from expert.inference.program import Program
from expert.inference.situation import Instance, Situation
from expert.inference.statuses import is_more_publications
from knowledge.models.common import SCOPE_DEPTH

OTHER_PUBLICATIONS = Key("autres_publications")
"""The question that closes the list of publications."""

_Shape = tuple[tuple[str, tuple[str, ...]], ...]
"""The names of the passages of each publication."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One conclusion a reader wants settled, on one unit."""

    atom: str
    unit: int | None
    node: Node


class Agenda:
    """The goals of a reader on the units of an incident, and the question of each instance."""

    def __init__(self, blank: Situation, profile: str) -> None:
        self.program: Program = blank.program
        self.profile = profile
        self.publications = {p.id: n for n, p in enumerate(blank.incident.publications)}
        self.spots = {spot: unit for unit, (_, spot) in enumerate(blank.units)}
        self.goals = [
            Goal(atom, unit, self.program.atoms[atom])
            for atom, conclusion, _ in self.program.base.atoms()
            if profile in conclusion.goals
            for unit in blank.units_at(conclusion.scope)
        ]
        self._blank = blank
        self._keys: dict[Instance, Key] = {}
        self._read: dict[tuple[Node, int | None], tuple[Key, ...]] = {}

    def key(self, instance: Instance) -> Key:
        """Return the question an instance belongs to."""
        found = self._keys.get(instance)
        if found is None:
            more = is_more_publications(instance)
            found = OTHER_PUBLICATIONS if more else self._blank.key_of(instance)
            self._keys[instance] = found
        return found

    def read_under(self, node: Node, unit: int | None) -> tuple[Key, ...]:
        """Return the questions that a condition reads on a unit."""
        if (node, unit) not in self._read:
            variables = self.program.graph.variables
            self._read[node, unit] = tuple(
                dict.fromkeys(
                    self.key(self._blank.locate(variable, unit))
                    for variable in self.program.graph.variables_under([node])
                    if not variables[variable].is_zone
                    and (unit is not None or SCOPE_DEPTH[variables[variable].scope] == 0)
                )
            )
        return self._read[node, unit]

    def unit_of(self, key: Key) -> int | None:
        """Return a unit that reads a question (None: an incident question)."""
        if key.spot == Spot():
            return None
        if key.spot in self.spots:
            return self.spots[key.spot]
        places = ((u, spot.publication) for u, (_, spot) in enumerate(self._blank.units))
        return next(unit for unit, publication in places if publication == key.spot.publication)


def agenda_of(situation: Situation, profile: str) -> Agenda:
    """Return the agenda of a reader on the publications and passages of an incident."""
    shape = tuple((p.id, tuple(q.id for q in p.passages)) for p in situation.incident.publications)
    return _agenda(situation.program, shape, profile)


@lru_cache(maxsize=16)
def _agenda(program: Program, shape: _Shape, profile: str) -> Agenda:
    publications = tuple(Publication(p, tuple(map(Passage, names))) for p, names in shape)
    blank = Incident("", program.examined_on, publications=publications)
    return Agenda(Situation(program, blank, {}), profile)


@lru_cache(maxsize=16)
def shared_by_goals(program: Program, profile: str) -> Counter[str]:
    """Return, for each fact, how many goals of a profile read it (law only)."""
    shared: Counter[str] = Counter()
    for atom, conclusion, _ in program.base.atoms():
        if profile in conclusion.goals:
            variables = program.graph.variables_under([program.atoms[atom]])
            shared.update({program.graph.variables[variable].source for variable in variables})
    return shared
